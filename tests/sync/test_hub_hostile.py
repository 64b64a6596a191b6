"""Whatever a hub sends, a learner's log stays whole, and one sentence says what is wrong."""

import os
import time

import pytest

import hubs
import postgres
from logs import LATER, moment
from lpcards.log import open_log
from lpcards.sync import hub_connection, hub_place
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_connection import HubFault, Unreached

pytestmark = pytest.mark.postgresql
GOOD = {
    "arrived": "1::bigint",
    "learner": "session_user::text",
    "id": "'019584dc-8780-7004-8882-69c4262b488c'::text",
    "at": f"{moment().at}::bigint",
    '"offset"': "60",
    "zone": "'Europe/Berlin'::text",
    "day": "date '2025-03-04'",
    "device": "'x'::text",
    "kind": "'review'::text",
    "card": "'c'::text",
    "grade": "4",
    "seconds": "1.5::float8",
    "fingerprint": "''::text",
    "details": "NULL::text",
}
TEXT = {
    "arrived": "1::bigint",
    "learner": "session_user::text",
    "fingerprint": "'f'::text",
    "front": "'a'::text",
    "back": "'b'::text",
    "items": "'[]'::text",
    "digest": "repeat('0', 64)",
}


class Evil:
    """A server that only looks like a hub: what it has for events is an expression a column."""

    def __init__(self, server, database):
        self.server, self.database = server, database
        self.name = f"evil-{os.urandom(4).hex()}"
        server.passwords[self.name] = "known"
        self._run(
            f"CREATE ROLE \"{self.name}\" LOGIN PASSWORD 'known'",
            "CREATE SCHEMA lpcards",
            "GRANT USAGE ON SCHEMA lpcards TO PUBLIC",
            "CREATE TABLE lpcards.hub AS SELECT 1 AS version",
            "CREATE FUNCTION lpcards.take_turn() RETURNS void LANGUAGE sql AS 'SELECT'",
        )
        self.have("texts", TEXT, "WHERE false")
        self.have("events", GOOD)

    def _run(self, *statements):
        grant = "GRANT ALL ON ALL TABLES IN SCHEMA lpcards TO PUBLIC"
        self.server.run(*statements, grant, database=self.database)

    def have(self, table, columns=GOOD, where="", **changed):
        values = {**columns, **changed}
        listed = ", ".join(f"{value} AS {name}" for name, value in values.items())
        self._run(
            f"DROP VIEW IF EXISTS lpcards.{table}",
            f"CREATE VIEW lpcards.{table} AS SELECT {listed} {where}",
        )

    def do(self, statement):
        self._run(statement)

    def url(self, **more):
        return self.server.url(self.name, self.database, **more)

    def take_in(self, log, **more):
        return hub_place.HubPlace(HubAddress(self.url(**more))).take_in(log, LATER.at)


@pytest.fixture
def evil(postgresql):
    with postgresql.database() as name:
        made = Evil(postgresql, name)
        yield made
    postgresql.run(f'DROP ROLE "{made.name}"')


@pytest.fixture
def log(tmp_path):
    with open_log(str(tmp_path / "log.db")) as opened:
        opened.answer("mine", 4, moment())
        yield opened
        assert opened.verify() == []
        assert opened.count() in {1, 2}


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    monkeypatch.setattr(hub_connection, "DELAY", 0.001)


