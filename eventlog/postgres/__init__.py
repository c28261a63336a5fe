"""The log in a schema of a PostgreSQL database: `recorder.PostgresRecorder` is what others use.

Reading order: `shape` (the tables, and what the database itself refuses), `server` (connections, and errors
under our names), `schema` (who may open it), `reading`, `writing`, `tail` (waiting for what comes),
`recorder`; `leading` is for processes of which only one may do something.
May import `domain`, the standard library, msgspec, psycopg and the interfaces of eventsourcing.
"""
