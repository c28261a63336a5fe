"""Is every event filed under its tags, and nothing else filed? Decisions find events by that index alone.

An event that is there but not filed would not be seen by whoever decides: the index is checked with the log.
"""

import sqlite3

_NOT_FILED = """
SELECT min(e.position) FROM events AS e WHERE EXISTS (
    SELECT 1 FROM json_each(e.tags) AS tag WHERE NOT EXISTS (
        SELECT 1 FROM tags AS t WHERE t.tag = tag.value AND t.type = e.type AND t.position = e.position))"""
_COUNTS = """
SELECT (SELECT count(*) FROM tags),
    (SELECT coalesce(sum((SELECT count(DISTINCT value) FROM json_each(e.tags))), 0) FROM events AS e)"""
_FILED_TOO = """
SELECT min(CASE WHEN typeof(t.position) = 'integer' AND t.position > 0 THEN t.position
    ELSE (SELECT coalesce(max(position), 0) + 1 FROM events) END)
FROM tags AS t LEFT JOIN events AS e ON e.position = t.position
WHERE NOT EXISTS (SELECT 1 FROM json_each(e.tags) AS tag WHERE e.type = t.type AND tag.value = t.tag)"""
"""What is filed under no position at all stands behind the last event."""


def first_misfiled(connection: sqlite3.Connection) -> int | None:
    """The first position that is not filed under its tags, or under others too; None when all are right."""
    missing: int | None = connection.execute(_NOT_FILED).fetchone()[0]
    filed, told = connection.execute(_COUNTS).fetchone()
    extra: int | None = None
    if filed != told or missing is not None:
        extra = connection.execute(_FILED_TOO).fetchone()[0]
    return min((one for one in (missing, extra) if one is not None), default=None)
