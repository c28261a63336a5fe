"""`opplussen access`: who read what."""
