from hypothesis import given
from hypothesis import strategies as st

from lpcards.sync.content_version import (
    GONE,
    MOST_PAST,
    Version,
    met,
    replaces,
    settled,
    written_over,
)


def new(content):
    return written_over([], content)


def edited(version, *contents):
    for content in contents:
        version = written_over([version], content)
    return version


def test_the_same_edit_of_the_same_version_is_one_version_wherever_it_is_made():
    assert edited(new("a"), "b") == edited(new("a"), "b")
    assert new("a") == new("a")


def test_a_later_version_replaces_all_that_it_was_written_over():
    first = new("a")
    last = edited(first, "b", "c", "d")
    assert met(first, [last]) == met(last, [first]) == (last, ())
    assert replaces(last, first)
    assert not replaces(first, last)


def test_a_text_that_comes_back_is_later_than_what_was_between():
    again = edited(new("a"), "b", "a")
    assert met(edited(new("a"), "b"), [again]).version.content == "a"
    assert met(new("a"), [again]).version.ids == again.ids


def test_of_two_edits_mine_stays_and_theirs_is_a_rival():
    mine, theirs = edited(new("a"), "b"), edited(new("a"), "c")
    assert met(mine, [theirs]) == (mine, (theirs,))
    assert met(theirs, [mine]) == (theirs, (mine,))


def test_a_machine_that_edited_nothing_chooses_as_all_others_do():
    old, one, two = new("a"), edited(new("a"), "b"), edited(new("a"), "c")
    chosen = {met(old, [one, two]).version.content, met(None, [two, one]).version.content}
    assert len(chosen) == 1
    assert len(met(old, [one, two]).rivals) == 1


def test_two_ways_to_the_same_text_are_no_conflict_and_each_is_gone_on_from():
    mine, theirs = edited(new("a"), "z"), edited(new("a"), "y", "z")
    meeting = met(mine, [theirs])
    assert meeting.rivals == ()
    assert meeting.version.ids == mine.ids | theirs.ids
    for way in (mine, theirs):
        assert met(meeting.version, [edited(way, "w")]).version.content == "w"


def test_an_edit_wins_over_a_deletion_that_knew_nothing_of_it():
    edit, gone = edited(new("a"), "b"), edited(new("a"), GONE)
    for mine, other in ((edit, gone), (gone, edit)):
        meeting = met(mine, [other])
        assert meeting.version.content == "b"
        assert meeting.rivals == ()
        assert met(meeting.version, [gone]).version == meeting.version


def test_a_deletion_counts_where_it_was_the_last_thing_done():
    assert met(new("a"), [edited(new("a"), GONE)]).version.content == GONE


def test_a_conflict_that_is_settled_anywhere_is_settled_everywhere():
    one, two, three = (edited(new("a"), text) for text in "bcd")
    meeting = met(one, [two, three])
    for theirs in (False, True):
        end = settled(meeting.version, meeting.rivals, theirs=theirs)
        assert end.content == (meeting.rivals[0].content if theirs else "b")
        left = {"c", "d"} - {end.content} if theirs else set()
        assert {rival.content for rival in met(end, [one, two, three]).rivals} == left
        settled_for = met(one, [end])
        assert settled_for == (end, ())


def test_what_some_machine_still_has_is_remembered_however_long_ago_it_was():
    old = new("a")
    version = old
    for number in range(3 * MOST_PAST):
        version = met(edited(version, str(number)), [old]).version
    assert met(old, [version]) == (version, ())
    assert len(version.past) <= MOST_PAST + 1


def test_ids_that_lead_in_a_circle_show_two_texts_and_settle():
    one, two = Version("1", frozenset("a"), ("b",)), Version("2", frozenset("b"), ("a",))
    assert not replaces(one, two)
    meeting = met(one, [two])
    assert meeting.version.content == "1"
    assert [rival.content for rival in meeting.rivals] == ["2"]
    end = settled(meeting.version, meeting.rivals, theirs=False)
    assert met(two, [end]).version.content == "1"


histories = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["meet 0", "meet 1", "meet 2", *"abcd", GONE])),
    max_size=30,
)


@given(histories)
def test_machines_that_met_without_conflict_have_the_same_and_stay_so(steps):
    has = [new("a")] * 3
    for machine, step in steps:
        if step.startswith("meet"):
            has[machine] = met(has[machine], [has[int(step[-1])]]).version
        elif step != has[machine].content:
            has[machine] = edited(has[machine], step)
    for _ in range(3):
        has = [met(one, has).version for one in has]
    meetings = [met(one, has) for one in has]
    if not any(meeting.rivals for meeting in meetings):
        assert len({one.content for one in has}) == 1
    assert [meeting.version for meeting in meetings] == has
