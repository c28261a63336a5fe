"""The story of Meisje Y told otherwise: what sharing in time would have looked like."""
