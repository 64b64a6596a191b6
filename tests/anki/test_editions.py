"""Editions: what is newer, what stays, and what can be repaired."""

import json
from itertools import permutations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from editions import NOW, shipped, written
from lpcards.anki.edition import CLOCKS_APART
from lpcards.anki.guids import FIRST_ID, ID_RANGE, guid_of, number_of
from lpcards.anki.manifest import keyed, line_of, read_line, read_manifest, shipped_of
from lpcards.anki.note_types import FIELD_IDS, TEMPLATE_IDS, TYPE, TYPE_IDS, type_notes
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, RETIRED_TAG, STORY, Note
from lpcards.system.problem import UserFault


def note(card, text="as ever", sort=QUESTION, tags=("lpcards::kind::probe",), deck="lpcards::A"):
    blank = ("",) * (len(FIELDS[sort]) - 2)
    return Note(card, sort, (card, text, *blank), tags, deck)


def read(text, path="m"):
    return read_manifest(text.split("\n"), path)


def test_a_first_edition_ships_everything_at_its_own_time():
    edition = shipped(note("a/probe/x"), note("a/probe/y"))
    assert edition.added == ("a/probe/x", "a/probe/y")
    assert {one.mod for one in edition.manifest.values()} == {NOW}
    assert edition.manifest["a/probe/x"].guid == guid_of("a/probe/x", QUESTION)


@pytest.mark.parametrize("later", [-10_000_000, -1, 0, 1, 10_000_000])
def test_nothing_changed_is_the_same_manifest_whatever_the_clock_says(later):
    first = shipped(note("a"), note("b"))
    again = shipped(note("a"), note("b"), before=first.manifest, at=NOW + later)
    assert not again.is_new
    assert written(again) == written(first)
    assert again.unchanged == 2


@pytest.mark.parametrize(
    "changed",
    [note("a", text="new"), note("a", tags=("lpcards::kind::quiz",)), note("a", tags=())],
    ids=["text", "tag", "no tag"],
)
def test_only_what_changed_is_newer(changed):
    first = shipped(note("a"), note("b"))
    second = shipped(changed, note("b"), before=first.manifest, at=NOW + 9)
    assert second.changed == ("a",)
    assert [second.manifest[name].mod for name in "ab"] == [NOW + 9, NOW]
    assert second.manifest["a"].guid == first.manifest["a"].guid


def test_a_deck_is_chosen_once():
    first = shipped(note("a"))
    second = shipped(note("a", deck="lpcards::B"), before=first.manifest, at=NOW + 9)
    assert not second.is_new
    assert second.manifest == first.manifest


def test_two_editions_in_one_second_follow_one_another():
    first = shipped(note("a"))
    second = shipped(note("a", "new"), before=first.manifest)
    third = shipped(note("a", "newer"), before=second.manifest, at=NOW - CLOCKS_APART + 1)
    assert [one.manifest["a"].mod for one in (second, third)] == [NOW + 1, NOW + 2]


def test_an_edition_is_later_than_all_of_those_before_whatever_the_clock_says():
    first = shipped(note("a"), note("b"))
    second = shipped(note("a", "new"), note("b"), before=first.manifest, at=NOW + 9)
    third = shipped(note("a", "new"), note("b", "new"), before=second.manifest)
    assert [third.manifest[name].mod for name in "ab"] == [NOW + 9, NOW + 10]


def test_a_change_is_refused_where_the_manifest_is_ahead_of_the_clock():
    first = shipped(note("a"))
    shipped(note("a", "new"), before=first.manifest, at=NOW - CLOCKS_APART)
    with pytest.raises(UserFault, match="61 seconds ahead of this machine's clock"):
        shipped(note("a", "new"), before=first.manifest, at=NOW - CLOCKS_APART - 1)


