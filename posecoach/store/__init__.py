"""The history on the disk: one SQLite file in the user's own data folder, and nowhere else."""
