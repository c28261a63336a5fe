"""`opplussen demo`: the story of Meisje X and Meisje Y, from nothing."""
