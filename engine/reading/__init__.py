"""Who sees what of which case: the one door to what is known, and what is written down of it."""
