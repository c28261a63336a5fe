"""Looking back: what a list was on a past day or at a position, and whether the log is what was signed."""
