from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.memory.event import KINDS, Event, Nonsense, event_json, local_time
from lpcards.memory.history import history_of, names_of, since_forgotten
from lpcards.memory.sm2 import Rules, schedule

DAY = date(2025, 3, 4)


def event(number, kind, card="s/probe/x", *, days=0, grade=None, text="", **details):
    on = DAY + timedelta(days=days)
    at = 1_741_100_000_000 + days * 86_400_000 + number
    return Event(
        f"{number:08d}", at, 60, "Europe/Berlin", on, "d", kind, card, grade, None, text, details
    )


@st.composite
def logs(draw):
    """Draw a log: answers and notes on a few cards, undos, adoptions, clocks that go back."""
    log, days = [], 0
    cards = st.sampled_from(["a", "b", "c", "d"])
    for number in range(draw(st.integers(0, 30))):
        days += draw(st.sampled_from([0, 0, 0, 1, 1, 3, 10, -1]))
        kind = draw(
            st.sampled_from(
                ["review"] * 6
                + ["ahead", "drill", "cram", "undo", "undo", "suspend", "resume", "flag"]
                + ["learn", "bury", "adopt", "forget", "due", "due"]
            )
        )
        details = {}
        if kind == "undo":
            details = {"undoes": [draw(st.sampled_from(log)).id] if log else []}
        elif kind == "adopt":
            details = {"from": draw(cards)}
        elif kind == "due":
            details = draw(st.sampled_from([{"interval": 3}, {"suspended": True}]))
            details |= {"due": (DAY + timedelta(days=days + draw(st.integers(-3, 9)))).isoformat()}
            details |= draw(st.sampled_from([{}, {"suspended": False}]))
        elif kind == "review" and draw(st.booleans()):
            details = {"due": (DAY + timedelta(days=days + 2)).isoformat()}
        grade = draw(st.integers(0, 5)) if kind in {"review", "ahead", "drill", "cram"} else None
        text = draw(st.sampled_from(["", "t1", "t2"]))
        log.append(event(number, kind, draw(cards), days=days, grade=grade, text=text, **details))
    return log


@given(logs())
def test_undone_events_are_as_if_they_had_never_been(log):
    gone = {name for one in log if one.kind == "undo" for name in one.details["undoes"]}
    left = [one for one in log if one.id not in gone and one.kind != "undo"]
    assert history_of(log) == history_of(left)


@given(logs())
def test_the_stored_word_never_decides_whether_an_answer_was_early(log):
    swap = {"review": "ahead", "ahead": "review"}
    swapped = [one._replace(kind=swap.get(one.kind, one.kind)) for one in log]
    assert history_of(swapped) == history_of(log)


@given(logs())
def test_drills_and_crams_change_nothing(log):
    left = [one for one in log if one.kind not in {"drill", "cram"}]
    assert history_of(left) == history_of(log)


@given(logs())
def test_an_overlay_sets_the_due_day_and_nothing_else(log):
    plain = [one._replace(details={}) if one.kind in {"review", "ahead"} else one for one in log]
    chosen, own = history_of(log).memory, history_of(plain).memory
    assert chosen.keys() == own.keys()
    for card, memory in own.items():
        assert memory.due == min(memory.last + timedelta(days=memory.interval), date.max)
        assert without_days(chosen[card]) == without_days(memory)
    assert history_of(log, Rules(overlays=False)).memory == own


def without_days(memory):
    """Return what is the scheduler's own: an overlay chooses when a card comes, or came."""
    return memory._replace(due=None, was_due=None)


@given(logs())
def test_a_renamed_card_has_the_memory_it_would_have_had_under_its_new_name(log):
    log = [one for one in log if one.kind not in {"adopt", "undo"}]
    renamed = [one._replace(card={"a": "new"}.get(one.card, one.card)) for one in log]
    assert history_of(log, aliases={"a": "older", "older": "new"}) == history_of(renamed)


@given(logs(), st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("abcdef")))
@example([event(1, "review", "a", grade=4)], {"a": "b", "b": "a"})
def test_any_renames_at_all_leave_each_answer_with_one_card(log, aliases):
    memory = history_of(log, aliases=aliases).memory
    assert not memory.keys() & {old for old, new in names_of({}, aliases).items() if old != new}


