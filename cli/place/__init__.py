"""Where the command runs: the settings, the folder and its keys, the clock, chance.

Imports no other part of the command.
"""
