"""`opplussen access` and `opplussen processing`: who read what, what was refused, and what was done."""
