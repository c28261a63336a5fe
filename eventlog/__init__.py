"""Keeps events: the recorders, the codec of stored events, and the execution of commands.

May import `domain`.
"""
