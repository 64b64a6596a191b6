"""What is in a deck, and in which order Anki serves it: ours, siblings a day apart."""

import json
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from author import READ, WHY, Author, present
from days import entry
from lpcards.anki.new_cards import DAY, new_order
from lpcards.cards.card import Outline
from lpcards.study.workspace import Workspace
from own_stories import cards_of, own_stories
from sizes import examples

DECKS = ".local/share/lpcards/decks"
MAIN, ALL = f"{DECKS}/lpcards.apkg", f"{DECKS}/lpcards-all.apkg"
ASKED = ("ask", "open")
"""Kinds that have no note."""


def in_package(path):
    """Return the ids of a package's cards in the order of their places."""
    with zipfile.ZipFile(path) as archive, closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(archive.read("collection.anki2"))
        rows = "SELECT n.flds FROM cards c JOIN notes n ON n.id = c.nid ORDER BY c.due"
        return [fields.partition("\x1f")[0] for (fields,) in database.execute(rows)]


def asked_in(path):
    """Return the ids without those of the stories, which are read."""
    return [card for card in in_package(path) if not card.endswith("/read")]


def settle(home, **settings):
    (home / ".config/lpcards").mkdir(parents=True, exist_ok=True)
    (home / ".config/lpcards/lpcards.yaml").write_text(json.dumps(settings), encoding="utf-8")


def write(home, stories):
    folder = home / ".local/share/lpcards/content"
    folder.mkdir(parents=True, exist_ok=True)
    for story in stories:
        (folder / f"{story['id']}.yaml").write_text(json.dumps(story), encoding="utf-8")


def outlines(*, taught=True):
    """Return the cards that a review teaches, or all that have a note, in their order."""
    with Workspace((), None, None) as workspace:
        index = workspace.index
        cards = index.study_order(but=index.asleep) if taught else index.outlines()
        return [card for card in cards if card.note]


@pytest.mark.parametrize(
    ("settings", "stories"),
    [
        ({}, 0),
        ({}, 3),
        ({"level": "senior", "kinds": ["probe", "reflection"]}, 2),
        ({"examples": "none"}, 0),
        ({"examples": "all", "kinds": ["quiz"]}, 0),
        ({"library": "no"}, 1),
        ({"role": "product"}, 0),
        ({"new_order": "mixed"}, 2),
        ({"new_order": "kinds"}, 2),
    ],
)
def test_a_deck_holds_what_a_review_teaches(lp, home, settings, stories):
    settle(home, **settings)
    mine = own_stories(stories)
    write(home, mine)
    said = lp("build", "--json", now=None).json
    cards, notes = asked_in(home / MAIN), in_package(home / MAIN)
    assert cards == [card.id for card in new_order(outlines())]
    assert said["packages"][0]["notes"] == len(notes)
    assert len(said["added"]) + len(said["changed"]) + said["unchanged"] == len(notes)
    assert {card.split("/")[0] for card in notes} == {card.split("/")[0] for card in cards}
    if "kinds" not in settings:
        own = {card for story in mine for card in cards_of(story)}
        assert {card for card in own if card.split("/")[1] not in ASKED} <= {*cards}
    lp("build", "--check", now=None)
    assert len(cards) < len(outlines(taught=False))


