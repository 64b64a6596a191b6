"""Rules, their files, tests and documentation agree; each does what its examples say."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advice_on_yaml import advice, generate
from lpcards.advice.file_advice import advice_on
from lpcards.advice.finding import excerpt
from lpcards.advice.registry import ADVICE, all_rules, described
from lpcards.cards.kinds import cards_from
from lpcards.english.word_roots import lowered, roots_of, runs_of, spot_of, words_of
from lpcards.index.kept_advice import rules
from lpcards.story.reading import read_source

ROOT = Path(__file__).parent.parent.parent
NAMES = sorted(described())
DOCS = (ROOT / "docs" / "lint.md").read_text(encoding="utf-8")


def stems(folder: Path, prefix: str = "") -> set[str]:
    return {path.stem.removeprefix(prefix) for path in folder.glob(f"{prefix}*.py")}


def test_every_rule_has_a_file_a_test_and_a_section():
    files = stems(ROOT / "src" / "lpcards" / "advice" / "rules") - {"__init__"}
    tests = stems(Path(__file__).parent, "test_") - {
        "registry",
        "weights",
        "ignoring",
        "command",
        "cache",
    }
    modules = {module.__name__.rpartition(".")[2]: module.NAME for module in all_rules().values()}
    assert files == tests == modules.keys()
    assert sorted(modules.values()) == NAMES
    assert all(module.endswith(name.replace("-", "_")) for module, name in modules.items())
    assert re.findall(r"(?m)^### (\S+)$", DOCS) == [*described()]


def test_every_rule_says_in_a_line_what_it_finds():
    for says in described().values():
        assert says.endswith(".")
        assert len(says) < 100


def test_the_command_lists_every_rule_and_what_reading_and_ignoring_find():
    assert {*rules()} == {*NAMES, "comment", "ignore", "proposed"}


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_example_is_found_and_the_good_one_is_not_by_the_same_words(name):
    assert generate._said_of_bad(name)


@pytest.mark.parametrize("name", sorted({*NAMES} - {"missing"}))
def test_the_good_example_is_not_found(name):
    rule = all_rules()[name]
    found = generate.advice_in(generate.files_of(rule.GOOD))
    assert name not in {problem.rule for problem in found}


def test_advice_is_advice_at_a_place_with_a_remedy():
    for name in NAMES:
        for problem in generate.advice_in(generate.files_of(all_rules()[name].BAD)):
            assert problem.severity == ADVICE
            assert problem.line >= 1
            assert problem.column >= 1
            assert ":" in problem.message


def test_a_draft_is_advised_on_nothing_but_what_is_missing():
    assert {problem.rule for problem in advice("overview: Some words.\n")} == {"missing"}


TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=60)


@given(st.lists(TEXTS, min_size=6, max_size=6), st.integers(0, 3600))
def test_whatever_a_story_says_its_advice_has_a_place(texts, seconds):
    a, b, c, d, e, f = (repr("x" + text).replace("\\", "") for text in texts)
    fragment = f"""\
overview: {_quoted(a)}
steps:
  task: {{example: {_quoted(b)}, seconds: {seconds or 1}}}
  action: {{example: {_quoted(c)}, key_phrases: [{_quoted(d)}]}}
  result: {{needs: {{metric: {_quoted(e)}}}}}
  reflection: {{example: {_quoted(f)}}}
probes: [{{id: x, ask: {_quoted(a)}, strong: {_quoted(b)}, weak: {_quoted(c)}}}]
disqualifiers: [{{id: x, phrase: {_quoted(d)}, instead: {_quoted(e)}}}]
weak_answer: {{text: {_quoted(a)}, flags: [{{quote: {_quoted(f)}}}]}}
levels: [{{level: sde1, minutes: {_quoted(b)}}}]
"""
    text = generate.HEAD + fragment
    source = read_source("a", text.encode())
    if source.file is None:
        return
    lines = text.split("\n")
    for problem in advice_on(source, tuple(cards_from(source.file))).problems:
        assert problem.line <= len(lines)
        assert problem.column <= len(lines[problem.line - 1]) + 1


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def test_words_are_compared_without_case_endings_and_small_words():
    assert roots_of(words_of("The retries, RETRIED")) == roots_of(words_of('"retry" of it'))
    assert roots_of(words_of("2,680 parcels")) == roots_of(words_of("2680 parcel"))
    assert roots_of(words_of("Three vans")) == roots_of(words_of("3 van's"))
    assert roots_of(words_of("of the and")) == frozenset()


def test_a_run_is_five_words_whatever_the_signs_between_them():
    words, other = "I read it, in one go", "i read -- it in ONE (go)!"
    assert runs_of(words_of(words)) == runs_of(words_of(other))
    assert len(runs_of(words_of(words))) == 2
    assert runs_of(words_of("only four words here")) == []


@given(st.text(), st.text())
def test_words_are_found_where_they_stand(before, after):
    text = f"{before} One ''two''\n  three {after}"
    found = spot_of("one two three", lowered(text))
    assert found
    assert re.sub(r"\W+", " ", text[slice(*found)].lower()) == "one two three"


def test_words_that_are_shown_are_one_line_and_short():
    assert excerpt('a\n  "b"') == "\"a 'b'\""
    assert len(excerpt("x" * 100)) == 62
