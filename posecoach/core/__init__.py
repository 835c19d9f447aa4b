"""The judging of a stretch: no clock, no I/O, no camera. Standard library only."""
