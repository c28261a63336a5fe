"""How long something is kept, and forgetting somebody for good.

Reading order: `keeping` (terms as data, legal hold, what is due), `reviewing` (what people decide on that),
`erasing` (the decision of two people).
Sources: AVG 5(1)(e), 17 and 17(3); domain page, capability 15. Terms are in none of these: they are data that
an organisation adopts.
"""
