"""`opplussen consent`: explain, ask, take back, ask again, and see what somebody may receive.

`options` (what the commands ask in the same words), `asking`, `changing`, `showing`. May import all of `cli`.
"""
