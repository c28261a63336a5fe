"""`opplussen init`, `people`, `convenant`, `agreements` and `policy`: who takes part, and by which rules."""