def test_all_builds_every_card_what_is_taught_first(lp, home):
    write(home, own_stories(2))
    lp("build", "--all", now=None)
    cards = asked_in(home / ALL)
    assert sorted(cards) == sorted(card.id for card in outlines(taught=False))
    few = [card.id for card in outlines()]
    assert {*cards[: len(few) // 2]} <= {*few}
    assert not (home / MAIN).exists()
    lp("build", "--all", "--check", now=None)
    lp("build", now=None)
    assert len(asked_in(home / MAIN)) == len(few)
    assert (home / ALL).exists()
    lp("build", "--all", "--check", now=None)
    lp("build", "--check", now=None)


def test_a_card_that_was_begun_goes_on_in_the_deck(lp, home):
    write(home, own_stories(1))
    probe = f"{own_stories(1)[0]['id']}/probe/hardest"
    lp("build", now=None)
    settle(home, kinds=["step"])
    lp("build", now=None)
    assert probe not in in_package(home / MAIN)
    lp("grade", probe, "4", now=None)
    lp("build", "--check", code=1, now=None)
    lp("build", now=None)
    assert probe in in_package(home / MAIN)


def test_a_card_that_is_left_out_is_neither_retired_nor_forgotten(author):
    author.publish()
    before = author.lines()
    author.set(kinds=["quiz"])
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.write()
    said = author.build("--json", everything=False).json
    assert (said["retired"], said["changed"], said["unchanged"]) == ([], [], 2)
    author.now += 60
    author.set(kinds=["quiz", "probe"])
    assert author.build("--json", everything=False).json["retired"] == []
    after = author.lines()
    assert {card: line["guid"] for card, line in after.items()} == {
        card: line["guid"] for card, line in before.items()
    }
    assert after[WHY]["mod"] > before[WHY]["mod"]


def test_what_was_never_in_a_package_has_no_line(author):
    author.set(kinds=["quiz"])
    author.write()
    author.build(everything=False)
    assert {card for card in author.lines() if card[0] != "#"} == {"cellar/quiz/when", READ}
    said = author.build("--json").json
    assert "cellar/quiz/when" not in said["added"]
    assert said["unchanged"] == 2


def test_from_what_is_taught_to_everything_and_back_nothing_is_doubled_or_lost(author, learner):
    author.set(kinds=["quiz", "probe"])
    author.write()
    author.build(everything=False)
    small = author.decks / "lpcards.apkg"
    few = learner.takes(small)["new"]
    learner.answer(card=WHY, rating=3)
    author.build()
    taken = learner.takes(author.main)
    assert taken["duplicate"] == few
    assert taken["new"]
    assert taken["updated"] == []
    author.now += 60
    author.story["probes"][0]["strong"] = "Nobody felt it was theirs."
    author.write()
    author.build(everything=False)
    assert learner.takes(small)["updated"] == [WHY]
    author.build()
    assert learner.takes(author.main)["updated"] == []
    assert len({card for card, *_ in learner.cards()}) == len(learner.cards())


def test_one_s_own_cards_have_a_tag_to_find_them_by(lp, home, current, tmp_path):
    from learners import Learner

    write(home, own_stories(1))
    lp("build", now=None)
    learner = Learner(current, tmp_path / "learner")
    learner.takes(home / MAIN)
    found = learner.find(search="tag:lpcards::own")
    assert {card.split("/")[0] for card in found} == {own_stories(1)[0]["id"]}
    assert len(found) == len(learner.find(search=f"ID:{own_stories(1)[0]['id']}/*"))
    learner.close()


def served(lp, home, learner, path):
    """Return the new cards that Anki serves, day by day, until there are none."""
    learner.takes(home / path)
    number = len(learner.cards())
    days = learner.new_cards_of_days(deck="lpcards", days=number // DAY + 1)
    assert all(len(day) == DAY for day in days[: number // DAY])
    assert sum(map(len, days)) == number
    return days


@pytest.mark.parametrize(("stories", "options"), [(0, ()), (3, ()), (1, ("--all",))])
def test_anki_serves_the_cards_in_our_order_and_no_siblings_on_one_day(
    lp, home, learner, stories, options
):
    write(home, own_stories(stories))
    lp("build", *options, now=None)
    path = ALL if options else MAIN
    days = served(lp, home, learner, path)
    assert [card for day in days for card in day] == in_package(home / path)
    groups = {card.id: card.group for card in outlines(taught=False)}
    for day in days:
        assert max(Counter(groups.get(card, card) for card in day).values()) == 1


def test_a_deck_renamed_in_anki_is_named_in_the_settings_and_none_is_made_again(
    lp, home, current, tmp_path
):
    from learners import Learner

    write(home, own_stories(1))
    lp("build", now=None)
    learner = Learner(current, tmp_path / "learner")
    learner.takes(home / MAIN)
    learner.rename_deck(old="lpcards", new="Interview::Loop")
    settle(home, deck="Interview::Loop")
    lp("build", "--check", code=1, now=None)
    lp("build", "--all", now=None)
    learner.takes(home / ALL)
    assert {*learner.decks()} == {"Default", "Interview", "Interview::Loop"}
    assert {deck for _, deck, *_ in learner.cards()} == {"Interview::Loop"}
    learner.close()


@pytest.mark.parametrize("name", ["a::", "::a", "a::::b", "a\nb", 'a"b', "a:: b"])
def test_what_anki_would_write_otherwise_is_no_name_of_a_deck(lp, home, name):
    settle(home, deck=name)
    assert "deck" in lp("check", code=None).out


@pytest.mark.parametrize("settings", [{"level": "senior"}, {"kinds": ["quiz"]}, {"deck": "Mine"}])
def test_the_decks_for_everybody_take_no_notice_of_settings_or_answers(tmp_path, settings):
    maker = Author(tmp_path / "project")
    maker.now = present()
    (maker.folder / "src/lpcards").mkdir(parents=True)
    (maker.folder / "src/lpcards/__main__.py").touch()
    maker.write()
    maker.build(everything=False)
    before = maker.files()
    maker.set(**settings)
    maker.run("grade", "cellar/phrase/pump", "4")
    maker.build("--check", everything=False)
    maker.build(everything=False)
    assert maker.files() == before


CARDS = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.sets(st.integers(0, 60), max_size=2)), max_size=60
)


def cards_in(shape):
    """Return cards of groups; `after` are places of others."""
    return [
        entry(f"s/k/{at}", group=group, after=[f"s/k/{part}" for part in after if part < at])
        for at, (group, after) in enumerate(shape)
    ]


@given(CARDS)
def test_an_order_holds_each_card_once_and_wholes_behind_their_parts(shape):
    cards = cards_in(shape)
    order = [*new_order(cards)]
    assert sorted(order) == sorted(cards)
    places = {card.id: at for at, card in enumerate(order)}
    inside = {card.group for card in cards if card.after}
    for card in order:
        if card.group not in inside or len(inside) == len({*map(_group, cards)}) == 1:
            continue
        assert all(places[part] < places[card.id] for part in card.after)


def _group(card: Outline) -> str:
    return card.group


@given(st.lists(st.integers(1, 7), min_size=1, max_size=examples(40, 120)), st.randoms())
def test_siblings_are_a_day_apart_or_as_far_as_all_can_be(sizes, random):
    cards = [
        entry(f"s/k/{group}-{n}", group=str(group))
        for group, size in enumerate(sizes)
        for n in range(size)
    ]
    random.shuffle(cards)
    order = [*new_order(cards)]
    last, apart = {}, len(order)
    for at, card in enumerate(order):
        apart = min(apart, at - last.get(card.group, -len(order)))
        last[card.group] = at
    most = max(sizes)
    possible = (len(order) - sizes.count(most)) // (most - 1) if most > 1 else len(order)
    assert apart >= min(DAY, possible, len(order))


@given(st.permutations(range(30)))
def test_what_need_not_wait_keeps_its_place(order):
    cards = [entry(f"s/k/{n}") for n in order]
    assert [*new_order(cards)] == cards
