"""Is every event filed under its tags, and nothing else filed? Decisions find events by that index alone."""

from typing import cast

from eventlog.postgres.server import Connection

_MISFILED = """
SELECT min(CASE WHEN position > 0 THEN position ELSE (SELECT h.position + 1 FROM head AS h) END) FROM (
    (SELECT tag.value, e.type, e.position FROM events AS e
        CROSS JOIN LATERAL json_array_elements_text(e.tags::json) AS tag (value)
     EXCEPT SELECT t.tag, t.type, t.position FROM tags AS t)
    UNION ALL
    (SELECT t.tag, t.type, t.position FROM tags AS t
     EXCEPT SELECT tag.value, e.type, e.position FROM events AS e
        CROSS JOIN LATERAL json_array_elements_text(e.tags::json) AS tag (value))
) AS misfiled (tag, type, position)"""
"""What is filed under no position at all stands behind the last event."""


def first_misfiled(connection: Connection) -> int | None:
    """The first position that is not filed under its tags, or under others too; None when all are right."""
    row = connection.execute(_MISFILED).fetchone()
    return cast("int | None", row[0]) if row else None
