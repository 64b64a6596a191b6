"""What a hub is made of, in the numbered steps that lead to it. A released step never changes.

A learner is a login role in LEARNERS: it reads the rows of its own name and adds to them. Who a row
belongs to is the server's word (`session_user`, which no SET ROLE changes), never the client's. A
coach is a login role in COACHES, and reads counts.

A learner's rows are numbered in the order in which they are committed: adding them holds the
learner's row in `learners` until the end of the transaction, and no other role may lock that row.
So who has read up to a number has missed none below it, and nobody can keep others waiting.

A coach's counts are summed as answers come: from three million events they would take seconds. Who
deletes a learner's events deletes their rows in `days`, `learners` and `texts`, too.
"""

LEARNERS, COACHES = "lpcards_learner", "lpcards_coach"
SCHEMA = "lpcards"

EVENT_COLUMNS = (
    *("id", "at", "offset", "zone", "day", "device", "kind", "card", "grade", "seconds"),
    *("fingerprint", "details"),
)
TEXT_COLUMNS = ("fingerprint", "front", "back", "items")
LONGEST_NAME, LONGEST_TEXT = 1000, 1 << 20
"""Characters of a name, bytes of an event's details and of each part of a text."""
MOST_EVENTS, MOST_BYTES = 1_000_000, 1 << 29
"""What a learner may keep there until the admin lets them have more."""
NO_ROOM = "54000"
"""The SQLSTATE of what goes beyond that."""

QUOTED = {name: f'"{name}"' for name in EVENT_COLUMNS}
_EVENTS = ", ".join(QUOTED.values())
_TEXTS = ", ".join((*TEXT_COLUMNS, "digest"))
_FUNCTION = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp"


def _guarded(table: str, columns: str) -> tuple[str, ...]:
    """Return what lets a learner read their own rows of a table, add to them, and no more."""
    return (
        f"ALTER TABLE lpcards.{table} ENABLE ROW LEVEL SECURITY",
        f"""CREATE POLICY own_are_read ON lpcards.{table} FOR SELECT TO {LEARNERS}
            USING (learner = session_user)""",
        f"""CREATE POLICY own_are_added ON lpcards.{table} FOR INSERT TO {LEARNERS}
            WITH CHECK (learner = session_user)""",
        f"GRANT SELECT, INSERT ({columns}) ON lpcards.{table} TO {LEARNERS}",
        f"CREATE INDEX {table}_in_order ON lpcards.{table} (learner, arrived)",
        f"""CREATE TRIGGER one_device_at_a_time BEFORE INSERT ON lpcards.{table}
            FOR EACH STATEMENT EXECUTE FUNCTION lpcards.wait_in_line()""",
        f"""CREATE TRIGGER room_is_limited AFTER INSERT ON lpcards.{table}
            REFERENCING NEW TABLE AS added
            FOR EACH STATEMENT EXECUTE FUNCTION lpcards.count_added()""",
    )


