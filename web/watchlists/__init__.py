"""The lists of a facility: ranked by what is known, agreed by two sides, compared, printed, exported."""
