"""Whole cards: nothing listed is left in any format, ids stay apart, what is chosen is the same."""

import csv
import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile_texts import card_of
from lpcards.cards.card import card_json
from lpcards.sharing.exports import as_csv, as_markdown, guarded
from lpcards.sharing.redacted_cards import RedactedIds, ids_in, shared_cards, without_folder
from lpcards.sharing.suspects import Suspect, common_words, suspects_in
from sharing.listing import left_in, lists_and_texts, redactor

KINDS = ("probe", "step")
NAMES = "acme anna anna-berg acme-anna migration person-a person-a-launch anna-launch ben-launch"
FIGURES = "2024 q3-2024 late-2023-03-01 500-eur probe ownership"
pieces = st.sampled_from([*NAMES.split(), *FIGURES.split()])
ids = st.lists(pieces, min_size=1, max_size=3).map("/".join) | st.lists(pieces).map(".".join)


def team():
    return redactor("Anna", "Anna Berg", {"Ben": "person"}, {"Carla": "person"}, employers=["Acme"])


def card(text, at=1):
    """Return a card with the text in every part of it."""
    return card_of(at, text)._replace(
        top=text,
        front=text,
        back=f"{text}\n{text}",
        hint=text,
        items=(text, text),
        below=text,
        options=(text,),
        accept=((text,),),
    )


def shared_of(cards, one):
    known = RedactedIds(one, {name for card in cards for name in ids_in(card)}, KINDS)
    return [shared.card for shared in shared_cards(cards, one, known)]


def texts_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, dict):
        for key in value.keys() - {"kind", "principle", "id", "scenario", "group", "source"}:
            yield from texts_in(value[key])


@given(lists_and_texts())
@example((["José", "Zoë Ürk"], "Jose\u0301 and ZOE\u0308\nürk"))
@example((["Anna Berg"], "Anna\\Berg, Anna*Berg, [Anna](Berg)"))
def test_nothing_listed_is_in_any_format(list_and_text):
    words, text = list_and_text
    [one] = shared_of([card(text)], redactor(*words))
    for cell in next(csv.reader(io.StringIO(as_csv([one]).split("\r\n", 1)[1], newline="")))[4:11]:
        assert [left_in(line, words) for line in re.split("\n", cell) if left_in(line, words)] == []
    found = texts_in(json.loads(json.dumps(card_json(one))))
    assert [left_in(text, words) for text in found if left_in(text, words)] == []
    lines = as_markdown([one], {}).replace("\\", "").split("\n")
    of_texts = [line for line in lines if "hostile" not in line and line.lstrip("# ") != "Cards"]
    own = re.compile(r"^(?:#+ |Hint: |Answer: |- )")
    assert [line for line in of_texts if left_in(own.sub("", line), words)] == []


@given(lists_and_texts())
def test_spreadsheets_run_nothing_of_it(list_and_text):
    words, text = list_and_text
    [one] = shared_of([card(f"={text}")], redactor(*words, {"Zed": "=1+1"}))
    assert as_csv([one]).count("'=") >= 4
    assert guarded(one.front).startswith("'=")


@given(st.sets(ids, max_size=12))
@example({"anna-launch", "ben-launch", "person-launch", "carla-launch"})
@example({"ben-launch", "carla-launch"})
@example({"2024", "2023"})
def test_two_ids_never_become_one(names):
    names = names | {"ben-launch", "carla-launch", "person-launch"}
    known = RedactedIds(team(), names, KINDS)
    after = [known.of(name) for name in sorted(names)]
    assert len(set(after)) == len(names)
    assert [name for name in after if left_in(name, ["Anna", "Acme", "Berg", "Carla", "Ben"])] == []
    for name in after:
        assert re.fullmatch(r"[a-z0-9./-]*", name)


@given(st.lists(ids, min_size=1, max_size=8), st.randoms())
def test_an_id_becomes_the_same_in_whatever_order_they_come(names, chance):
    first = RedactedIds(team(), names, KINDS)
    mixed = [*names]
    chance.shuffle(mixed)
    again = RedactedIds(team(), mixed, KINDS)
    assert [first.of(name) for name in names] == [again.of(name) for name in names]


@given(st.lists(ids, min_size=1))
def test_an_id_begins_as_that_of_its_story(names):
    known = RedactedIds(team(), [*names, *(f"{name}/probe/who" for name in names)], KINDS)
    for name in names:
        assert known.of(f"{name}/probe/who") == f"{known.of(name)}/probe/{known.of('who')}"


def test_names_money_and_dates_in_ids():
    names = ["acme-migration", "saved-500-eur", "q3-2024-launch", "move-2024", "door-14", "why-ann"]
    known = RedactedIds(redactor("Ann", employers=["Acme"]), names, KINDS)
    assert [known.of(name) for name in names] == [
        "company-a-migration",
        "saved-amount",
        "date-launch",
        "move-date",
        "door-14",
        "why-person-a",
    ]


