"""`opplussen case` and `opplussen signal`: what happens to a case, and what is seen of it."""
