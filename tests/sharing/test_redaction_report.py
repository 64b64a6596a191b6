"""The lines about a redaction: what went, how often and where, and what may have been missed."""

import yaml

from lpcards.cards.card import Card
from lpcards.sharing.redacted_cards import RedactedIds, SharedCard, ids_in, shared_cards
from lpcards.sharing.redaction_report import Redaction, SharedTitle, left_lines, replaced_lines
from sharing.listing import redactor


def card(story, text, at=1):
    fields = (f"{story}/probe/{at}", "probe", story, "dive-deep", "", "", text, "")
    return Card(*fields)


def redaction_of(texts, one, own=None, titles=()):
    """Return what is shared of cards with these texts, one a pair of story and text."""
    cards = [card(story, text, at) for at, (story, text) in enumerate(texts)]
    ids = RedactedIds(one, {name for card in cards for name in ids_in(card)}, ())
    shared_titles = {
        story: SharedTitle(*one.redacted(text)) for story, text in dict(titles).items()
    }
    stories = frozenset(story for story, _ in texts) if own is None else frozenset(own)
    return Redaction(cards, list(shared_cards(cards, one, ids)), stories, shared_titles)


def replaced(texts, one, **options):
    return list(replaced_lines(redaction_of(texts, one, **options)))


def left(texts, one, **options):
    redaction = redaction_of(texts, one, **options)
    return list(left_lines(redaction, one, redaction.cards, "redact.yaml"))


def test_each_thing_is_told_with_its_stand_in_its_stories_and_its_forms():
    texts = [("s", "so Anna  Berg, ANNA BERG"), ("t", "so anna-berg"), ("t", "nobody")]
    assert replaced(texts, redactor("Anna Berg"), titles={"s": "For Anna Berg"}) == [
        "Replaced something in 2 of 3 cards.",
        '  Anna Berg -> Person A: 4 times (s, t), also as "ANNA BERG", "anna-berg"',
    ]


def test_no_more_than_five_stories_and_five_forms_are_named():
    forms = ("ANNA BERG", "anna berg", "Anna-Berg", "Anna_Berg", "AnnaBerg", "anna-berg")
    texts = [(f"s{at}", f"so {form}") for at, form in enumerate(forms)]
    [_, line] = replaced(texts, redactor("Anna Berg"))
    assert "6 times (s0, s1, s2, s3, s4, 1 more)" in line
    assert line.endswith('"Anna-Berg", "Anna_Berg", "AnnaBerg" ...')
    [_, line] = replaced(texts[:5], redactor("Anna Berg"))
    assert line.endswith(
        '(s0, s1, s2, s3, s4), also as "ANNA BERG", "anna berg", "Anna-Berg", '
        '"Anna_Berg", "AnnaBerg"'
    )


def test_money_and_dates_of_examples_are_counted_and_their_names_told():
    texts = [("own", "so $5 on 2024-03-01"), ("theirs", "so Anna got $7 and $8 on 2024-03-02")]
    assert replaced(texts, redactor("Anna"), own={"own"}) == [
        "Replaced something in 2 of 2 cards.",
        "  2024-03-01 -> [date]: 1 time (own)",
        "  $5 -> [amount]: 1 time (own)",
        "  Anna -> Person A: 1 time (theirs)",
        "  in the examples: dates: 1 and amounts: 2",
    ]


TITLES = {"own": "How Eve left", "theirs": "How Mallory left"}


def test_what_looks_like_a_name_and_was_left_is_told_of_own_stories():
    texts = [("own", "so Carla asked Carla of Globex"), ("theirs", "so Dana asked")]
    assert left(texts, redactor("Anna"), own={"own"}, titles=TITLES) == [
        (
            "Looks like a name, and was left: Carla: 1 time (own); Carla of Globex: 1 time (own); "
            "Eve: 1 time (own)"
        )
    ]


def test_names_are_looked_for_in_all_that_a_card_holds():
    redaction = redaction_of([("s", "so Carla left")], redactor("Anna"))
    [(one, replaced)] = redaction.shared
    names = {"hint": "so Dana", "items": ("so Eve",), "options": ("so Frank",)}
    redaction = redaction._replace(shared=[SharedCard(one._replace(**names), replaced)])
    [line] = left_lines(redaction, redactor("Anna"), redaction.cards, "redact.yaml")
    assert all(f"{name}: 1 time (s)" in line for name in ("Carla", "Dana", "Eve", "Frank"))


def test_no_stand_in_looks_like_a_name():
    one = redactor("Anna", {"Ben": "Big Boss"}, employers=["Acme"], others=["Falcon"])
    assert left([("s", "so Anna and Ben of Acme made Falcon")], one) == []


def test_what_begins_a_sentence_is_a_name_where_it_is_one_within_another():
    one = redactor("Anna")
    assert left([("s", "Dana asked.")], one) == []
    assert left([("s", "Dana asked."), ("s", "so Dana left")], one) == [
        "Looks like a name, and was left: Dana: 2 times (s)"
    ]
    assert left([("s", "Then Dana asked, then left")], one) == [
        "Looks like a name, and was left: Dana: 1 time (s)"
    ]


def test_of_a_listed_name_a_part_alone_is_told_even_at_the_beginning():
    assert left([("s", "Berg asked.")], redactor("Anna Berg")) == [
        "Looks like a name, and was left: Berg: 1 time (s)"
    ]


def test_addresses_and_figures_are_told_with_and_without_a_list():
    texts = [("s", "see y.dev, ring 555-0199, saved 40k")]
    lines = [
        "left, and may be an address: y.dev: 1 time (s)",
        "left, and may be somebody's number: 555-0199: 1 time (s)",
        "left, and may be money: 40k: 1 time (s)",
    ]
    assert left(texts, redactor("Anna")) == lines
    assert left(texts, redactor())[1:] == lines


def test_without_a_list_one_is_proposed():
    texts = [("s", "so Carla joined Globex"), ("t", "so Carla left")]
    [first, second, *block] = left(texts, redactor())
    assert first.endswith("redact.yaml does not list any.")
    assert second.startswith("These look like names.")
    assert block == [
        "names:",
        "  - Carla  # 2 times (s, t)",
        "employers:",
        "  - Globex  # 1 time (s)",
    ]
    assert yaml.safe_load("\n".join(block)) == {"names": ["Carla"], "employers": ["Globex"]}


def test_no_more_than_forty_names_are_told_at_once():
    names = [f"Q{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(41)]
    for count, more in ((41, "1 more"), (40, None)):
        texts = [("s", f"so {name} asked") for name in names[:count]]
        [line] = left(texts, redactor("Anna"))
        assert line.count("1 time") == 40
        assert ("more" in line) == line.endswith("; 1 more") == bool(more)
        block = left(texts, redactor())[2:]
        assert len(block) == 41 + bool(more)
        assert ("and 1 more" in block[-1]) == bool(more)
