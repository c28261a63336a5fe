"""The pieces of a story: recorded, corrected, retracted and judged, never edited.

Sources: stappenplan step 1 (facts, events, observations, interpretations and sources told apart; what
contradicts is recorded as carefully as what confirms; niet-pluis is welcome; a closed case stays open to
signals, 5a), melden (the meldpunt verifies and gives feedback).

`events`, `recording` (may this be recorded?), `revising` (correct, retract, judge). Imports `domain` only.
"""
