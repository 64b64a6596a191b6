"""What a file is allowed to do all the same, with a reason; a leave that nobody needs is told."""

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence

from lpcards.advice.finding import Said
from lpcards.system.problem import Problem

RULE = "ignore"


def heeded(
    problems: Iterable[Problem],
    ignored: Mapping[str, Sequence[Said]],
    known: Collection[str],
) -> list[Problem]:
    """Return the advice that is left once each file's ignores are heeded.

    `ignored` holds by path which rules a file ignores, and where it says so; `known` the names of
    all rules. An ignore of a rule that finds nothing, or does not exist, is advice too.
    """
    told = list(problems)
    broken = {(one.path, one.rule) for one in told}
    allowed = {(path, one.words) for path, several in ignored.items() for one in several}
    left = [one for one in told if (one.path, one.rule) not in allowed]
    return [*left, *_needless(ignored, broken, known)]


def _needless(
    ignored: Mapping[str, Sequence[Said]],
    broken: Collection[tuple[str, str]],
    known: Collection[str],
) -> Iterable[Problem]:
    for path, several in ignored.items():
        seen: set[str] = set()
        for one in several:
            if said := _wrong_with(path, one.words, seen, broken, known):
                yield Problem(path, one.line, one.column, RULE, "advice", said)
            seen.add(one.words)


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
        return f"`{rule}` is no rule; {remedy}"
    if rule in seen:
        return f"`{rule}` is ignored twice: take one of them out"
    return "" if (path, rule) in broken else f"`{rule}` finds nothing here any more: take this out"