def test_money_in_words_is_found_in_ids_too():
    known = RedactedIds(redactor(), ["saved-two-million-dollars"], KINDS)
    assert known.of("saved-two-million-dollars") == "saved-amount"
    assert [replaced.section for replaced in known.replaced_in("saved-two-million-dollars")] == [
        "money"
    ]


def test_a_stand_in_without_letters_for_an_id_uncovers_nothing_and_leaves_no_id_empty():
    names = ["a-zed-b", "zed"]
    known = RedactedIds(redactor({"Zed": "\u7530\u4e2d"}, "A B"), names, KINDS)
    assert [known.of(name) for name in names] == ["date", "date-a"]


def test_no_id_of_a_card_names_anybody_and_all_that_was_replaced_is_told():
    name = "anna-launch"
    lists = {"after": ("anna-part/probe/a",), "was": ("anna-then/probe/b",)}
    ids = dict.fromkeys(("id", "scenario", "group", "level", "path"), name)
    one = card("so Anna")._replace(**ids, **lists)
    known = RedactedIds(redactor("Anna"), ids_in(one), KINDS)
    [shared] = shared_cards([one], redactor("Anna"), known)
    assert left_in(json.dumps(card_json(shared.card)), ["Anna"]) == []
    assert shared.card.was == ("person-a-then/probe/b",)
    assert len(shared.replaced) == len([*texts_of(one)]) + 1


def texts_of(one):
    yield from (one.top, one.front, one.back, one.back, one.hint, one.below)
    yield from (*one.items, *one.options, *(text for others in one.accept for text in others))


def test_the_program_s_own_words_stay_in_ids():
    known = RedactedIds(redactor("Probe", "Ownership"), ["x/probe/ownership", "probe"], KINDS)
    assert known.of("x/probe/ownership") == "x/probe/ownership"


def test_a_card_that_changes_has_another_fingerprint_and_others_keep_theirs():
    both = card("Anna")._replace(fingerprint="f" * 16), card("Dana")._replace(fingerprint="e" * 16)
    one, other = shared_of(both, redactor("Anna"))
    assert one.fingerprint != "f" * 16
    assert other == both[1]
    assert shared_of([card("Bert")], redactor("Bert"))[0].fingerprint == one.fingerprint


def test_no_path_tells_whose_home_it_is():
    folders = ("/home/anna/stories", "/usr/lib/")
    assert without_folder("/home/anna/stories/a/b.yaml", folders) == "a/b.yaml"
    assert without_folder("/usr/lib/b.yaml", folders) == "b.yaml"
    assert without_folder("/srv/anna/b.yaml", folders) == "b.yaml"


def names_in(text, common=(), parts=()):
    found = suspects_in(text, common, parts)
    return [one.text for one in found if one.kind in {"names", "employers"}]


def test_words_with_a_capital_within_a_sentence_look_like_names():
    assert names_in("We asked Carla Diaz of Globex, and IBM.") == ["Carla Diaz of Globex", "IBM"]
    assert names_in("Then she left. Now it is OK; I am. In May the API was up.") == []
    assert names_in('He said: "Maybe." And "Why not Dana?"') == ["Dana"]
    assert names_in("Bank of America's app") == ["Bank of America"]
    assert names_in("I met Jean-Luc van der Berg") == ["Jean-Luc van der Berg"]
    assert names_in("so Al and Carla Diaz I met, and the Monday Dana API") == [
        "Al and Carla Diaz",
        "Dana",
    ]
    assert names_in("so P99, K8s, X's and V2 of R2D2") == ["R2D2"]


def test_at_the_beginning_of_a_sentence_only_what_can_be_nothing_else():
    assert names_in("Carla asked.") == []
    assert names_in("Carla's plan.") == ["Carla"]
    assert names_in("Carla Diaz asked.") == ["Carla Diaz"]
    assert names_in("Maybe Dana asked.") == ["Maybe Dana"]
    assert names_in("Maybe Dana asked.", common={"maybe"}) == ["Dana"]
    assert names_in("Anna asked.", parts={"anna"}) == ["Anna"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I met Globex", "names"),
        ("I met Berg Labs", "employers"),
        ("I met IBM", "employers"),
        ("I was at Globex", "employers"),
        ("I joined Globex", "employers"),
        ("I looked that Globex up", "names"),
    ],
)
def test_a_firm_is_told_by_its_name_or_by_who_works_there(text, kind):
    assert [suspect.kind for suspect in suspects_in(text, (), ())] == [kind]


def test_addresses_and_figures_are_told_too():
    assert [*suspects_in("my handle is x_y, see z.io and 5550199, saved 40k", (), ())] == [
        Suspect("addresses", "x_y"),
        Suspect("addresses", "z.io"),
        Suspect("numbers", "5550199"),
        Suspect("figures", "40k"),
    ]


@given(st.text("Aa .,'@/:k1\n\u00c9\u201c", max_size=80))
def test_whatever_the_text_suspects_stand_in_it(text):
    for one in suspects_in(text, common_words([text]), ()):
        assert one.text.split()[0] in text
