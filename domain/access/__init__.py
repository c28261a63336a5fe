"""Who may see what: one table of role, relation, tier and purpose, and the log of who read.

Imports the words of the domain, appointments and the tiers of the working agreements; nothing below the edge
imports it.
"""
