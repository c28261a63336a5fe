"""Makes folds run: follow the log, apply a batch, react, sweep, rebuild, replay.

May import `domain`, `eventlog` and `projections`.
"""
