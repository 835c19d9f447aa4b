"""Broken inputs for the real entry points; see `__main__`."""