def test_a_card_that_is_gone_leaves_a_tombstone_once():
    first = shipped(note("a"), note("b"))
    second = shipped(note("b"), before=first.manifest, at=NOW + 9)
    assert second.retired == ("a",)
    stone = second.manifest["a"]
    assert (stone.guid, stone.mod, stone.retired) == (first.manifest["a"].guid, NOW + 9, True)
    assert RETIRED_TAG in stone.tags
    third = shipped(note("b"), before=second.manifest, at=NOW + 99)
    assert not third.is_new
    assert third.manifest == second.manifest
    back = shipped(note("a"), note("b"), before=third.manifest, at=NOW + 999)
    assert (back.added, back.changed) == (("a",), ())
    assert back.manifest["a"].guid == stone.guid


def test_cards_that_are_gone_are_named_in_their_order():
    first = shipped(note("b"), note("a"))
    assert shipped(before=first.manifest).retired == ("a", "b")


def test_a_card_that_comes_back_goes_on_with_the_latest_of_its_pasts():
    states = ([note("a"), note("b")], [note("a")], [[note("b"), ("a",)]], [], [note("b")])
    manifest = {}
    for turn, state in enumerate(states):
        manifest = shipped(*state, before=manifest, at=NOW + turn).manifest
    assert manifest["b"].guid == guid_of("a", QUESTION)


def test_a_renamed_card_goes_on_under_its_guid():
    first = shipped(note("a"))
    second = shipped([note("b"), ("a",)], before=first.manifest, at=NOW + 9)
    assert (second.changed, second.added, second.retired) == (("b",), (), ())
    renamed = shipped_of(guid_of("a", QUESTION), NOW + 9, note("b"), since=NOW)
    assert second.manifest == {"b": renamed}


def test_a_card_renamed_onto_a_retired_one_keeps_its_own_past():
    first = shipped(note("a"), note("b"))
    second = shipped(note("a"), before=first.manifest, at=NOW + 9)
    third = shipped([note("b"), ("a",)], before=second.manifest, at=NOW + 99)
    assert third.manifest["b"].guid == guid_of("a", QUESTION)
    assert third.manifest[f"b#{guid_of('b', QUESTION)}"].retired
    assert not shipped([note("b"), ("a",)], before=third.manifest, at=NOW + 999).is_new


def test_a_card_never_takes_the_past_of_one_that_is_still_there():
    first = shipped(note("a"))
    second = shipped([note("b"), ("a",)], note("a"), before=first.manifest, at=NOW + 9)
    assert second.manifest["a"] == first.manifest["a"]
    assert second.added == ("b",)


def test_of_two_cards_with_one_past_the_first_goes_on():
    first = shipped(note("a"))
    second = shipped([note("b"), ("a",)], [note("c"), ("a",)], before=first.manifest)
    assert (second.changed, second.added) == (("b",), ("c",))


def test_another_note_type_is_another_guid_and_back_again_the_old_one():
    editions = [shipped(note("a"))]
    for turn, sort in enumerate((CLOZE, QUESTION, CLOZE), 1):
        before = editions[-1].manifest
        editions.append(shipped(note("a", sort=sort), before=before, at=NOW + turn))
    guids = [one.manifest["a"].guid for one in editions]
    assert guids[:2] == guids[2:] == [guid_of("a", QUESTION), guid_of("a", CLOZE)]
    assert [len(one.manifest) for one in editions] == [1, 2, 2, 2]
    assert all(one.retired == ("a",) for one in editions[1:])


def test_the_types_are_cards_of_the_manifest_too():
    all_types = type_notes()
    edition = shipped(*all_types)
    assert set(edition.manifest) == {"#cloze", "#question", "#story"}
    types = {"cloze": NOW, "question": NOW, "story": NOW}
    assert shipped(*all_types, note("a")).types == edition.types == types
    assert read(written(edition)) == (edition.manifest, False)
    front = (all_types[0].fields[0], "other", *all_types[0].fields[2:])
    second = shipped(
        all_types[0]._replace(fields=front), *all_types[1:], before=edition.manifest, at=NOW + 9
    )
    assert (second.changed, second.changed_types) == ((), ("cloze",))


@given(st.text(min_size=1))
def test_numbers_follow_from_the_guid_alone_and_look_like_past_moments(name):
    guid = guid_of(name, QUESTION)
    assert guid != guid_of(name, CLOZE)
    for sort in ("note", "card"):
        assert FIRST_ID <= number_of(guid, sort) < FIRST_ID + ID_RANGE < NOW * 1000


