"""The laws of all cards, whatever the file they come from."""

import functools

from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from lpcards.cards.card import Card
from lpcards.cards.kinds import KINDS, cards_from, kind_named
from lpcards.story.models import STEPS, Guide, Scenario
from stories import NAMED, guide, story

NAMES = [kind.KIND.name for kind in KINDS]

ids = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1
)
sentences = st.lists(texts, min_size=1, max_size=30).map(" ".join)
maybe = functools.partial(st.one_of, st.none())
former = st.lists(ids, max_size=2)


def parts(**keys: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Draw a mapping in which any key may be missing."""
    return st.fixed_dictionaries({}, optional=keys)


def named(**keys: st.SearchStrategy[object]) -> st.SearchStrategy[list[dict[str, object]]]:
    """Draw a list of parts with ids, no id twice."""
    one = st.fixed_dictionaries(
        {"id": ids, **{key: keys.pop(key) for key in ("ask", "phrase", "name") if key in keys}},
        optional={"was": former, **keys},
    )
    return st.lists(one, max_size=4, unique_by=lambda part: str(part["id"]))


def phrases(count: int = 7) -> st.SearchStrategy[list[object]]:
    one = st.fixed_dictionaries(
        {"text": texts}, optional={"fact": texts, "must": st.booleans(), "hint": texts}
    )
    return st.lists(st.one_of(texts, one), max_size=count)


def several(key: str, **keys: st.SearchStrategy[object]) -> st.SearchStrategy[list[object]]:
    """Draw a list of parts that are named by `key`, no name twice."""
    one = st.fixed_dictionaries({key: ids}, optional=keys)
    return st.lists(one, max_size=3, unique_by=lambda part: str(part[key]))


mistakes = parts(diagnosis=texts, cure=texts).flatmap(
    lambda values: texts.map(lambda line: {"line": line, **values})
)
plain_step = {"key_phrases": phrases(), "example": sentences, "cue": texts, "mistake": mistakes}
beats = named(name=texts, key_phrases=phrases())
needs = parts(metric=texts, business=parts(source=texts).map(lambda one: {"text": "a", **one}))
reflections = st.dictionaries(ids, st.one_of(texts, texts.map(lambda values: {"text": values})))
steps = parts(
    situation=parts(**plain_step),
    task=parts(**plain_step),
    action=parts(**plain_step, beats=beats),
    result=parts(**plain_step, needs=needs),
    reflection=parts(**plain_step, by_level=reflections),
)
disqualifiers = named(phrase=texts, instead=texts, signals=texts, hear=texts, scope=texts)
levels = several("level", bar=st.lists(texts), adds=st.lists(texts), minutes=texts, name=texts)
answers = parts(answer=texts, points=st.lists(texts, max_size=6), takeaway=texts)
flags = st.lists(parts(quote=texts, fault=texts, absent=texts), max_size=6)
weak = parts(flags=flags, verdict=texts).flatmap(
    lambda values: texts.map(lambda text: {"text": text, **values})
)

stories = parts(
    was=former,
    short=st.text("abc ", min_size=1, max_size=24).filter(str.strip),
    steps=steps,
    probes=named(ask=texts, tests=texts, strong=answers, weak=parts(answer=texts, why=texts)),
    disqualifiers=disqualifiers,
    weak_answer=weak,
    inclined=weak,
    quizzes=named(ask=texts, options=st.lists(texts), answer=texts, why=texts),
    pivots=several("principle", lead_with=texts, emphasize=texts, downplay=st.lists(texts)),
    levels=levels,
).map(lambda values: story(**values))
guides = parts(
    was=former,
    disqualifiers=disqualifiers,
    mistakes=parts(**dict.fromkeys(STEPS, mistakes)),
    result_needs=parts(items=st.lists(texts, max_size=6), ask=texts),
    targets=parts(**dict.fromkeys(STEPS, st.integers(1, 99))),
    probe_types=named(ask=texts, tests=texts),
    contrasts=named(ask=texts, answer=texts),
    levels=levels,
).map(lambda values: guide(**values))
files = st.one_of(stories, guides)


def found(file: BaseModel, place: tuple[str | int, ...]) -> object:
    """Return what stands at a place of a file: None for a known key that nobody wrote."""
    at: object = file
    for key in place:
        at = getattr(at, key) if isinstance(at, BaseModel) else at[key]  # type: ignore[index]
    return at


@given(files)
def test_every_card_has_an_id_of_its_own_that_says_file_and_kind(file: Scenario | Guide):
    cards = list(cards_from(file))
    assert len({card.id for card in cards}) == len(cards)
    for card in cards:
        scenario, kind, slot = card.id.split("/")
        assert (scenario, kind) == (card.scenario, card.kind) == (file.id, card.kind)
        assert slot


@given(files)
def test_the_cards_come_in_study_order(file: Scenario | Guide):
    kinds = [NAMES.index(card.kind) for card in cards_from(file)]
    assert kinds == sorted(kinds)


@given(files)
def test_every_card_asks_something_and_answers_it(file: Scenario | Guide):
    for card in cards_from(file):
        assert card.front
        assert card.back or card.items
        assert card.fingerprint


@given(files)
def test_a_top_line_is_one_line_of_42_characters_whatever_the_names(file: Scenario | Guide):
    for card in cards_from(file):
        assert card.top
        assert len(card.top) <= 42
        assert card.top.splitlines() == [card.top]


@given(files)
def test_a_checklist_has_two_to_five_items_each_on_one_line(file: Scenario | Guide):
    for card in cards_from(file):
        assert len(card.items) in {0, 2, 3, 4, 5}
        assert all(item.splitlines() == [item] for item in card.items)
        assert set(card.must) <= set(range(len(card.items)))


@given(files)
def test_a_card_waits_only_for_cards_that_come_before_it(file: Scenario | Guide):
    seen: set[str] = set()
    for card in cards_from(file):
        assert seen.issuperset(card.after)
        seen.add(card.id)


LACKING = story(steps={"result": {"key_phrases": ["0"]}})
"""Its `open` cards ask for a figure: they stand where nothing is written yet."""


@given(files)
@example(LACKING)
def test_a_cards_place_is_in_its_file_unless_it_asks_for_what_is_missing(file: Scenario | Guide):
    for card in cards_from(file):
        assert found(file, card.place) is not None or card.kind == "open"


def test_what_is_missing_is_asked_for_at_the_key_that_would_hold_it():
    places = {card.place for card in cards_from(LACKING) if card.kind == "open"}
    needs = ("steps", "result", "needs")
    assert places == {(*needs, key) for key in ("metric", "business", "second_order")}


@given(files)
def test_the_same_file_makes_the_same_cards(file: Scenario | Guide):
    assert list(cards_from(file)) == list(cards_from(file.model_copy(deep=True)))


@given(files, ids)
def test_a_renamed_file_takes_every_cards_history_along(file: Scenario | Guide, name: str):
    renamed = file.model_copy(update={"id": f"new-{name}", "was": (file.id, *file.was)})
    for before, after in zip(cards_from(file), cards_from(renamed), strict=True):
        assert {before.id, *before.was} <= {after.id, *after.was}
        assert before.fingerprint == after.fingerprint


@given(files)
def test_no_card_was_what_it_is(file: Scenario | Guide):
    for card in cards_from(file):
        assert card.id not in card.was
        assert len(set(card.was)) == len(card.was)


@given(files)
def test_a_group_belongs_to_its_file(file: Scenario | Guide):
    assert all(card.group.startswith(f"{file.id}/") for card in cards_from(file))


def test_a_draft_of_a_title_makes_no_cards_and_no_fuss():
    assert list(cards_from(Scenario.model_validate(NAMED))) == []


def test_each_kind_is_named_once_and_by_its_module():
    assert len(set(NAMES)) == len(NAMES)
    assert all(kind.__name__.endswith(f".{kind.KIND.name}") for kind in KINDS)


PROBE = {"id": "who", "ask": "Who?", "strong": {"points": ["I", "the pump"]}, "weak": "We."}


def changed(card: Card, **strong: object) -> bool:
    (other,) = cards_from(story(probes=[{**PROBE, "strong": {**PROBE["strong"], **strong}}]))
    return other.fingerprint != card.fingerprint


def test_a_fingerprint_changes_with_the_content_and_only_with_it():
    (card,) = cards_from(story(probes=[PROBE]))
    (elsewhere,) = cards_from(story(id="attic", short="Attic", probes=[{**PROBE, "id": "whose"}]))
    assert elsewhere.fingerprint == card.fingerprint
    assert changed(card, points=["I", "a pump"])
    assert not changed(card, points=["I", "the pump"])


@given(files)
def test_a_card_has_what_is_peculiar_to_its_kind(file: Scenario | Guide):
    for card in cards_from(file):
        kind = kind_named(card.kind)
        assert card.unanswered == kind.unanswered
        assert card.writes == kind.writes
        assert card.one_of_stories == kind.one_of_stories
        assert card.asked_of_stories == kind.asked_of_stories
        assert card.spoken == (kind.spoken or card.id.endswith(".mend"))