def test_the_first_answer_of_a_study_day_counts_and_no_other():
    log = [event(1, "review", grade=2), event(2, "review", grade=5), event(3, "drill", grade=4)]
    assert history_of(log).memory == {"s/probe/x": schedule(None, 2, DAY)}


def test_a_drill_is_never_promoted():
    log = [
        event(1, "review", grade=2),
        event(2, "drill", grade=5),
        event(3, "undo", undoes=["00000001"]),
    ]
    assert history_of(log).memory == {}


def test_undoing_the_answer_that_counted_lets_another_machines_answer_count():
    log = [
        event(1, "review", grade=2),
        event(2, "review", grade=5),
        event(3, "undo", undoes=["00000001"]),
    ]
    assert history_of(log).memory == {"s/probe/x": schedule(None, 5, DAY)}


def test_an_answer_on_an_earlier_study_day_than_the_last_is_a_drill():
    log = [event(1, "review", grade=4), event(2, "review", grade=0, days=-1)]
    assert history_of(log).memory == {"s/probe/x": schedule(None, 4, DAY)}


def test_the_rules_of_today_apply_to_the_whole_log():
    log = [event(day, "review", grade=5, days=day) for day in (0, 1, 7, 24)]
    assert history_of(log).memory["s/probe/x"].interval == 48
    assert history_of(log, Rules(max_interval=20)).memory["s/probe/x"].interval == 20


def test_the_text_last_shown_is_remembered_and_an_unknown_one_does_not_hide_it():
    log = [event(1, "review", grade=4, text="t1"), event(2, "review", grade=4, days=1)]
    assert history_of(log).memory["s/probe/x"].fingerprint == "t1"


def test_suspended_until_resumed():
    log = [event(1, "suspend"), event(2, "suspend", "b"), event(3, "resume")]
    assert history_of(log).suspended == {"b"}


@pytest.mark.parametrize("kind", sorted(KINDS - {"suspend", "flag", "undo", "adopt"}))
def test_nothing_but_its_own_event_suspends_or_flags_a_card(kind):
    history = history_of([event(1, kind, grade=4, note="words")])
    assert (history.suspended, history.flags) == (set(), {})


def test_a_flag_needs_no_words():
    assert history_of([event(1, "flag")]).flags == {"s/probe/x": ""}


def test_a_flag_holds_its_words_until_taken_away():
    log = [
        event(1, "flag", note="reword"),
        event(2, "flag", "b", note="x"),
        event(3, "flag", "b", off=True),
    ]
    assert history_of(log).flags == {"s/probe/x": "reword"}


def test_an_adoption_takes_over_the_history_and_undo_gives_it_back():
    log = [event(1, "review", "old", grade=4), event(2, "adopt", "new", **{"from": "old"})]
    assert history_of(log).memory.keys() == {"new"}
    assert history_of([*log, event(3, "undo", undoes=["00000002"])]).memory.keys() == {"old"}


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("b", "a")])
def test_a_card_that_adopts_back_keeps_its_history(one, other):
    log = [
        event(1, "review", one, grade=4),
        event(2, "adopt", other, **{"from": one}),
        event(3, "adopt", one, **{"from": other}),
    ]
    assert history_of(log).memory.keys() == {one}


def test_the_content_has_the_last_word_on_where_a_history_goes():
    assert names_of({"a": "b"}, {"b": "a"}) == {"b": "a"}
    assert names_of({"a": "b"}, {"a": "c"}) == {"a": "c"}
    assert names_of({"a": "b"}, {"b": "c"}) == {"a": "c", "b": "c"}


def test_ids_in_a_circle_are_one_card():
    assert set(names_of({}, {"b": "c", "c": "a", "a": "b", "z": "c"}).values()) == {"a"}
    assert set(names_of({}, {"b": "c", "c": "b", "a": "c"}).values()) == {"b"}


@pytest.mark.parametrize(
    "senseless",
    [
        event(1, "review", grade=9),
        event(1, "review"),
        event(1, "review", grade=4, due="soon"),
        event(1, "review", grade=4, due=7),
        event(1, "undo"),
        event(1, "undo", undoes="00000001"),
        event(1, "undo", undoes=[1]),
        event(1, "adopt"),
    ],
    ids=lambda one: f"{one.kind}-{one.grade}-{one.details}",
)
def test_an_event_that_makes_no_sense_is_named(senseless):
    with pytest.raises(Nonsense, match="event '00000001' makes no sense: "):
        history_of([senseless])


