"""What a login on a hub can do: a learner reads and adds to their own rows, a coach sees counts."""

from contextlib import ExitStack

import psycopg
import pytest

from log_steps import all_of, machines
from logs import moment
from lpcards.log import Shown, open_log
from lpcards.sync import hub_connection
from lpcards.sync.hub_admin import MOST_CONNECTIONS
from lpcards.sync.hub_connection import Unreached
from lpcards.sync.hub_schema import COACHES, LEARNERS

pytestmark = pytest.mark.postgresql
INSERT = """INSERT INTO lpcards.events
    (id, at, "offset", zone, day, device, kind, card, grade, seconds, fingerprint, details)
    VALUES ('019584dc-8780-7004-8882-69c4262b488c', 1, 0, '', '2025-03-04', 'x', 'review', 'c',
        4, 1.5, '', null) """
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported)


@pytest.fixture
def filled(hub, tmp_path):
    """Return the hub with an answer of anna's, and of berta's."""
    for name in ("anna", "berta"):
        with open_log(str(tmp_path / f"{name}.db"), device=f"{name}'s") as log:
            log.answer(f"{name}/q/a", 4, moment(), seconds=2.0, shown=Shown(name, f"{name}?", "b"))
            hub.sync(log, name)
    return hub


def test_learners_never_see_each_other(filled):
    for table in ("events", "texts"):
        assert filled.sql(f"SELECT count(*) FROM lpcards.{table}") == [(2,)]
        assert filled.sql(f"SELECT count(*) FROM lpcards.{table}", user="anna") == [(1,)]
        [row] = filled.sql(f"SELECT * FROM lpcards.{table}", user="anna")
        assert "berta" not in str(row)
    with (
        psycopg.connect(filled.url("anna")) as connection,
        connection.cursor().copy("COPY lpcards.events TO STDOUT") as copy,
    ):
        assert [row.count("anna/q/a") for row in copy_rows(copy)] == [1]
    for words in (
        f"SET ROLE {LEARNERS}; SELECT card FROM lpcards.events",
        "SET row_security = off; SELECT card FROM lpcards.events",
        "SELECT card FROM lpcards.events WHERE learner LIKE 'berta%'",
        "SELECT most_common_vals FROM pg_stats WHERE schemaname = 'lpcards'",
        "SELECT front FROM lpcards.texts WHERE length(front) > 0",
    ):
        assert "berta" not in str(answer(filled, words))


def copy_rows(copy):
    return [bytes(piece).decode() for piece in copy]


def answer(hub, words, user="anna"):
    """Return the rows of the last statement, or what the server says against it."""
    try:
        with psycopg.connect(hub.url(user), autocommit=True) as connection:
            for word in words.split("; "):
                done = connection.execute(word)
            return done.fetchall() if done.description else None
    except psycopg.Error as fault:
        return fault.diag.message_primary


def test_nothing_is_learned_by_a_function_that_tells_what_it_is_given(filled):
    """A cheap function of the learner's own is not called for rows of others."""
    words = """CREATE FUNCTION pg_temp.tell(words text) RETURNS boolean LANGUAGE plpgsql COST 0.0001
        AS 'BEGIN RAISE NOTICE ''%'', words; RETURN true; END'"""
    told = []
    with psycopg.connect(filled.url("anna"), autocommit=True) as connection:
        connection.add_notice_handler(lambda notice: told.append(notice.message_primary))
        connection.execute(words)
        connection.execute("SELECT count(*) FROM lpcards.events WHERE pg_temp.tell(card)")
        connection.execute("SELECT count(*) FROM lpcards.texts WHERE pg_temp.tell(front)")
        plan = connection.execute("EXPLAIN ANALYZE SELECT * FROM lpcards.events").fetchall()
    assert told == ["anna/q/a", "anna?"]
    assert "berta" not in str(plan)


