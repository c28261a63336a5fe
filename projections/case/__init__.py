"""The case: from its events to its score, its episodes and its rows.

`state` (what is remembered), `levels` (when an episode opens, lowers, ends), `fold` (events and days to
states), `rows` (states to rows). May import `domain` and `projections.calendar`.
"""
