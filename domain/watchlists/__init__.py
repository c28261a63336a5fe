"""Which clients care and police watch together: weighed blind, agreed by both, and what is exchanged of them.

Source: artikel (a top 5 or top 10 per facility with its police unit, of children who presumably are exploited
or run a high risk; signals are exchanged for at least six months; sides differ in how they judge a risk).

`events`, `pair` (who speaks for which side), `weighing`, `agreeing`, `exchange`, `difference` (between two
lists). Imports `domain` only.
"""
