"""The library that comes with lpcards, held to the measures of its cards."""

import functools
import itertools
import json
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from operator import ne
from pathlib import Path
from typing import Any

import pytest
import yaml

from lpcards.cards.card import Card
from lpcards.cards.choices import are_alike, are_same
from lpcards.cards.kinds import KINDS, cards_from
from lpcards.cards.probe import SECONDS as PROBE_SECONDS
from lpcards.cards.question import fitting
from lpcards.english.slugs import telling_words
from lpcards.english.weak_words import weak_words_in
from lpcards.english.word_roots import roots_of, words_of
from lpcards.story.models import SECONDS, Guide, Scenario
from lpcards.story.principles import PRINCIPLES

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "content"
SOURCE = ROOT.parent / "shared" / "source" / "walkthrough.txt"
FILES = sorted(LIBRARY.rglob("*.yaml"))
WORDS_A_SECOND = 150 / 60


def data(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


@functools.cache
def read(path: Path) -> Scenario | Guide:
    told = data(path)
    return (Guide if told.get("type") == "guide" else Scenario).model_validate(told)


def named(file: Path) -> str:
    return str(file.relative_to(LIBRARY))


STORIES = [story for path in FILES if isinstance(story := read(path), Scenario)]
CARDS_OF = {path: [*cards_from(read(path))] for path in FILES}
CARDS = [card for cards in CARDS_OF.values() for card in cards]

GUIDES = [guide for path in FILES if isinstance(guide := read(path), Guide)]
PLACEHOLDER = re.compile(r"\b[B-HJ-Z]\b|[\[\]_<>…]|\.\.\.")
"""What has to be filled in: a letter for a word, brackets, dots."""
THEMES = {
    *("about-yourself", "ambiguity", "conflict", "failed", "feedback", "influence"),
    *("priorities", "proudest", "why-us"),
}
"""Questions that are after no principle."""

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
each_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.id)
each_file = pytest.mark.parametrize("path", FILES, ids=named)


def each_card(law: Callable[[Card], None]) -> Callable[[Path], None]:
    """Try a law on every card, a test a file; a failure names its card."""

    @each_file
    def test(path: Path) -> None:
        for card in CARDS_OF[path]:
            try:
                law(card)
            except AssertionError as fault:
                fault.add_note(card.id)
                raise

    return test


def answer(card: Card) -> list[str]:
    """Return the lines of the answer, as they are seen on 40 columns."""
    told = [*card.back.splitlines(), *(f" - {item}" for item in card.items)]
    told += card.below.splitlines()
    return [line for text in told for line in textwrap.wrap(text, 40) or [""]]


def test_there_is_a_library():
    assert STORIES
    assert CARDS


def test_every_principle_has_its_story_and_its_guide():
    guides = {read(path).principle for path in FILES} - {story.principle for story in STORIES}
    assert {story.principle for story in STORIES} == set(PRINCIPLES)
    assert guides == {"all"}
    assert all((LIBRARY / name / "guide.yaml").exists() for name in PRINCIPLES)


@each_story
def test_a_story_is_complete(story: Scenario):
    assert len([card for card in CARDS if card.scenario == story.id]) >= 30
    assert len(story.probes) >= 4
    assert all(probe.strong.points and probe.weak for probe in story.probes)
    assert story.asked
    assert story.disqualifiers
    assert story.weak_answer
    assert len(story.quizzes) == len(story.pivots) == len(story.levels) == 3
    assert all(quiz.options for quiz in story.quizzes)


def test_all_rules_pass_the_library(lp):
    told = lp("--content", str(LIBRARY), "check", "--strict", "--json").json
    assert told["problems"] == []


@each_file
def test_no_file_is_allowed_what_a_rule_forbids(path: Path):
    assert not read(path).ignore


@each_file
def test_nobody_is_asked_for_a_list_of_names(path: Path):
    """No forbidden phrases, no headings, nothing to leave out: only its author recalls them."""
    assert {card.part for card in CARDS_OF[path]}.isdisjoint({"list", "headings", "leave-out"})


@each_story
def test_no_story_makes_up_what_a_level_must_show(story: Scenario):
    assert "level" not in {card.kind for card in CARDS if card.scenario == story.id}


@each_file
def test_what_is_heard_in_a_phrase_is_said_once(path: Path):
    for phrase in read(path).disqualifiers:
        if phrase.hear:
            heard, signals = (
                roots_of(words_of(text)) for text in (phrase.hear.text, phrase.signals or "")
            )
            assert len(heard & signals) * 2 >= len(heard), phrase.id


@each_file
def test_a_better_line_names_two_or_three_things_or_is_the_only_one(path: Path):
    for phrase in read(path).disqualifiers:
        assert len(phrase.names) in {0, 2, 3}, phrase.id


NOT_TOLD = {"id", "ask", "asked", "principle", "also", "hint", "source_hint", "was"}
"""Keys of a story that hold ids, cues, and what interviewers ask of any story in these words."""


def told_in(value: object) -> object:
    """Return the part of a file that is the story's own words."""
    if isinstance(value, dict):
        return {key: told_in(inner) for key, inner in value.items() if key not in NOT_TOLD}
    return [told_in(inner) for inner in value] if isinstance(value, list) else value


