"""A hub is made once, by whoever may, and its people are let in or refused."""

import os
import threading
from contextlib import suppress

import psycopg
import pytest

import hubs
from lpcards.sync import hub_admin, hub_connection
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_admin import add_members, make_hub
from lpcards.sync.hub_connection import HubFault
from lpcards.sync.hub_schema import LEARNERS, VERSION
from lpcards.system.problem import UserFault
from postgres import KEEPER

pytestmark = pytest.mark.postgresql
ALL = """SELECT relname, relkind, relacl::text, relrowsecurity FROM pg_class
    WHERE relnamespace = 'lpcards'::regnamespace ORDER BY 1"""


@pytest.fixture
def empty(postgresql):
    with postgresql.database() as name:
        yield hubs.Hub(postgresql, name)


def test_twice_is_once(empty):
    assert make_hub(empty.address())
    before = empty.sql(ALL)
    assert not make_hub(empty.address())
    assert empty.sql(ALL) == before
    assert empty.sql("TABLE lpcards.hub") == [(VERSION,)]


def test_another_database_of_the_server_takes_the_same_roles(empty, postgresql):
    make_hub(empty.address())
    with postgresql.database() as name:
        assert make_hub(hubs.Hub(postgresql, name).address())


def test_a_group_that_has_rights_of_another_one_is_left_alone(empty, postgresql):
    make_hub(empty.address())
    postgresql.run("CREATE ROLE wider", f"GRANT wider TO {LEARNERS}")
    try:
        with pytest.raises(HubFault, match="may do more"):
            make_hub(empty.address())
    finally:
        postgresql.run("DROP ROLE wider")


def test_many_at_the_same_time_make_one(empty, postgresql, monkeypatch):
    monkeypatch.setattr(hub_connection, "DELAY", 0.05)
    postgresql.run(*(f"DROP ROLE IF EXISTS {LEARNERS}" for _ in range(unused(postgresql))))
    with postgresql.database() as name:
        addresses = [empty.address(), hubs.Hub(postgresql, name).address()] * 2
        made, faults = [], []

        def make(address):
            try:
                made.append(make_hub(address))
            except UserFault as fault:
                faults.append(fault)

        threads = [threading.Thread(target=make, args=[address]) for address in addresses]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert faults == []
        assert sorted(made) == [False, False, True, True]


@pytest.mark.parametrize(
    "held",
    [
        "SELECT pg_advisory_lock(1819304804)",
        "LOCK TABLE lpcards.hub IN ACCESS SHARE MODE",
        "SELECT version FROM lpcards.hub",
        "SELECT lpcards.take_turn()",
    ],
)
def test_nothing_that_a_learner_may_hold_keeps_a_hub_from_being_made(hub, monkeypatch, held):
    monkeypatch.setitem(hub_connection.LIMITS, "lock_timeout", "300ms")
    monkeypatch.setattr(hub_connection, "DELAY", 0.001)
    with psycopg.connect(hub.url("anna")) as learner:
        learner.execute(held)
        assert not make_hub(hub.address())


