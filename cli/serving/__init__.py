"""`opplussen serve`: the pages put together with an opened workplace, a clock and an engine beside them."""
