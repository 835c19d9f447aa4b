"""What is done with a step: shown, sounded, written. Outputs decide nothing."""