def test_an_id_of_somebody_else_is_free_for_everybody(hub):
    """Whether an id is taken must tell nothing of others."""
    for user in ("anna", "berta"):
        assert hub.sql(f"{INSERT} RETURNING 1", user=user) == [(1,)]
    assert hub.sql(f"{INSERT} ON CONFLICT DO NOTHING RETURNING 1", user="anna") == []


@pytest.mark.parametrize(
    "words",
    [
        "UPDATE lpcards.events SET grade = 5",
        "UPDATE lpcards.events SET learner = learner",
        f"{INSERT} ON CONFLICT (learner, id) DO UPDATE SET grade = 5",
        "DELETE FROM lpcards.events",
        "TRUNCATE lpcards.events",
        "DROP TABLE lpcards.events",
        "ALTER TABLE lpcards.events DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE lpcards.events DISABLE TRIGGER ALL",
        "INSERT INTO lpcards.events (learner) VALUES ('berta')",
        "INSERT INTO lpcards.events (arrived) OVERRIDING SYSTEM VALUE VALUES (1)",
        "COPY lpcards.events (learner) FROM STDIN",
        "SELECT * FROM lpcards.events FOR UPDATE",
        "SELECT * FROM lpcards.learners",
        "SELECT * FROM lpcards.learners FOR UPDATE",
        "UPDATE lpcards.learners SET most_events = 1",
        "SELECT * FROM lpcards.counts",
        "SELECT * FROM lpcards.days",
        "INSERT INTO lpcards.days VALUES ('anna', '2025-03-04', 1, 1, 1)",
        "SELECT last_value FROM lpcards.events_arrived_seq",
        "SELECT setval('lpcards.events_arrived_seq', 1)",
        "SELECT lpcards.count_added()",
        "SELECT lpcards.sum_added()",
        "CREATE TABLE lpcards.mine ()",
        "CREATE FUNCTION lpcards.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE public.mine (id uuid REFERENCES lpcards.events)",
        "CREATE ROLE mine",
        "GRANT lpcards_coach TO CURRENT_USER",
        "UPDATE lpcards.hub SET version = 9",
        "SET ROLE keeper",
        "SET SESSION AUTHORIZATION keeper",
    ],
)
def test_a_learner_changes_nothing_and_gains_nothing(filled, words):
    before = filled.sql("SELECT * FROM lpcards.events ORDER BY arrived")
    with pytest.raises(REFUSED), psycopg.connect(filled.url("anna")) as connection:
        connection.execute(words)
    assert filled.sql("SELECT * FROM lpcards.events ORDER BY arrived") == before


def test_another_role_shows_and_adds_nothing_of_other_names(filled):
    """Whoever acts as the group is still the login that they are."""
    assert answer(filled, f"SET ROLE {LEARNERS}; SELECT card FROM lpcards.events") == [
        ("anna/q/a",)
    ]
    added = answer(filled, f"SET ROLE {LEARNERS}; {INSERT} RETURNING learner")
    assert added == [(filled.people["anna"],)]


def test_rows_that_are_no_events_are_refused(hub):
    for old, new in (
        (", 1, 0, ''", ", -1, 0, ''"),
        ("4, 1.5", "6, 1.5"),
        ("4, 1.5", "4, 'NaN'"),
        ("4, 1.5", "4, 'Infinity'"),
        ("'2025-03-04'", "'infinity'"),
        ("'2025-03-04'", "'0044-03-15 BC'"),
        ("'c'", "repeat('c', 1001)"),
        ("null)", "repeat('c', 1048577))"),
    ):
        assert old in INSERT
        words = answer(hub, INSERT.replace(old, new))
        assert "violates check constraint" in words, (old, new)


def test_one_learner_does_not_fill_the_hub(hub, tmp_path):
    name = hub.people["anna"]
    hub.sql(f"INSERT INTO lpcards.learners VALUES ('{name}', 0, 0, 2, 1000000)")
    with open_log(str(tmp_path / "log.db")) as log:
        for number in range(3):
            log.answer(f"c{number}", 4, moment(number))
        from lpcards.sync.hub_connection import HubFault

        with pytest.raises(HubFault, match="no room left for you"):
            hub.sync(log)
        assert hub.sql("SELECT count(*) FROM lpcards.events") == [(0,)]
        hub.sql(f"UPDATE lpcards.learners SET most_events = 3 WHERE learner = '{name}'")
        assert hub.sync(log)[1].events == 3
    [(events, size)] = hub.sql("SELECT events, bytes FROM lpcards.learners")
    assert events == 3
    assert 300 < size < 3000


