"""Tests of the core, file by file; `motions` plays each stretch rightly and wrongly."""