def test_what_is_good_comes_in(evil, log):
    assert evil.take_in(log).added == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("id", "'x'::text"),
        ("id", "'019584dc-8780-7004-8882-69c4262b488c'::bytea"),
        ("id", "repeat('9', 36)"),
        ("id", "'ffffffff-8780-7004-8882-69c4262b488c'::text"),
        ("at", "'soon'::text"),
        ("at", "(-1)::bigint"),
        ("at", "true"),
        ("at", "9::numeric"),
        ('"offset"', "100000"),
        ("zone", "NULL::text"),
        ("zone", "ARRAY['a']"),
        ("zone", "repeat('z', 2000)"),
        ("day", "date '1999-01-01'"),
        ("day", "date 'infinity'"),
        ("day", "timestamp '9999-12-31'"),
        ("card", "'{}'::json"),
        ("kind", "17"),
        ("grade", "NULL::int"),
        ("grade", "99"),
        ("seconds", "'NaN'::float8"),
        ("seconds", "1::int"),
        ("seconds", "interval '1 h'"),
        ("fingerprint", "NULL::text"),
        ("details", "'{'::text"),
        ("details", "'[]'::text"),
        ("details", "repeat('[', 5000)"),
        ("details", """'{"due": 9}'::text"""),
        ("details", "repeat('x', 50000000)"),
        ("device", "repeat('x', 50000000)"),
        ("arrived", "0::bigint"),
        ("arrived", "'1'::text"),
        ("arrived", "'NaN'::float8"),
    ],
)
def test_a_value_that_makes_no_sense_is_said_and_left_there(evil, log, column, value):
    evil.have("events", **{column: value})
    for _ in range(2):
        try:
            came = evil.take_in(log)
        except HubFault as fault:
            words = str(fault)
        else:
            assert (came.added, came.known) == (0, 0)
            words = came.faults[0].fault if came.faults else ""
        assert words or value == "0::bigint"
        assert len(words) < 500
        assert "\n" not in words
    assert log.count() == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("items", "'{'"), ("items", "'[1]'"), ("front", "repeat('x', 2000000)")],
)
def test_a_text_that_makes_no_sense_is_said_and_the_rest_comes_in(evil, log, column, value):
    evil.have("texts", TEXT, **{column: f"{value}::text"})
    came = evil.take_in(log)
    assert came.added == 1
    assert len(came.faults) == 1
    assert log.text("f") is None


def test_rows_without_end_come_to_an_end(evil, log, monkeypatch):
    monkeypatch.setattr(hub_place, "MOST_ROUNDS", 3)
    evil.have(
        "events", GOOD, "FROM generate_series(1, 100000) n", arrived="n::bigint", id="'x'::text"
    )
    with pytest.raises(HubFault, match="no end of rows"):
        evil.take_in(log)


def test_more_rows_than_were_asked_for_are_not_read(evil, log):
    evil.have(
        "events", GOOD, "FROM generate_series(1, 100000) n", arrived="n::bigint", id="'x'::text"
    )
    with hubs.network(evil.server.port) as way:
        way.change = (b"LIMIT 5001", b"LIMIT 9999")
        with pytest.raises(HubFault, match="more than was asked for"):
            evil.take_in(log, port=way.port)


def test_rows_of_one_number_are_refused(evil, log):
    evil.have("events", GOOD, "FROM generate_series(1, 2) n")
    with pytest.raises(HubFault, match="out of order"):
        evil.take_in(log)


def test_who_answers_too_slowly_is_left(evil, log, monkeypatch):
    monkeypatch.setattr(hub_connection, "SECONDS", 1)
    evil.have("events", GOOD, "FROM (SELECT pg_sleep(300)) s")
    before = time.monotonic()
    with pytest.raises(Unreached):
        evil.take_in(log)
    assert time.monotonic() - before < 60


@pytest.mark.parametrize("version", ["99", "0", "'new'::text", "NULL::int", "1.5", "true"])
def test_a_hub_of_another_version_is_not_read(evil, log, version):
    evil.do(f"DROP TABLE lpcards.hub; CREATE TABLE lpcards.hub AS SELECT {version} AS version")
    with pytest.raises(HubFault, match="of version") as found:
        evil.take_in(log)
    assert "update lpcards" in str(found.value) or "too old" in str(found.value)


def test_what_the_server_says_moves_no_cursor(evil, lp):
    evil.do(
        """CREATE OR REPLACE FUNCTION lpcards.take_turn() RETURNS void LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION E'\\x1b[2J\\u202e%', repeat('long', 999); END $$"""
    )
    card = next(card["id"] for card in lp("cards", "--json").json)
    lp("grade", card, "4")
    done = lp("sync", evil.url(), code=1)
    assert "\x1b" not in done.err
    assert "refused: \\x1b[2J" in done.err
    assert len(done.err) < 900


def test_a_database_without_a_hub_is_named(postgresql, log):
    with postgresql.database() as name:
        place = hub_place.HubPlace(HubAddress(postgresql.url(postgres.KEEPER, name)))
        with pytest.raises(HubFault, match="there is no hub at "):
            place.take_in(log, LATER.at)
