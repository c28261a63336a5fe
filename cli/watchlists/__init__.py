"""`opplussen watchlist`, `explain`, `list`, `exchange`: who stands highest, why, what is agreed."""
