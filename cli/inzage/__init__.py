"""`opplussen inzage`: what is held about somebody, for themselves."""
