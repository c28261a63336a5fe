"""Running away and missing: one open episode at a time.

Source: handreiking (missing persons), artikel (running away again and again).

`events`, `reporting` (report and end, also what merged cases brought). Imports `domain` only.
"""
