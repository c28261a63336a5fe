"""`opplussen access`: who read what, and what was refused."""
