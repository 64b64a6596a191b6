"""Note and card ids never meet, though two guids may lead to one: these pairs of cards do."""

import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from author import Author
from editions import EDITION, draft_of
from lpcards.anki.edition_draft import MAIN
from lpcards.anki.guids import (
    CARD,
    EARLIEST,
    NOTE,
    SPREAD,
    Identities,
    Identity,
    guid_of,
    number_of,
    numbers_of,
    since_of,
)
from lpcards.anki.note_types import TYPE_IDS
from lpcards.anki.notes import CLOZE, FIELDS, QUESTION, Note
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


def as_of_old(author, guids):
    """Make the decks what a version built that kept no times; some cards have these `guids`."""
    lines = author.lines()
    for name, line in lines.items():
        line.pop("since", None)
        line["guid"] = guids.get(name, line["guid"])
    author.main.unlink()
    author.manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines.values()))
    author.build()
    author.build("--check")


@pytest.mark.parametrize(("sort", "pair"), EVERY)
def test_these_cards_would_have_one_id(sort, pair):
    one, other = map(guid, pair)
    assert one != other
    assert number_of(one, sort) == number_of(other, sort)


@pytest.mark.parametrize("pair", [pair for _, pair in EVERY])
def test_cards_that_begin_now_have_the_numbers_of_their_time(author, pair):
    """What would meet without a time does not with one: each has the guid of its name."""
    with_probes(author, *pair).publish()
    built = author.lines()["cellar/probe/" + pair[0]]["mod"]
    for name in map(name_of, pair):
        line = author.lines()[name]
        assert line["guid"] == guid_of(name, QUESTION, author.key)
        assert line["since"] == built
        assert ids(author.main)[line["guid"]] == tuple(
            number_of(line["guid"], sort, line["since"]) for sort in (NOTE, CARD)
        )


@pytest.mark.parametrize("pair", [PAIRS[NOTE][0], PAIRS[CARD][0]])
def test_who_was_shipped_first_keeps_its_ids_whatever_the_order(author, pair):
    """Whoever has lines without a time, of two cards that once gave way, goes on with them."""
    early, late = pair
    with_probes(author, early, late).publish()
    as_of_old(author, {name_of(early): guid(early), name_of(late): guid(f"{late}#2")})
    before = ids(author.main)
    assert before[guid(early)] == (number_of(guid(early), NOTE), number_of(guid(early), CARD))
    with_probes(author, late, early, "another").publish()
    after = ids(author.main)
    assert before.items() <= after.items()
    assert len(after) == len(before) + 1
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
    as_of_old(author, {name_of(probe): guid(probe) for probe in pair})
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
    numbers = numbers_of(dict.fromkeys(pair, 0), CARD)
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


times = st.sampled_from([0, 0, EARLIEST, EARLIEST + 3_000_000])


@given(st.permutations(GUIDS), st.integers(0, len(GUIDS)))
def test_ids_do_not_depend_on_the_order_and_never_meet(guids, some):
    for sort in (NOTE, CARD):
        numbers = numbers_of(dict.fromkeys(guids, 0), sort)
        assert numbers == numbers_of(dict.fromkeys(sorted(guids), 0), sort)
        assert len(set(numbers.values())) == len(guids)
        assert sum(numbers[one] != number_of(one, sort) for one in guids) == len(PAIRS[sort])
        for one in (one for one in guids if numbers[one] != number_of(one, sort)):
            assert numbers[one] == number_of(f"{one}#2", sort), "it is in learners' collections"
            assert PARTNER[one] < one
        few = numbers_of(dict.fromkeys(guids[:some], 0), sort)
        assert len(set(few.values())) == len(few)


@given(st.dictionaries(st.text(max_size=3), times), st.sampled_from([QUESTION, CLOZE]))
def test_ids_follow_from_guid_and_time_where_none_meet(names, sort):
    known = {guid_of(name, sort): since for name, since in names.items()}
    assert numbers_of(known, NOTE) == {one: number_of(one, NOTE, at) for one, at in known.items()}


TURNS = st.sampled_from(["", "#2", "#3"])


@given(st.lists(st.text(max_size=3)), times, TURNS, TURNS)
@example(["\x19ñ"], 1_763_900_000, "#2", "")  # of its note's id alone another second would fit
def test_the_time_of_a_card_can_be_read_off_its_ids(names, since, note, card):
    for name in names:
        guid = guid_of(name, QUESTION)
        ids = number_of(f"{guid}{note}", NOTE, since), number_of(f"{guid}{card}", CARD, since)
        assert since_of(guid, *ids) == since


@pytest.mark.parametrize("crowd", [1, 1000, 30_000])
def test_however_many_cards_begin_at_once_none_shares_an_id_and_all_lie_in_the_past(crowd):
    giving, now = Identities([]), EARLIEST + 10_000_000
    given = [giving.begin(iter([f"{at}"]), now) for at in range(crowd)]
    for sort in (NOTE, CARD):
        numbers = {number_of(guid, sort, since) for guid, since in given}
        assert len(numbers) == crowd
        assert max(numbers) < now * 1000
        assert min(numbers) >= (now - 60) * 1000 - SPREAD


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 3))))
def test_no_guid_is_given_twice_and_none_is_younger_than_now(moves):
    giving = Identities([Identity("a", 0), Identity("b", EARLIEST)])
    guids = {"a", "b"}
    for name, turn in moves:
        guid, since = giving.begin(iter([name, f"{name}#2", *map(str, range(len(guids)))]), turn)
        assert guid not in guids
        assert EARLIEST - 60 < since <= EARLIEST
        guids.add(guid)
