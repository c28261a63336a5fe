"""The log in one SQLite file: `recorder.SQLiteRecorder` is what others use.

Reading order: `file` (what the file looks like and who may open it), `reading` (a search as SQL), `writing`
(one transaction), `tail` (waiting for what comes), `recorder`.
May import `domain`, the standard library, msgspec and the interfaces of eventsourcing.
"""