@pytest.mark.parametrize("mode", ["ROW SHARE", "ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"])
def test_a_learner_may_not_hold_what_would_keep_it(hub, mode):
    with (
        psycopg.connect(hub.url("anna")) as learner,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        learner.execute(f"LOCK TABLE lpcards.hub IN {mode} MODE")


def unused(postgresql):
    """Return 1 if no database has the roles in use, so that they can be made anew."""
    [(count,)] = postgresql.run(
        f"SELECT count(*) FROM pg_shdepend WHERE refobjid = to_regrole('{LEARNERS}')"
    )
    return int(count == 0)


def test_killed_in_the_middle_nothing_is_left(empty, monkeypatch):
    [steps] = hub_admin.STEPS
    for at in (1, 6, len(steps) - 1):
        broken = (*steps[:at], "SELECT pg_terminate_backend(pg_backend_pid())")
        monkeypatch.setattr(hub_admin, "STEPS", [broken])
        monkeypatch.setattr(hub_connection, "DELAY", 0.001)
        with pytest.raises(HubFault):
            make_hub(empty.address())
        assert empty.sql("SELECT to_regnamespace('lpcards')") == [(None,)]
    monkeypatch.undo()
    assert make_hub(empty.address())


def test_a_newer_hub_is_left_alone(empty):
    make_hub(empty.address())
    empty.sql("UPDATE lpcards.hub SET version = 99")
    with pytest.raises(HubFault, match="update it first"):
        make_hub(empty.address())


def test_a_schema_of_somebody_else_is_left_alone(empty):
    empty.server.run("CREATE SCHEMA lpcards", database=empty.database)
    with pytest.raises(HubFault, match="belongs to postgres"):
        make_hub(empty.address())


def test_a_schema_that_is_no_hub_is_left_alone(empty):
    empty.sql("CREATE SCHEMA lpcards")
    with pytest.raises(HubFault, match="is no hub"):
        make_hub(empty.address())


def test_a_role_that_may_not_is_refused_in_a_sentence(empty):
    make_hub(empty.address())
    with hubs.hub(empty.server) as other:
        weak = HubAddress(other.url("anna"))
        with pytest.raises(HubFault, match="belongs to keeper"):
            make_hub(weak)
        with pytest.raises(HubFault, match="refused: permission denied"):
            add_members(weak, ["dora"], folder=".")


def test_a_database_of_another_encoding_is_refused(postgresql):
    name = f"t{os.urandom(4).hex()}"
    postgresql.run(f"CREATE DATABASE {name} ENCODING 'SQL_ASCII' TEMPLATE template0")
    try:
        with pytest.raises(HubFault, match="UTF-8"):
            make_hub(HubAddress(postgresql.url("postgres", name)))
    finally:
        postgresql.run(f"DROP DATABASE {name} WITH (FORCE)")


def test_a_new_learner_never_gets_the_rows_of_a_former_one(hub, tmp_path):
    name = hub.people["anna"]
    from logs import moment
    from lpcards.log import open_log

    with open_log(str(tmp_path / "log.db")) as log:
        log.answer("a", 4, moment())
        hub.sync(log)
    hub.sql(f'DROP ROLE "{name}"')
    with pytest.raises(UserFault, match="holds 1 event of a former"):
        add_members(hub.address(KEEPER), [name], folder=str(tmp_path))
    assert not (tmp_path / f"{name}.pgpass").exists()
    hub.sql(*(f"DELETE FROM lpcards.{table}" for table in ("events", "texts", "learners")))
    add_members(hub.address(KEEPER), [name], folder=str(tmp_path))


def test_all_of_several_are_let_in_or_none(hub, tmp_path):
    new = f"dora-{os.urandom(4).hex()}"
    with pytest.raises(UserFault, match="is there already"):
        add_members(hub.address(KEEPER), [new, hub.people["anna"]], folder=str(tmp_path))
    assert list(tmp_path.iterdir()) == []
    assert hub.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{new}'") == []


def test_a_role_of_another_kind_is_left_alone(hub, tmp_path):
    for name in ("postgres", KEEPER, hub.people["carl"]):
        for anew in (False, True):
            with pytest.raises(UserFault, match="another kind"):
                add_members(hub.address(KEEPER), [name], folder=str(tmp_path), anew=anew)


def test_a_learner_has_no_rights_beside_those_of_the_group(hub):
    for name in hub.people.values():
        assert hub.sql(
            f"""SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication,
            rolbypassrls FROM pg_roles WHERE rolname = '{name}'"""
        ) == [(True, False, False, False, False, False)]


def test_the_servers_log_has_no_password_and_no_words_of_one(hub):
    with suppress(psycopg.Error):
        hub.sql("SELECT 1/0", user="anna")
    log = hub.server.log()
    assert "CREATE ROLE" in log
    assert "SCRAM-SHA-256$" in log
    for name in hub.people.values():
        assert hub.server.passwords[name] not in log