def fives(story: Scenario) -> set[tuple[str, ...]]:
    """Return the story's runs of five words."""
    own = texts(told_in(story.model_dump(mode="json")))
    told = (re.findall(r"[\w']+", text.lower()) for text in own)
    return {run for words in told for run in zip(*(words[at:] for at in range(5)), strict=False)}


def test_no_two_stories_share_a_metric_or_a_run_of_five_words():
    runs = {story.id: fives(story) for story in STORIES}
    figures = {
        story.id: set(re.findall(r"\d[\d.,]*\d%?", story.steps.result.needs.metric.text))
        for story in STORIES
    }
    for one, other in itertools.combinations(runs, 2):
        assert not runs[one] & runs[other], (one, other, runs[one] & runs[other])
        assert not figures[one] & figures[other], (one, other)


def test_no_id_is_given_twice():
    ids = [card.id for card in CARDS]
    assert len(ids) == len(set(ids))


def test_no_two_cards_ask_the_same_in_the_same_words():
    asked = [(card.top, card.front) for card in CARDS]
    assert len(asked) == len(set(asked))


def test_every_kind_comes_out_except_what_only_ones_own_story_asks():
    assert {card.kind for card in CARDS} == {kind.KIND.name for kind in KINDS} - {"ask", "open"}


def test_nothing_is_left_open_in_a_published_deck():
    shipped = (ROOT / "decks" / "manifest").read_text(encoding="utf-8").splitlines()
    assert not [line for line in shipped if "/open/" in json.loads(line)["card"]]


@each_file
def test_a_file_names_its_schema_first(path: Path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../lpcards.schema.json"


@each_file
def test_every_reader_of_yaml_reads_a_file_alike(path: Path):
    assert yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) == data(path)


@each_file
def test_a_file_lies_in_the_folder_of_its_principle(path: Path):
    assert path.parent.name == read(path).principle.replace("all", "general")


@each_card
def test_the_question_is_short_and_comes_last(card: Card):
    whole = card.front + "".join(card.options)
    assert len(whole) <= (190 if card.kind in {"weak", "quiz"} else 120)
    assert card.front.count("?") <= 1
    assert "?" not in card.front or re.search(r'\?"?$|\?\]', card.front)


@each_card
def test_the_answer_fits_the_mouth_and_a_small_screen(card: Card):
    assert len(card.top) <= 42
    assert "…" not in card.top
    assert all(len(line) <= 80 for line in card.back.splitlines()[:1])
    assert len(answer(card)) <= {"probe": 12, "step": 11}.get(card.kind, 9)


@each_card
def test_an_item_is_one_short_line(card: Card):
    assert all(len(item) <= 45 for item in card.items)
    assert len(set(card.items)) == len(card.items)


@each_card
def test_a_cloze_is_one_sentence_with_one_blank(card: Card):
    if card.kind == "phrase":
        assert len(card.front.split()) <= 20
        assert len(re.findall(r"\[[^]]+\]", card.front)) == 1


@each_card
def test_nothing_before_the_answer_holds_the_answer(card: Card):
    first = next(iter([*card.back.splitlines(), *card.items])).strip('".').lower()
    for shown in (card.top, card.front, card.hint):
        assert first not in shown.lower()


def spoken(story: Scenario) -> Iterator[tuple[str, int, str]]:
    """Yield what is said aloud: whose step it is, in how many seconds, in which words."""
    for name, usual in SECONDS.items():
        step = getattr(story.steps, name)
        if step.example:
            yield name, step.seconds or usual, step.example
    reflection = story.steps.reflection
    for level, said in reflection.by_level.items():
        yield level, reflection.seconds or SECONDS["reflection"], said.text
    for probe in story.probes:
        yield probe.id, PROBE_SECONDS, probe.strong.answer or ""


@each_story
def test_what_is_said_aloud_fills_its_seconds_and_no_more(story: Scenario):
    for name, seconds, text in spoken(story):
        needed = len(text.split()) / WORDS_A_SECOND
        assert seconds / 2 <= needed <= seconds, name


@each_story
def test_every_sentence_of_the_action_has_its_own_i(story: Scenario):
    for sentence in re.split(r"(?<=[.!?])\s+", story.steps.action.example or "I."):
        assert re.search(r"\bI\b", sentence), sentence
        assert not re.search(r"\bwe\b|\bour\b", sentence, re.IGNORECASE), sentence


@each_story
def test_the_steps_fit_the_minutes_of_every_level(story: Scenario):
    usual = {name: getattr(story.steps, name).seconds or SECONDS[name] for name in SECONDS}
    for level in story.levels:
        most = float((level.minutes or "60").split()[-1])
        assert sum({**usual, **level.seconds}.values()) <= most * 60, level.level


def better_lines(guide: Guide) -> dict[str, str]:
    """Return what is said instead of each weak phrase."""
    return {phrase.id: phrase.instead for phrase in guide.disqualifiers if phrase.instead}


