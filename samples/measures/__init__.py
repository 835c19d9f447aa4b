"""A small picture for each measure, from the recorded poses of the samples."""