def test_a_coach_sees_counts_and_no_word(filled):
    rows = filled.sql("SELECT * FROM lpcards.counts ORDER BY learner", user="carl")
    assert [(row[0], row[2:]) for row in rows] == [
        (filled.people[name], (1, 1, 2)) for name in ("anna", "berta")
    ]
    for table in ("events", "texts", "learners", "days"):
        for column in ("card", "learner", "count(*)", "1"):
            said = answer(filled, f"SELECT {column} FROM lpcards.{table}", "carl")
            assert "permission denied" in said or "does not exist" in said
    assert "permission denied" in answer(filled, INSERT, "carl")
    assert "permission denied" in answer(filled, "SELECT lpcards.take_turn()", "carl")
    assert answer(filled, f"SET ROLE {COACHES}; TABLE lpcards.hub", "carl") == [(1,)]


def test_with_a_stolen_login_only_its_own_rows_are_read(filled, tmp_path):
    with open_log(str(tmp_path / "thief.db")) as thief, open_log(str(tmp_path / "anna.db")) as anna:
        filled.sync(thief, "anna")
        assert all_of(thief) == all_of(anna)
        assert thief.text("berta") is None


def test_nobody_keeps_another_waiting(filled, tmp_path):
    """All locks that a learner can take, and somebody else syncs meanwhile."""
    with psycopg.connect(filled.url("anna")) as held:
        held.execute("SELECT lpcards.take_turn()")
        held.execute("LOCK TABLE lpcards.events IN ACCESS SHARE MODE")
        held.execute("SELECT pg_advisory_lock(n) FROM generate_series(1, 9) n")
        for table in ("events", "texts"):
            for mode in ("ROW SHARE", "SHARE", "EXCLUSIVE", "ACCESS EXCLUSIVE"):
                words = f"LOCK TABLE lpcards.{table} IN {mode} MODE NOWAIT"
                assert "permission denied" in answer(filled, f"BEGIN; {words}")
        with open_log(str(tmp_path / "berta.db")) as log:
            log.answer("b", 4, moment(1))
            assert filled.sync(log, "berta")[1].events == 1


def test_a_learner_cannot_take_all_connections_of_the_server(hub, monkeypatch):
    monkeypatch.setattr(hub_connection, "DELAY", 0.001)
    with ExitStack() as stack, machines(1) as [log]:
        for _ in range(MOST_CONNECTIONS):
            stack.enter_context(psycopg.connect(hub.url("anna")))
        with pytest.raises(Unreached, match="too many connections"):
            hub.sync(log)
        assert hub.sync(log, "berta")[0].faults == ()


def test_nothing_is_for_everybody(hub):
    grants = hub.sql(
        """SELECT relname, grantee::regrole::text, privilege_type
        FROM pg_class, aclexplode(relacl) WHERE relnamespace = 'lpcards'::regnamespace
        AND grantee != relowner"""
    )
    assert {(name, who, what) for name, who, what in grants} == {
        ("hub", LEARNERS, "SELECT"),
        ("hub", COACHES, "SELECT"),
        ("events", LEARNERS, "SELECT"),
        ("texts", LEARNERS, "SELECT"),
        ("counts", COACHES, "SELECT"),
    }
    functions = hub.sql(
        """SELECT proname, grantee::regrole::text, proconfig
        FROM pg_proc, aclexplode(proacl) WHERE pronamespace = 'lpcards'::regnamespace
        AND grantee != proowner"""
    )
    assert functions == [("take_turn", LEARNERS, ["search_path=pg_catalog, pg_temp"])]