@each_guide
def test_each_guides_better_line_can_be_said_as_written(guide: Guide):
    lines = better_lines(guide)
    assert len(lines) == len(guide.disqualifiers)
    assert lines or guide.principle == "all"
    for name, line in lines.items():
        assert not PLACEHOLDER.search(line), (name, line)
        assert line[-1] in ".?!", (name, line)
        assert not weak_words_in(line), (name, line)


def test_no_two_guides_say_the_same_instead():
    lines = [line for guide in GUIDES for line in better_lines(guide).values()]
    for line, other in itertools.combinations(lines, 2):
        assert not runs(line, 5) & runs(other, 5), (line, other)


@pytest.mark.parametrize(
    "line",
    [
        "I traced it to X, and Z did the rest.",
        "From A to B, worth C.",
        "I told [name] first.",
        "The bill was ... a week.",
        "It cost us $N.",
    ],
)
def test_a_gap_to_fill_in_is_seen(line: str):
    assert PLACEHOLDER.search(line)


def test_a_sentence_that_begins_with_an_article_has_no_gap():
    assert not PLACEHOLDER.search("A customer called, and I answered. A day later I knew.")


QUESTIONS = [
    (guide, question) for guide in GUIDES for question in guide.questions if question.shows
]
"""The plain questions that are cards."""
WORDINGS = [words for _, question in QUESTIONS for words in (question.ask, *question.variants)]


def test_every_principle_has_two_or_three_questions_and_all_have_enough_wordings():
    cards = Counter(guide.principle for guide, _ in QUESTIONS)
    assert all(2 <= cards[principle] <= 3 for principle in PRINCIPLES)
    assert cards["all"] >= len(THEMES)
    assert {question.id for _, question in QUESTIONS} >= THEMES
    assert len(WORDINGS) >= 120


def test_every_question_that_is_a_card_has_an_id_and_two_or_three_things_of_its_own():
    for _, question in QUESTIONS:
        assert question.id, question.ask
        assert 2 <= len(question.shows) <= 3, question.id


def test_no_two_questions_share_more_than_one_item():
    for (guide, one), (second, other) in itertools.combinations(QUESTIONS, 2):
        shared = [
            (left.text, right.text)
            for left, right in itertools.product(one.shows, other.shows)
            if are_same(left.text, right.text) or are_alike(left.text, right.text)
        ]
        principles = {*fitting(guide, one)} & {*fitting(second, other)}
        assert len(shared) + bool(principles) <= 1, (one.id, other.id, shared, principles)


def test_a_wording_is_short_and_spoken():
    for words in WORDINGS:
        assert len(words.split()) <= 15, words
        assert words[-1] in "?.", words
        assert not re.search(r"\b(whom|although|describe)\b", words, re.IGNORECASE), words


def test_no_wording_is_another_with_a_word_changed():
    for one, other in itertools.combinations(WORDINGS, 2):
        left, right = (re.findall(r"[a-z']+", words.lower()) for words in (one, other))
        changed = sum(map(ne, left, right)) if len(left) == len(right) else 2
        assert changed > 1, (one, other)
        assert set(telling_words(one)) != set(telling_words(other)), (one, other)


def test_the_map_for_other_companies_names_every_principle_and_each_ones_words():
    themes = [theme for guide in GUIDES for theme in guide.themes]
    assert len(themes) >= 12
    assert {principle for theme in themes for principle in theme.principles} == set(PRINCIPLES)
    for theme in themes:
        assert 1 <= len(theme.principles) <= 4, theme.id
        assert list(theme.words) == ["google", "meta", "microsoft", "netflix"], theme.id
        assert all(len(words) <= 60 for words in theme.words.values()), theme.id


@each_story
def test_a_flag_quotes_what_is_there_or_names_what_is_not(story: Scenario):
    flags = story.weak_answer.flags if story.weak_answer else ()
    for flag in flags:
        assert (flag.quote or flag.absent) is not None
        assert story.weak_answer
        assert (flag.quote or "") in story.weak_answer.text


@each_story
def test_the_right_option_of_a_quiz_is_one_of_them(story: Scenario):
    for quiz in story.quizzes:
        assert quiz.options.count(quiz.answer or "") == 1


@each_story
def test_an_example_is_nobodys_own(story: Scenario):
    assert story.own is False


def texts(told: object) -> Iterator[str]:
    """Yield the texts of a file, one by one."""
    if isinstance(told, dict):
        told = list(told.values())
    if isinstance(told, list):
        yield from itertools.chain.from_iterable(texts(one) for one in told)
    else:
        yield str(told)


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    """Return all runs of so many words."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"['\u2019]", "", text.lower()))
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


@each_file
@pytest.mark.skipif(not SOURCE.exists(), reason=f"{SOURCE.name} is not beside the project")
def test_no_eight_words_in_a_row_are_the_source_pages(path: Path):
    page = runs(SOURCE.read_text(encoding="utf-8"))
    for text in texts(data(path)):
        assert not runs(text) & page


def test_every_story_of_the_library_says_that_it_is_an_example():
    """A copy in the learner's folder must not turn into a story of their own."""
    for path in LIBRARY.rglob("*.yaml"):
        text = path.read_text("utf-8")
        assert "type: guide" in text or "own: false" in text, path
