"""What a wise colleague would say about a case now: what to do first, what is missing, who can help, and why.

Reads what other rooms know and decides nothing. Each line has its source.

`lines` (the shape), `first` (what to do first), `steps` (where the stappenplan stands), `doors` (what sharing
still needs), `assembling` (all of it). Imports `domain` only.
"""
