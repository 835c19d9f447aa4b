"""Where frames come from. OpenCV's capture lives here."""
