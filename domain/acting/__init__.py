"""Who may act: one rule of role, what a case is to somebody, and the day, and the table that it goes by.

`rule` (may somebody act in a place that they have today), `table` (which command asks what), `given` (a
command as a person gives it, refused to who may not give it). A command whose own decision asks the rule
imports `rule` alone.
"""
