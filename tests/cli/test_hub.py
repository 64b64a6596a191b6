"""`hub`: what it says, what it writes, and that no password is in any of it."""

import os
import stat

import pytest

from postgres import KEEPER

pytestmark = pytest.mark.postgresql


@pytest.fixture
def empty(postgresql):
    """Return the URL of an empty database."""
    with postgresql.database() as name:
        yield postgresql.url(KEEPER, name)


@pytest.fixture
def learner(postgresql):
    """Return a name that nobody has; its login goes with the test."""
    name = f"dora-{os.urandom(4).hex()}"
    yield name
    postgresql.run(f'DROP ROLE IF EXISTS "{name}"')


def test_it_says_what_to_hand_to_whom(lp, empty):
    first = lp("hub", "init", empty)
    assert first.out.startswith("The hub is ready.\n")
    shown = empty.replace(empty.split(":")[2].partition("@")[0], "").replace(":@", "@")
    assert f"lpcards hub add {shown} anna" in first.out
    assert f"lpcards sync {shown.replace(KEEPER, 'anna')}" in first.out
    assert lp("hub", "init", empty).out.startswith("The hub was ready, nothing was changed.\n")
    assert lp("hub", "init", empty, "--json").json == {
        "hub": shown,
        "version": 1,
        "changed": False,
    }


def test_its_commands_can_be_pasted_whatever_is_in_the_address(lp, empty):
    out = lp("hub", "init", f"{empty}?host=127.0.0.1&dbname={empty.rpartition('/')[2]}").out
    assert "its line goes into ~/.pgpass" in out
    for way in ("lpcards hub add", "lpcards sync", "lpcards hub add --coach", "psql"):
        assert f"    {way} 'postgresql://" in out


def test_each_learner_gets_a_file_of_their_own(lp, home, empty, learner, postgresql):
    lp("hub", "init", empty)
    [made] = lp("hub", "add", empty, learner, "--json").json
    path = home / f"{learner}.pgpass"
    assert made == {"name": learner, "file": f"./{learner}.pgpass", "coach": False}
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    *_, user, password = path.read_text().strip().split(":")
    assert (user, len(password)) == (learner, 32)
    postgresql.passwords[learner] = password
    name = empty.rpartition("/")[2]
    assert postgresql.run("TABLE lpcards.events", user=learner, database=name) == []
    assert password not in postgresql.log()
    again = lp("hub", "add", empty, learner, code=1)
    assert "--new-password gives them another" in again.err
    assert "move it away first" in lp("hub", "add", empty, learner, "--new-password", code=1).err
    path.unlink()
    lp("hub", "add", empty, learner, "--new-password")
    assert password not in path.read_text()


def test_a_password_of_ones_own_is_read_and_never_shown(lp, home, empty, learner, postgresql):
    lp("hub", "init", empty)
    assert lp("hub", "add", empty, learner, "--ask", stdin="short\n", code=1).out == ""
    done = lp("hub", "add", empty, learner, "--ask", stdin="long enough!\n")
    assert done.out == f"{learner}: done\n"
    assert not (home / f"{learner}.pgpass").exists()
    postgresql.passwords[learner] = "long enough!"
    assert postgresql.run("SELECT 1", user=learner, database=empty.rpartition("/")[2]) == [(1,)]
    assert "long enough" not in postgresql.log() + done.err


def test_no_password_is_shown_whatever_goes_wrong(lp, home, empty):
    at = empty.rpartition("@")[2]
    for url in (
        f"postgresql://{KEEPER}:hushhush@{at}",
        f"postgresql://{KEEPER}:hush@hush@{at}",
        f"postgresql://{KEEPER}:hush/hush@{at}",
        f"postgresql://{KEEPER}:hush%hush@{at}",
        f"postgresql://{KEEPER}:hushhush@{at}?options=-cx=y",
        f"postgresql://{KEEPER}:hushhush@{at}nowhere",
        f"postgresql://{KEEPER}:hushhush@127.0.0.1:1/x",
        f"postgresql://{KEEPER}:hushhush@127.0.0.1,127.0.0.2/x",
        f"postgresql://{KEEPER}:hushhush@nowhere.invalid/x",
        f"mysql://{KEEPER}:hushhush@{at}",
    ):
        for verbose in ([], ["-v"]):
            done = lp(*verbose, "hub", "init", url, code=1)
            assert "hush" not in done.out + done.err, url
            assert done.err.splitlines()[-1].startswith("lpcards: "), done.err
    assert not list(home.rglob("crash-*"))


def test_names_that_no_role_may_have_are_refused(lp, empty):
    for name in ("pg_monitor", "lpcards_learner", "Anna", "a b", "a;b", "public", "é", "a" * 64):
        assert "cannot be a name" in lp("hub", "add", empty, name, code=1).err
    assert lp("hub", "add", empty, code=2).err
    assert lp("hub", "init", empty, "anna", code=2).err
