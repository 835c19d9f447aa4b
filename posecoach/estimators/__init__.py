"""What turns a frame into a pose: the pose model, the face mesh, and recorded landmarks."""
