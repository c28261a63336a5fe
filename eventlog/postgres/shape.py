"""The tables of a log, and what the database itself refuses whoever asks.

Positions are 1, 2, 3... because the counter is a row that the appending transaction writes: what is rolled
back gives its positions back, where a sequence would leave a hole. Events become visible in the order of
their positions because appends hold the table's EXCLUSIVE lock until they commit. Triggers see to both.
"""

VERSION = 1

TABLES = """
CREATE TABLE {schema}.shape (version integer NOT NULL);
CREATE TABLE {schema}.types (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE "C" NOT NULL UNIQUE);
CREATE TABLE {schema}.head (single boolean PRIMARY KEY DEFAULT true CHECK (single), position bigint NOT NULL);
CREATE TABLE {schema}.events (
    position bigint PRIMARY KEY, type integer NOT NULL,
    data bytea NOT NULL, tags text COLLATE "C" NOT NULL);
CREATE TABLE {schema}.tags (
    tag text COLLATE "C" NOT NULL, type integer NOT NULL, position bigint NOT NULL,
    PRIMARY KEY (tag, type, position));
INSERT INTO {schema}.head (position) VALUES (0);
"""

GUARDS = """
CREATE FUNCTION {schema}.refuse_unguarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'this log is written at read committed only' USING ERRCODE = 'OP001';
    END IF;
    IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_locks
        WHERE pid = pg_catalog.pg_backend_pid() AND locktype = 'relation' AND granted
          AND relation = '{schema}.events'::regclass AND mode IN ('ExclusiveLock', 'AccessExclusiveLock'))
    THEN
        RAISE EXCEPTION 'this log is written under its lock only' USING ERRCODE = 'OP002';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    first bigint;
    last bigint;
    number bigint;
BEGIN
    SELECT min(position), max(position), count(*) INTO first, last, number FROM added;
    IF number > 0 AND (
        last <> (SELECT position FROM {schema}.head) OR last - first + 1 <> number
        OR first > 1 AND NOT EXISTS (SELECT FROM {schema}.events WHERE position = first - 1))
    THEN
        RAISE EXCEPTION 'positions of this log are 1, 2, 3... as its counter says' USING ERRCODE = 'OP003';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION {schema}.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'this log only grows' USING ERRCODE = 'OP004';
END $$;

CREATE TRIGGER guarded BEFORE INSERT ON {schema}.events EXECUTE FUNCTION {schema}.refuse_unguarded();
CREATE TRIGGER guarded BEFORE INSERT ON {schema}.tags EXECUTE FUNCTION {schema}.refuse_unguarded();
CREATE TRIGGER contiguous AFTER INSERT ON {schema}.events REFERENCING NEW TABLE AS added
    EXECUTE FUNCTION {schema}.refuse_gap();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.events
    EXECUTE FUNCTION {schema}.refuse_change();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {schema}.tags
    EXECUTE FUNCTION {schema}.refuse_change();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON {schema}.head EXECUTE FUNCTION {schema}.refuse_change();
"""

FOUND = """
CREATE FUNCTION {schema}.found(kind text, items json, types json, after bigint, most bigint)
RETURNS SETOF bigint LANGUAGE plpgsql STABLE ROWS 20 AS $$
DECLARE
    wanted integer[] := ARRAY(
        SELECT y.id FROM json_array_elements_text(types) AS named (name)
        JOIN {schema}.types AS y ON y.name = named.name);
BEGIN
    CASE kind
    WHEN 'tag' THEN RETURN QUERY
        SELECT DISTINCT t.position
        FROM json_array_elements_text(items) AS item (tag)
        CROSS JOIN LATERAL (
            SELECT s.position FROM {schema}.tags AS s
            WHERE s.tag = item.tag AND s.type = ANY (wanted) AND s.position > after OFFSET 0) AS t
        ORDER BY t.position LIMIT most;
    WHEN 'tag of any type' THEN RETURN QUERY
        SELECT DISTINCT t.position
        FROM json_array_elements_text(items) AS item (tag)
        CROSS JOIN LATERAL (
            SELECT s.position FROM {schema}.tags AS s
            WHERE s.tag = item.tag AND s.position > after OFFSET 0) AS t
        ORDER BY t.position LIMIT most;
    WHEN 'tags' THEN RETURN QUERY
        SELECT DISTINCT t.position
        FROM json_array_elements(items) AS item (tags)
        CROSS JOIN LATERAL (
            SELECT s.position, s.type FROM {schema}.tags AS s
            WHERE s.tag = item.tags ->> 0 AND s.position > after
              AND (json_array_length(types) = 0 OR s.type = ANY (wanted)) OFFSET 0) AS t
        WHERE NOT EXISTS (
            SELECT FROM json_array_elements_text(item.tags) AS other (tag) WHERE NOT EXISTS (
                SELECT FROM {schema}.tags AS o
                WHERE o.tag = other.tag AND o.type = t.type AND o.position = t.position))
        ORDER BY t.position LIMIT most;
    WHEN 'type' THEN RETURN QUERY
        SELECT e.position FROM {schema}.events AS e
        WHERE e.position > after AND e.type = ANY (wanted)
        ORDER BY e.position LIMIT most;
    END CASE;
END $$;
"""
"""Where a search matches behind `after`, rising, at most `most`.

OFFSET 0 keeps the order of the loops: each tag is looked up by the key, also by a plan that was made while
the table was empty."""

APPEND = """
CREATE FUNCTION {schema}.append(
    kinds text[], items text[], types text[], after bigint, names text[], datas bytea[], tag_lists text[])
RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    head bigint;
BEGIN
    LOCK TABLE {schema}.events IN EXCLUSIVE MODE;
    SELECT h.position INTO STRICT head FROM {schema}.head AS h;
    IF head > after AND (kinds IS NULL OR EXISTS (
        SELECT FROM unnest(kinds, items, types) AS s (kind, items, types)
        CROSS JOIN LATERAL {schema}.found(s.kind, s.items::json, s.types::json, after, 1)))
    THEN
        RETURN NULL;
    END IF;
    INSERT INTO {schema}.types (name)
    SELECT DISTINCT new.name FROM unnest(names) AS new (name)
    WHERE NOT EXISTS (SELECT FROM {schema}.types AS y WHERE y.name = new.name);
    UPDATE {schema}.head AS h SET position = head + cardinality(names);
    INSERT INTO {schema}.events (position, type, data, tags)
    SELECT head + new.number, y.id, new.data, new.tags
    FROM unnest(names, datas, tag_lists) WITH ORDINALITY AS new (name, data, tags, number)
    JOIN {schema}.types AS y ON y.name = new.name;
    INSERT INTO {schema}.tags (tag, type, position)
    SELECT DISTINCT tag.value, y.id, head + new.number
    FROM unnest(names, tag_lists) WITH ORDINALITY AS new (name, tags, number)
    JOIN {schema}.types AS y ON y.name = new.name
    CROSS JOIN LATERAL json_array_elements_text(new.tags::json) AS tag (value);
    PERFORM pg_catalog.pg_notify({channel}, '');
    RETURN head + cardinality(names);
END $$;
"""
"""All of `names`, `datas` and `tag_lists` behind the last event; the last position.

NULL when the searches (`kinds`, `items`, `types`) find something behind `after`; with NULL for `kinds` when
anything is there. Each query in it sees what is committed when it begins, so after the lock was given."""

STATEMENTS = (TABLES, GUARDS, FOUND, APPEND)
