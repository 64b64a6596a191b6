"""Rules that a file ignores, with a reason; an ignore that nobody needs is advice itself."""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

from lpcards.advice.finding import PlacedWords
from lpcards.system.problem import Problem

RULE = "ignore"


def without_ignored(
    problems: Iterable[Problem],
    ignored: Mapping[str, Sequence[PlacedWords]],
    known: Collection[str],
) -> list[Problem]:
    """Return the advice that is left once each file's ignores are heeded.

    `ignored` holds by path which rules a file ignores, and where it says so; `known` the names of
    all rules. An ignore of a rule that finds nothing, or does not exist, is advice too.
    """
    found = list(problems)
    broken = {(problem.path, problem.rule) for problem in found}
    allowed = {(path, ignore.words) for path, ignores in ignored.items() for ignore in ignores}
    left = [problem for problem in found if (problem.path, problem.rule) not in allowed]
    return [*left, *_needless(ignored, broken, known)]


def _needless(
    ignored: Mapping[str, Sequence[PlacedWords]],
    broken: Collection[tuple[str, str]],
    known: Collection[str],
) -> Iterable[Problem]:
    for path, ignores in ignored.items():
        seen: set[str] = set()
        for rule in ignores:
            if message := _wrong_with(path, rule.words, seen, broken, known):
                yield Problem(path, rule.line, rule.column, RULE, "advice", message)
            seen.add(rule.words)


def _wrong_with(
    path: str,
    rule: str,
    seen: Collection[str],
    broken: Collection[tuple[str, str]],
    known: Collection[str],
) -> str:
    if rule not in known:
        close = difflib.get_close_matches(rule, known, n=1)
        remedy = f"did you mean `{close[0]}`?" if close else "`lpcards check --list-rules` has all"
        return f"`{rule}` is not a rule; {remedy}"
    if rule in seen:
        return f"`{rule}` is ignored twice: take one of them out"
    return "" if (path, rule) in broken else f"`{rule}` finds nothing here any more: take this out"