def test_guids_and_numbers_are_for_ever():
    """These are in learners' collections: they may never change."""
    assert guid_of("webhook-drops/probe/initiative", QUESTION) == "Dmaye_ostrE"
    assert guid_of("webhook-drops/phrase/dlq", CLOZE) == "SGs-K01l4LC"
    assert number_of("Dmaye_ostrE", "note") == 262_851_434_392
    assert number_of("Dmaye_ostrE", "card") == 801_747_029_566
    sorts = (QUESTION, CLOZE, STORY)
    first = 1_763_900_000_000
    assert [TYPE_IDS[sort] - first for sort in sorts] == [1, 2, 3]
    assert [FIELD_IDS[sort] for sort in sorts] == [17_639_000_100, 17_639_000_200, 17_639_000_400]
    assert [TEMPLATE_IDS[sort] - 17_639_000_000 for sort in sorts] == [301, 302, 303]
    assert [len(FIELDS[sort]) for sort in sorts] == [12, 8, 9]


# Random lives of a content: which cards there are, of which type, with which text, renamed or not.

cards = st.sampled_from("abcde")
looks = st.tuples(
    st.sampled_from([QUESTION, CLOZE]),
    st.sampled_from(["one", "two"]),
    st.lists(cards, max_size=2),
)
states = st.dictionaries(cards, looks)


def edition_in(state, before, at, carried=()):
    pairs = [[note(card, text, sort), tuple(was)] for card, (sort, text, was) in state.items()]
    return shipped(*pairs, before=before, at=at, carried=carried)


@given(st.lists(states, min_size=2, max_size=6))
def test_whatever_an_author_does_every_guid_lives_once_and_only_changes_are_newer(life):
    before = {}
    for turn, state in enumerate(life):
        edition = edition_in(state, before, NOW + turn)
        past = {one.guid: one for one in before.values()}
        now = {one.guid: one for one in edition.manifest.values()}
        assert len(now) == len(edition.manifest)
        assert past.keys() <= now.keys()
        for guid, one in now.items():
            same = guid in past and past[guid].digest == one.digest
            assert one.mod == (past[guid].mod if same else NOW + turn)
            assert one.retired == (RETIRED_TAG in one.tags)
        live = {key: edition.notes[key] for key, one in edition.manifest.items() if not one.retired}
        assert live == {card: note(card, text, sort) for card, (sort, text, _) in state.items()}
        assert edition.is_new == (edition.manifest != before)
        assert len(edition.added) + len(edition.changed) + edition.unchanged == len(state)
        assert not edition_in(state, edition.manifest, NOW + turn + 1).is_new
        before = edition.manifest


@given(states, states, st.dictionaries(st.sampled_from("ab"), looks))
@example({"c": (QUESTION, "one", [])}, {}, {"a": (QUESTION, "one", ["c"])})
@example({}, {"c": (QUESTION, "one", [])}, {"a": (QUESTION, "one", [])})
def test_an_edition_is_the_same_where_what_did_not_change_is_carried_on_unseen(one, other, same):
    before = edition_in(one | same, {}, NOW).manifest
    whole = edition_in(other | same, before, NOW)
    carried = edition_in(other | same, before, NOW, carried=same)
    assert carried.edition == whole.edition
    assert carried.manifest == whole.manifest


@given(st.lists(states, min_size=1, max_size=4))
def test_a_manifest_is_read_as_it_was_written(life):
    manifest = {}
    for turn, state in enumerate(life):
        edition = edition_in(state, manifest, NOW + turn)
        manifest = edition.manifest
    assert read(written(edition)) == (manifest, False)
    lines = written(edition).splitlines()
    assert lines == sorted(lines)
    assert set(keyed(manifest.values()).values()) == set(manifest.values())
    assert not any(one.fields for one in manifest.values() if not one.retired)


