"""Note and card ids never meet, though two guids may lead to one: these pairs of cards do."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from author import Author
from editions import EDITION, draft_of
from lpcards.anki.edition_draft import MAIN
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.notes import (
    CARD,
    CLOZE,
    FIELDS,
    NOTE,
    QUESTION,
    Guids,
    Note,
    guid_of,
    number_of,
    numbers_of,
)
from lpcards.anki.package import part_of, write_package
from lpcards.anki.progress import CardSchedule, Progress, RevlogRow

# Found among the first four million ids of this pattern.
PAIRS = {
    NOTE: [("n266178", "n1888933"), ("n1000698", "n3362292"), ("n994902", "n3523456")],
    CARD: [("n2493907", "n2794817"), ("n1257156", "n2859308"), ("n186620", "n3169630")],
}
EVERY = [(sort, pair) for sort, pairs in PAIRS.items() for pair in pairs]


def name_of(probe):
    return f"cellar/probe/{probe}"


def guid(probe):
    return guid_of(name_of(probe), QUESTION)


GUIDS = [guid(probe) for _, pair in EVERY for probe in pair]
PARTNER = {guid(one): guid(other) for _, pair in EVERY for one, other in (pair, pair[::-1])}


def with_probes(author, *probes):
    author.story["probes"] = [{"id": one, "ask": f"{one}?", "strong": "Yes."} for one in probes]
    return author


def ids(path):
    """Return guid -> note id and card id in a package."""
    with zipfile.ZipFile(path) as archive:
        data = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        rows = database.execute(
            "SELECT n.guid, n.id, c.id FROM notes n JOIN cards c ON c.nid = n.id"
        )
        return {one: tuple(numbers) for one, *numbers in rows}


def guids_of(author):
    return {line["card"]: line["guid"] for line in author.lines().values()}


@pytest.mark.parametrize(("sort", "pair"), EVERY)
def test_these_cards_would_have_one_id(sort, pair):
    one, other = map(guid, pair)
    assert one != other
    assert number_of(one, sort) == number_of(other, sort)


@pytest.mark.parametrize("pair", [pair for _, pair in EVERY])
def test_the_later_card_of_a_content_begins_under_its_next_guid(author, pair):
    with_probes(author, *pair).publish()
    first, second = map(name_of, pair)
    guids = guids_of(author)
    assert guids[first] == guid_of(first, QUESTION)
    assert guids[second] == guid_of(f"{second}#2", QUESTION)
    for one in (first, second):
        guid = guids[one]
        assert ids(author.main)[guid] == (number_of(guid, NOTE), number_of(guid, CARD))


@pytest.mark.parametrize("pair", [PAIRS[NOTE][0], PAIRS[CARD][0]])
def test_who_was_shipped_first_keeps_its_ids_whatever_the_order(author, pair):
    """The later card comes first in the content, and gives way all the same."""
    early, late = pair
    with_probes(author, early).publish()
    before = ids(author.main)
    with_probes(author, late, early).publish()
    after = ids(author.main)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
    with_probes(author, early, late).publish()
    assert ids(author.main) == after
    author.manifest.unlink()
    author.build()
    assert ids(author.main) == after


def test_a_tombstone_s_ids_stay_its_own(author):
    early, late = PAIRS[NOTE][0]
    with_probes(author, early).publish()
    with_probes(author, late).publish()
    numbers = {**ids(author.main), **ids(author.retired)}
    assert len({note for note, _ in numbers.values()}) == len(numbers)


def test_anki_takes_such_cards_in_one_edition_and_the_next(author, learner):
    pairs = [PAIRS[NOTE][0], PAIRS[CARD][0]]
    with_probes(author, *(early for early, _ in pairs)).publish()
    learner.takes(author.main)
    learner.answer(card=name_of(pairs[0][0]), rating=3)
    with_probes(author, *(probe for pair in pairs for probe in reversed(pair))).publish()
    taken = learner.takes(author.main)
    assert taken["new"] == sorted(name_of(late) for _, late in pairs)
    assert taken["updated"] == []
    assert learner.checked() == []
    assert {(row[1], row[0]) for row in learner.schedule()} == set(ids(author.main).values())


def test_two_branches_that_each_began_one_are_united_without_a_crash(author, learner):
    """Each shipped its own: neither can take another guid, so one takes a second id."""
    pair = PAIRS[NOTE][0]
    with_probes(author, *pair).publish()
    lines = author.lines()
    for probe in pair:
        lines[name_of(probe)]["guid"] = guid(probe)
    author.main.unlink()
    author.manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines.values()))
    author.build()
    author.build("--check")
    numbers = ids(author.main)
    assert len({note for note, _ in numbers.values()}) == len(numbers)
    assert {*map(name_of, pair)} <= {*learner.takes(author.main)["new"]}
    assert learner.checked() == []


def test_a_learner_of_two_authors_has_both_cards(author, learner, tmp_path):
    """In two packages nothing of ours can keep the ids apart; Anki does."""
    early, late = PAIRS[NOTE][0]
    with_probes(author, early).publish()
    other = with_probes(Author(tmp_path / "other"), late)
    other.publish()
    learner.takes(author.main)
    learner.answer(card=name_of(early), rating=3)
    assert name_of(late) in learner.takes(other.main)["new"]
    assert {name_of(early), name_of(late)} <= set(learner.rendered())
    assert learner.checked() == []


def test_progress_goes_to_the_card_it_belongs_to(tmp_path):
    pair = [guid(probe) for probe in PAIRS[CARD][0]]
    numbers = numbers_of(pair, CARD)
    states = {one: CardSchedule(2, 2, 10 + at, 3, 2500, 1, 0) for at, one in enumerate(pair)}
    reviews = [
        RevlogRow(at, numbers[one], -1, 3, 3, 0, 2500, 9, 1) for at, one in enumerate(pair, 1)
    ]
    path = tmp_path / "progress.apkg"
    types = dict.fromkeys(TYPE_IDS, EDITION)
    with draft_of({one: note(one) for one in pair}) as draft:
        content = part_of(draft.path, MAIN)
        write_package(str(path), content, types, progress=Progress(states, reviews, 4))
    with zipfile.ZipFile(path) as archive:
        data = archive.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        rows = database.execute(
            "SELECT n.guid, c.due, r.id FROM notes n JOIN cards c ON c.nid = n.id"
            " JOIN revlog r ON r.cid = c.id ORDER BY r.id"
        )
        assert rows.fetchall() == [(pair[0], 10, 1), (pair[1], 11, 2)]


def note(card, sort=QUESTION):
    return Note(card, sort, (card, *("",) * (len(FIELDS[sort]) - 1)), ("a",), "lpcards")


@given(st.permutations(GUIDS), st.integers(0, len(GUIDS)))
def test_ids_do_not_depend_on_the_order_and_never_meet(guids, some):
    for sort in (NOTE, CARD):
        numbers = numbers_of(guids, sort)
        assert numbers == numbers_of(sorted(guids), sort)
        assert len(set(numbers.values())) == len(guids)
        assert sum(numbers[one] != number_of(one, sort) for one in guids) == len(PAIRS[sort])
        for one in (one for one in guids if numbers[one] != number_of(one, sort)):
            assert numbers[one] == number_of(f"{one}#2", sort), "it is in learners' collections"
            assert PARTNER[one] < one
        few = numbers_of(guids[:some], sort)
        assert len(set(few.values())) == len(few)


@given(st.lists(st.text(max_size=3), unique=True), st.sampled_from([QUESTION, CLOZE]))
def test_ids_follow_from_the_guid_alone_where_none_meet(names, sort):
    guids = [guid_of(name, sort) for name in names]
    assert numbers_of(guids, NOTE) == {one: number_of(one, NOTE) for one in guids}


@given(st.permutations(GUIDS), st.integers(0, len(GUIDS)))
def test_a_guid_is_given_where_neither_it_nor_an_id_of_its_own_is(guids, shipped):
    taken = set(guids[:shipped])
    giving = Guids(guids[:shipped])
    for one in (*guids, *guids):
        is_free = one not in taken and PARTNER[one] not in taken
        assert giving.take(one) == is_free
        taken |= {one} if is_free else set()
