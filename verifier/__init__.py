"""Checks a log of opplussen from outside, with Python's standard library and `cryptography` alone.

For auditors who trust nothing of ours: this folder goes along with every export and runs by itself, by
`python3 -m verifier FOLDER`. It imports nothing of opplussen; opplussen imports its formats from here, so
that what is written and what is checked are one text.
"""
