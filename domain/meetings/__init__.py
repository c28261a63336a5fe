"""The meetings of a facility's small kernteam with that of its police unit.

`holding` keeps what was said and decided. This package may import appointments, cases, partners and the pair
of a watchlist; nothing here imports what is made from it.
"""
