"""`opplussen meeting`: an agenda made from the lists, and minutes that become events."""