@given(
    st.lists(st.text(), min_size=len(FIELDS[CLOZE]), max_size=len(FIELDS[CLOZE])),
    st.lists(st.text("a:\\\u00e9-", min_size=1)),
)
@example([""] * len(FIELDS[CLOZE]), [])
@example(["\\"] * len(FIELDS[CLOZE]), ["a", "b"])
def test_whatever_the_words_a_line_gives_back_its_note(fields, tags):
    only = Note("a", CLOZE, tuple(fields), tuple(tags), "lpcards")
    line = line_of("a", "guid", NOW, only)
    assume("\x1f" not in "".join(fields))
    assert read_line(line, 1, "m") == ("a", shipped_of("guid", NOW, only), only.fields)
    assert json.loads(line)["tags"] == tags


def test_of_lines_of_one_card_the_latest_live_one_has_its_name():
    only = note("a")
    early, late = shipped_of("g1", NOW, only), shipped_of("g2", NOW + 1, only)
    stone = shipped_of("g3", NOW + 2, only, retired=True)
    for lines in permutations([early, late, stone]):
        assert keyed(lines) == {"a": late, "a#g1": early, "a#g3": stone}


@given(states, states, states)
def test_both_sides_of_a_merge_give_each_guid_s_later_edition(base, ours, theirs):
    before = edition_in(base, {}, NOW).manifest
    sides = [edition_in(ours, before, NOW + 1), edition_in(theirs, before, NOW + 2)]
    one, other = (side.manifest for side in sides)
    ours, theirs_now = map(written, sides)
    text = f"<<<<<<< HEAD\n{ours}=======\n{theirs_now}>>>>>>> theirs\n"
    manifest, repaired = read(text)
    assert repaired
    merged = {shipped.guid: shipped for shipped in manifest.values()}
    assert len(merged) == len(manifest)
    for line in (*one.values(), *other.values()):
        assert merged[line.guid].mod >= line.mod
    settled = edition_in(theirs, manifest, NOW + 3).manifest
    assert not edition_in(theirs, settled, NOW + 4).is_new


def test_a_line_on_one_side_only_survives_a_merge():
    one, other = (shipped(note(name)) for name in "ab")
    text = f"<<<<<<< HEAD\n{written(one)}||||||| base\n=======\n{written(other)}>>>>>>> x\n"
    assert read(text) == ({**one.manifest, **other.manifest}, True)


def test_lines_doubled_by_a_merge_without_marks_are_repaired():
    first = shipped(note("a"))
    second = shipped(note("a", "new"), before=first.manifest, at=NOW + 9)
    assert read(written(first) + written(second)) == (second.manifest, True)


LINE = line_of("a", "guid", NOW, note("a"))


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "null",
        "7",
        LINE[:-1],
        LINE.replace('"guid": "guid", ', ""),
        LINE.replace(f"{NOW}", f'"{NOW}"'),
        LINE.replace(f"{NOW}", "true"),
        LINE.replace('"question"', '"song"'),
        LINE.replace('"question"', f'"{TYPE}"'),
        LINE.replace('"as ever"', "7"),
        LINE.replace('"as ever", ', ""),
        LINE.replace('["lpcards::kind::probe"]', '"lpcards::kind::probe"'),
        LINE.replace('"card": "a"', '"card": "\\ud800"'),
        LINE.replace('"guid": "guid"', '"guid": "\\ud800"'),
        LINE.replace("lpcards::A", "\\ud800"),
        "[" * 10_000,
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_place(line):
    text = f"{written(shipped(note('b')))}\n{line}\n"
    with pytest.raises(UserFault, match=r"^decks/manifest:3: this line cannot be read"):
        read(text, "decks/manifest")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
def test_line_ends_do_not_matter(end):
    shipment = shipped(note("a"), note("b"))
    assert read(written(shipment).replace("\n", end)) == (shipment.manifest, False)


def test_no_character_of_a_text_breaks_a_line():
    shipment = shipped(note("a", 'one\u2028two\x85three\x0bfour\ttwo\nend \\ \\u001f "'))
    assert read(written(shipment)) == (shipment.manifest, False)
    assert json.loads(written(shipment))["fields"] == list(shipment.notes["a"].fields)
