"""Where a person reads and does something: rows up to date, and who reads judged and written down.

Imports `place` and `screen`.
"""