FIRST = (
    f"CREATE SCHEMA {SCHEMA}",
    f"GRANT USAGE ON SCHEMA {SCHEMA} TO {LEARNERS}, {COACHES}",
    "CREATE TABLE lpcards.hub (version integer NOT NULL)",
    f"GRANT SELECT ON lpcards.hub TO {LEARNERS}, {COACHES}",
    "INSERT INTO lpcards.hub VALUES (0)",
    f"""CREATE TABLE lpcards.learners (
        learner text COLLATE "C" PRIMARY KEY,
        events bigint NOT NULL DEFAULT 0,
        bytes bigint NOT NULL DEFAULT 0,
        most_events bigint NOT NULL DEFAULT {MOST_EVENTS},
        most_bytes bigint NOT NULL DEFAULT {MOST_BYTES}
    )""",
    """CREATE TABLE lpcards.days (
        learner text COLLATE "C" NOT NULL,
        day date NOT NULL,
        answers bigint NOT NULL,
        passed bigint NOT NULL,
        seconds double precision NOT NULL,
        PRIMARY KEY (learner, day)
    )""",
    f"""CREATE TABLE lpcards.events (
        arrived bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        learner text COLLATE "C" NOT NULL DEFAULT session_user,
        id uuid NOT NULL,
        at bigint NOT NULL CHECK (at BETWEEN 0 AND 253402300799999),
        "offset" integer NOT NULL CHECK ("offset" BETWEEN -1440 AND 1440),
        zone text NOT NULL CHECK (length(zone) <= {LONGEST_NAME}),
        day date NOT NULL CHECK (day BETWEEN '0001-01-01' AND '9999-12-31'),
        device text NOT NULL CHECK (length(device) <= {LONGEST_NAME}),
        kind text NOT NULL CHECK (length(kind) <= {LONGEST_NAME}),
        card text NOT NULL CHECK (length(card) <= {LONGEST_NAME}),
        grade integer CHECK (grade BETWEEN 0 AND 5),
        seconds double precision CHECK (seconds BETWEEN 0 AND 10000000),
        fingerprint text NOT NULL CHECK (length(fingerprint) <= {LONGEST_NAME}),
        details text CHECK (octet_length(details) <= {LONGEST_TEXT}),
        PRIMARY KEY (learner, id)
    )""",
    f"""CREATE TABLE lpcards.texts (
        arrived bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        learner text COLLATE "C" NOT NULL DEFAULT session_user,
        fingerprint text NOT NULL CHECK (length(fingerprint) <= {LONGEST_NAME}),
        front text NOT NULL CHECK (octet_length(front) <= {LONGEST_TEXT}),
        back text NOT NULL CHECK (octet_length(back) <= {LONGEST_TEXT}),
        items text NOT NULL CHECK (octet_length(items) <= {LONGEST_TEXT}),
        digest text NOT NULL CHECK (length(digest) = 64),
        PRIMARY KEY (learner, digest)
    )""",
    f"""CREATE FUNCTION lpcards.take_turn() RETURNS void {_FUNCTION} AS $$
        BEGIN
            INSERT INTO lpcards.learners (learner) VALUES (session_user) ON CONFLICT DO NOTHING;
            PERFORM FROM lpcards.learners WHERE learner = session_user FOR UPDATE;
            IF NOT FOUND THEN
                RAISE serialization_failure USING MESSAGE = 'another device was first';
            END IF;
        END $$""",  # noqa: S608  names of ours
    f"""CREATE FUNCTION lpcards.wait_in_line() RETURNS trigger {_FUNCTION} AS $$
        BEGIN
            PERFORM lpcards.take_turn();
            RETURN NULL;
        END $$""",
    f"""CREATE FUNCTION lpcards.count_added() RETURNS trigger {_FUNCTION} AS $$
        DECLARE
            has_room boolean;
        BEGIN
            UPDATE lpcards.learners l SET events = l.events + a.rows, bytes = l.bytes + a.bytes
                FROM (SELECT count(*) AS rows, coalesce(sum(pg_column_size(added)), 0) AS bytes
                    FROM added) a
                WHERE l.learner = session_user
                RETURNING l.events <= l.most_events AND l.bytes <= l.most_bytes INTO has_room;
            IF NOT has_room THEN
                RAISE program_limit_exceeded USING MESSAGE = 'there is no room left';
            END IF;
            RETURN NULL;
        END $$""",  # noqa: S608  names of ours
    f"""CREATE FUNCTION lpcards.sum_added() RETURNS trigger {_FUNCTION} AS $$
        BEGIN
            INSERT INTO lpcards.days AS d
                SELECT learner, day, count(*), count(*) FILTER (WHERE grade >= 3),
                    coalesce(sum(seconds), 0)
                FROM added WHERE kind IN ('review', 'ahead', 'drill', 'cram')
                GROUP BY learner, day
                ON CONFLICT (learner, day) DO UPDATE SET
                    answers = d.answers + excluded.answers,
                    passed = d.passed + excluded.passed,
                    seconds = d.seconds + excluded.seconds;
            RETURN NULL;
        END $$""",  # noqa: S608  names of ours
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA lpcards FROM PUBLIC",
    f"GRANT EXECUTE ON FUNCTION lpcards.take_turn() TO {LEARNERS}",
    *_guarded("events", _EVENTS),
    *_guarded("texts", _TEXTS),
    """CREATE TRIGGER days_are_summed AFTER INSERT ON lpcards.events
        REFERENCING NEW TABLE AS added
        FOR EACH STATEMENT EXECUTE FUNCTION lpcards.sum_added()""",
    """CREATE VIEW lpcards.counts WITH (security_barrier) AS
        SELECT learner, day, answers, passed, round(seconds)::bigint AS seconds
        FROM lpcards.days""",
    f"GRANT SELECT ON lpcards.counts TO {COACHES}",
)

STEPS = (FIRST,)
VERSION = len(STEPS)
