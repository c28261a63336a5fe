"""Episodes in which a case is above a level: raised once, owned by a person, decided by people.

Sources: factsheet (scale up and down sooner; agree when care and when criminal law leads), handreiking (a
substitute, a number answered day and night), scoring.md (levels, hysteresis). A level asks for a decision and
never refers by itself.

`events`, `episode` (the view), `raising` (what the system asks), `deciding` (what people do). Imports
`domain` only.
"""
