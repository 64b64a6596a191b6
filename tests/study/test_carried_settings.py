import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.story.settings import Settings
from lpcards.study.carried_settings import (
    AT_HOME,
    CARRIED,
    carried_settings,
    fault_of_setting,
    with_carried,
)
from lpcards.study.own_commands import COMMANDS

ALL = b"""\
# mine
new: 7   # seven
catch_up: no
pause: 2026-12-24..2027-01-02
kinds: [step, phrase]
per_principle: {deliver-results: {new: 3}, every: {reviews: 4}}
interview: 2027-03-01
deck: "A::B"
editor: vi
sync: ~/Dropbox
role: software
"""


def test_of_each_setting_it_is_decided_whether_it_goes_along():
    assert sorted([*CARRIED, *AT_HOME]) == sorted(Settings.model_fields)


def test_what_runs_a_program_names_a_file_or_sends_data_away_stays_at_home():
    assert {"editor", "listen", "sync", "sync_key", "sync_whole", "sync_content"} <= {*AT_HOME}
    assert {*COMMANDS} <= {*AT_HOME}
    texts = [name for name in CARRIED if "path" in str(Settings.model_fields[name]).lower()]
    assert texts == []


def test_a_value_that_was_carried_is_the_same_there():
    values, held = carried_settings(ALL)
    assert held == frozenset()
    assert {name.removeprefix("setting:") for name in values} == {
        *("new", "catch_up", "pause", "kinds", "per_principle", "interview", "deck", "role")
    }
    assert [fault_of_setting(name, value) for name, value in values.items()] == [""] * len(values)
    written = with_carried(b"editor: ed\n", values)
    assert written.startswith(b"editor: ed\n")
    assert carried_settings(written) == (values, held)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("editor", b"rm -rf ~"),
        ("sync", b"/tmp"),
        ("sync_key", b"/tmp/key"),
        ("new", b"5\neditor: rm"),
        ("new", b"5, editor: rm"),
        ("new", b"-1"),
        ("new", b"05"),
        ("new", b"5 # five"),
        ("new", b"\xff"),
        ("new", b""),
        ("deck", b"a\x1b[2J"),
        ("role", b"'x'\reditor: rm"),
        ("pause", b"[*a]"),
        ("level", b"&a b"),
        ("no_such", b"1"),
        ("model_fields", b"1"),
    ],
)
def test_no_other_value_is_taken_from_elsewhere(name, value):
    assert fault_of_setting(f"setting:{name}", value)


@given(st.sampled_from(CARRIED), st.text(max_size=30))
def test_whatever_is_taken_sets_that_setting_alone(name, text):
    key, value = f"setting:{name}", text.encode("utf-8", "replace")
    if not fault_of_setting(key, value):
        written = with_carried(ALL, {key: value})
        after, _ = carried_settings(written)
        before, _ = carried_settings(ALL)
        assert after == {**before, key: value}
        assert b"editor: vi\nsync: ~/Dropbox\n" in written


def test_a_setting_at_fault_and_a_broken_file_are_left_alone():
    values, held = carried_settings(b"new: x\nreviews: 9\n")
    assert [*values] == ["setting:reviews"]
    assert held == {"setting:new"}
    values, held = carried_settings(b"new: [")
    assert values == {}
    assert len(held) == len(CARRIED)
    assert with_carried(b"new: [", {"setting:new": b"3"}) is None