def test_an_event_in_json_has_the_contracts_keys_and_times_in_utc():
    found = event_json(event(7, "review", grade=4))
    assert {
        "id",
        "at",
        "day",
        "kind",
        "card",
        "grade",
        "seconds",
        "device",
        "details",
    } <= found.keys()
    assert found["at"] == "2025-03-04T14:53:20.007Z"
    assert found["day"] == "2025-03-04"


def test_a_local_time_is_what_the_learners_clock_showed():
    assert local_time(event(7, "review", grade=4)) == "2025-03-04 15:53 (Europe/Berlin)"


@given(logs(), st.randoms())
def test_a_forgotten_card_is_what_its_later_answers_alone_make_it(log, chance):
    card = chance.choice("abcd")
    plain = [one for one in log if one.kind not in {"adopt", "undo", "forget"}]
    at = chance.randint(0, len(plain))
    forgot = event(99, "forget", card)._replace(id=f"{at:08d}.5")
    forgetting = [*plain[:at], forgot, *plain[at:]]
    later = [one for one in plain[at:] if one.card == card]
    history = history_of(forgetting)
    assert history.memory.get(card) == history_of(later).memory.get(card)
    others = {name: memory for name, memory in history.memory.items() if name != card}
    assert others == {k: v for k, v in history_of(plain).memory.items() if k != card}
    assert (history.suspended, history.flags) == history_of(plain)[1:]
    assert since_forgotten(forgetting) == [
        one for one in forgetting if one.card != card or one in later
    ]


def test_undoing_a_forget_brings_back_what_was_remembered():
    log = [event(1, "review", grade=4), event(2, "review", days=1, grade=4), event(3, "forget")]
    assert history_of(log).memory == {}
    log.append(event(4, "undo", undoes=["00000003"]))
    assert history_of(log) == history_of(log[:2])


@given(logs())
def test_another_programs_days_set_the_due_day_and_nothing_else(log):
    followed, own = history_of(log, Rules(follow=True)), history_of(log)
    assert followed.memory.keys() == own.memory.keys()
    assert followed.flags == own.flags
    for card, memory in own.memory.items():
        assert without_days(followed.memory[card]) == without_days(memory)
    assert own == history_of([one for one in log if one.kind != "due"])


@given(logs(), st.integers(0, 5))
def test_an_answer_given_later_has_the_day_of_its_own_again(log, grade):
    plain = [one for one in log if one.kind not in {"adopt", "undo"}]
    answer = event(99, "review", "a", days=400, grade=grade)
    rules = Rules(follow=True)
    followed, own = (history_of([*plain, answer], kind).memory["a"] for kind in (rules, Rules()))
    assert followed._replace(was_due=None) == own._replace(was_due=None)


def test_a_followed_day_counts_until_the_next_answer():
    day = (DAY + timedelta(days=9)).isoformat()
    log = [event(1, "review", grade=4), event(2, "due", due=day, interval=9)]
    [memory] = history_of(log, Rules(follow=True)).memory.values()
    assert (memory.due, memory.interval) == (DAY + timedelta(days=9), 1)
    assert history_of(log).memory["s/probe/x"].due == DAY + timedelta(days=1)
    undone = [*log, event(3, "undo", undoes=["00000002"])]
    assert history_of(undone, Rules(follow=True)) == history_of(log)


def test_who_is_suspended_elsewhere_is_suspended_until_either_side_resumes():
    rules = Rules(follow=True)
    log = [event(1, "due", suspended=True)]
    assert history_of(log, rules).suspended == {"s/probe/x"}
    assert history_of(log).suspended == set()
    assert history_of([*log, event(2, "due", suspended=False)], rules).suspended == set()
    assert history_of([*log, event(2, "resume")], rules).suspended == set()
    here = [event(1, "suspend"), event(2, "due", due=DAY.isoformat(), interval=1)]
    assert history_of(here, rules).suspended == {"s/probe/x"}


def test_a_followed_day_that_is_none_is_named():
    with pytest.raises(Nonsense, match="00000001"):
        history_of([event(1, "due", due="soon")], Rules(follow=True))
