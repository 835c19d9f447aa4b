"""What the history amounts to: pure functions of records, the same for the page and the terminal.

Nothing here is sold as progress that the camera could not have seen (stretches.md 3.2, 9).
"""
