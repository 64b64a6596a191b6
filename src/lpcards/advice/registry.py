"""Advice on content: what weakens a story, and a remedy. Never an error.

A rule is one module in `rules`. `NAME` is its name, its docstring the documentation: the first
line says what it finds. `BAD` and `GOOD` are examples, fragments of a story (several where a
rule is about several files); its tests and docs/lint.md are made from them. A rule is added by its
module, its test, its place in the lists below, and its weight in `weights`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Clash, FileSummary, Finding, Mention
from lpcards.advice.rules import (
    alike,
    boundary,
    disqualified,
    giveaway,
    hear,
    key_phrase,
    letters,
    measure,
    minutes,
    misquote,
    missing,
    obvious_quiz,
    own_pivot,
    own_reflection,
    passive,
    percent,
    phrase_id,
    question_id,
    same_card,
    same_figure,
    same_words,
    seconds,
    source,
    strong_result,
    takeaway,
    vague,
    we,
    without_i,
)
from lpcards.english.word_roots import runs_of
from lpcards.system.problem import Problem

ADVICE = "advice"
"""The severity of all that is found here."""

MOST = 300
"""Findings of one rule in one file: who has mended these looks again."""

Example = str | tuple[str, ...]


class Documented(Protocol):
    """A module of `rules`: its docstring and its examples are its documentation."""

    __doc__: str | None

    @property
    def NAME(self) -> str: ...  # noqa: D102, N802
    @property
    def BAD(self) -> Example: ...  # noqa: D102, N802
    @property
    def GOOD(self) -> Example: ...  # noqa: D102, N802


class Rule(Documented, Protocol):
    """A rule that looks at one file."""

    def findings(self, file: CheckedFile) -> Iterator[Finding]:
        """Yield what this rule finds in a file."""


class Between(Documented, Protocol):
    """A rule that looks at all files together."""

    def between(self, summaries: Sequence[FileSummary]) -> Iterator[Clash]:
        """Yield what this rule finds in files because of others, given the summaries of all."""


class Mentioning(Between, Protocol):
    """One of them that wants something noted of each file."""

    def mentions(self, file: CheckedFile) -> Iterator[Mention]:
        """Yield what other files have to know of a file."""


RULES: tuple[Rule, ...] = (
    missing,
    question_id,
    phrase_id,
    strong_result,
    source,
    we,
    passive,
    vague,
    without_i,
    boundary,
    seconds,
    minutes,
    takeaway,
    alike,
    own_reflection,
    key_phrase,
    letters,
    hear,
    misquote,
    obvious_quiz,
    own_pivot,
    percent,
    measure,
    giveaway,
)
"""The rules for one file: first those of the story, in telling order, then those of its cards."""

MENTIONING: tuple[Mentioning, ...] = (disqualified, same_figure, same_card)
BETWEEN: tuple[Between, ...] = (*MENTIONING, same_words)
"""The rules between files."""


def findings_in(file: CheckedFile) -> Iterator[tuple[str, Finding]]:
    """Yield what the rules for one file find, each with its rule's name: the first MOST of each."""
    for rule in RULES:
        for finding in islice(rule.findings(file), MOST):
            yield rule.NAME, finding


def mentions_in(file: CheckedFile) -> Iterator[tuple[str, Mention]]:
    """Yield what other files have to know of a file, each with the name of the rule that asks."""
    for rule in MENTIONING:
        for mention in rule.mentions(file):
            yield rule.NAME, mention


PROSE = 8
"""Words that a text has at least: shorter ones are phrases and hints, and repeat what is said."""


def runs_in(file: CheckedFile) -> list[int]:
    """Return the codes of a file's runs of five words, in order, where more than a line is said."""
    found: set[int] = set()
    for tokens in file.tokens.values():
        if len(tokens) >= PROSE:
            found.update(runs_of(tokens))
    return sorted(found)


def problems_between(summaries: Iterable[FileSummary]) -> list[Problem]:
    """Return what the rules between files find, in the order of the rules."""
    files = list(summaries)
    return [
        Problem(clash.path, clash.line, clash.column, rule.NAME, ADVICE, clash.message)
        for rule in BETWEEN
        for clash in rule.between(files)
    ]


def all_rules() -> dict[str, Documented]:
    """Return all rules by name: those for one file, then those between files."""
    rules: tuple[Documented, ...] = (*RULES, *BETWEEN)
    return {rule.NAME: rule for rule in rules}


def described() -> dict[str, str]:
    """Return what each rule finds, in one line, by its name."""
    return {name: (rule.__doc__ or "").partition("\n")[0] for name, rule in all_rules().items()}
