"""Sample clips with known answers, and the generator that makes them (see README.md)."""
