"""Inzage: somebody gets what is held about them, in plain words, and is told what is left out and why.

Reading order: `held_back` (what is left out, on which ground), `sentences` and `labels` (each event in
words), `telling` (one event as it is told), `overview` (the whole), `giving` (the decision of two people).
Sources: AVG 12 and 15; handreiking (who recorded or told something stays out); domain page, capability 15.
"""
