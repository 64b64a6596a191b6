"""The real library in a fresh collection."""

import pytest

from author import Author, present
from conftest import LIBRARY


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Return an author whose content is the library, published once."""
    author = Author(tmp_path_factory.mktemp("library") / "author")
    author.content, author.now = LIBRARY, present()
    author.build()
    return author


@pytest.fixture
def fresh(library, learner):
    """Return a learner who has just imported the library, and what Anki said of it."""
    learner.schema()
    return learner, learner.takes(library.main)


def test_every_card_arrives_once(library, fresh):
    learner, taken = fresh
    cards = {card for card in library.lines() if not card.startswith("#")}
    assert set(taken["new"]) == {
        card[:80] for card in cards
    }  # so much does the log of an import say
    assert len(taken["new"]) == len(learner.schedule()) == len(cards)
    assert taken["updated"] == taken["duplicate"] == []


def test_every_card_shows_both_sides(library, fresh):
    learner, _ = fresh
    sides = learner.rendered()
    for card, line in library.lines().items():
        if line["type"] == "note-type":
            continue
        front, back = sides[card]
        assert 'class="lp-card"' in front
        assert 'class="lp-card"' in back
        assert "{{" not in front + back
        assert front != back
        asked, top = line["fields"][2], line["fields"][1]
        assert top in front
        assert line["type"] == "cloze" or asked in front
        assert line["type"] == "cloze" or line["fields"][5] in back


def test_a_blank_is_empty_in_front_and_filled_behind(library, fresh):
    learner, _ = fresh
    sides = learner.rendered()
    clozes = {card for card, line in library.lines().items() if line["type"] == "cloze"}
    assert len(clozes - {"#cloze"}) > 3
    for card in clozes:
        front, back = sides[card]
        assert 'class="cloze"' in front
        assert front.count('class="cloze"') == 1
        assert back.count('class="cloze"') == 1
        assert "data-cloze" in front


def test_anki_finds_no_fault_with_database_templates_or_cards(fresh):
    learner, _ = fresh
    assert learner.checked() == []


def test_the_second_import_is_no_news(library, fresh):
    learner, first = fresh
    notes = learner.notes()
    taken = learner.takes(library.main)
    assert taken["duplicate"] == first["new"]
    assert taken["new"] == taken["updated"] == []
    assert learner.notes() == notes


def test_new_cards_come_in_the_order_of_study(library, fresh):
    learner, _ = fresh
    dues = [due for _, _, due, *_ in learner.cards()]
    assert dues == list(range(1, len(dues) + 1))


def test_all_decks_stand_under_one(fresh):
    learner, _ = fresh
    assert {deck.partition("::")[0] for _, deck, *_ in learner.cards()} == {"lpcards"}


def test_fields_and_templates_carry_their_own_ids(fresh):
    learner, _ = fresh
    for model in learner.models().values():
        ids = [number for _, number in model["fields"]]
        assert ids == list(range(ids[0], ids[0] + len(ids)))
        assert [name for name, _ in model["fields"]][-3:] == ["Extra1", "Extra2", "Extra3"]
        assert model["faces"][0][1] > 17_000_000_000
