"""What may happen and what follows: events, commands, decisions, the score.

Pure: no clock, randomness, input or output, no environment. Imports the standard library and msgspec only.
"""
