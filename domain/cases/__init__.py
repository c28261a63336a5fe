"""Where a case lives: registered, placed, moved, closed and reopened; its owner and age band.

Sources: stappenplan (a closed case stays open to new signals, step 5a; unfounded suspicions close the
case), artikel (a place "vergaat" and the child goes elsewhere: signals, episode and listing follow).

`events`, `standing` (the view), `commands`. Imports `domain` only.
"""
