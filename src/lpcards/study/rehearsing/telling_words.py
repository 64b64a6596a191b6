"""What a telling came to, in words: after it, in the history, and before the next one."""

from collections.abc import Iterable, Iterator, Sequence
from shlex import join
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from lpcards.english.printable import clock, counted, duration, printable
from lpcards.practice.debrief import Debrief, Round, advice_of, missed_parts, short
from lpcards.practice.telling_record import MOCK, Telling, Told
from lpcards.study.saying import say_lines
from lpcards.terminal.card_text import hanging, text_width

MOST_NAMED = 3


def known_of(told: Told | None) -> str:
    """Return how a part went the last time; "" if it was never said."""
    if told is None:
        return ""
    over = f", {told.over} s over" if told.over else ""
    return f"Last time {round(told.seconds)} s{over}{missed_words(told)}."


def missed_words(told: Told) -> str:
    """Return what was missed, the first of it."""
    if not told.missed:
        return ""
    more = len(told.missed) - MOST_NAMED
    named = "; ".join(told.missed[:MOST_NAMED])
    return f"; missed: {named}{f'; and {more} more' if more > 0 else ''}"


class Line(NamedTuple):
    """A line for people: `words` are broken behind the `mark`, which stays in one piece."""

    mark: str
    words: str = ""


def say_told(lines: Iterable[Line]) -> None:
    """Print the lines, broken where the terminal ends."""
    width = text_width(Console().width)
    for mark, words in lines:
        rows = hanging(Text(printable(mark)), Text(printable(words)), width) if words else []
        say_lines([row.plain.rstrip() for row in rows] or [mark])


def telling_lines(telling: Telling, title: str, last: Telling | None) -> Iterator[Line]:
    """Yield what a rehearsal came to, a line for each part, and how it went the time before."""
    yield Line("", f"{title}: {_took(telling)}{'' if telling.finished else ' (broken off)'}")
    for part in telling.parts:
        yield Line(*_part(part))
        yield from (Line("    missed: ", words) for words in part.missed or ())
    if last is not None:
        yield Line("", f"The time before ({last.day}): {_took(last)}")
    weak = [part.card for part in telling.parts if part.missed]
    if weak:
        yield Line(f"Next: lpcards review --cram {join(weak)}")


def _part(part: Told) -> tuple[str, str]:
    return f"  {clock(part.seconds)} of {clock(part.target)}  ", f"{part.title}{_over(part)}"


def _over(part: Told) -> str:
    over = f", {part.over} s over" if part.over else ""
    return f"{over}{', with its key phrases in view' if part.peeked else ''}"


def _took(telling: Telling) -> str:
    heard = telling.of - len(telling.missed)
    judged = f", {heard} of {telling.of} heard" if telling.of else ""
    return f"{clock(telling.seconds)} of {clock(telling.target)}{judged}."


def proposal_lines(last: Telling | None, seconds: int, *, own: bool) -> tuple[str, ...]:
    """Return what to know before a rehearsal."""
    before = f"Last told on {last.day}: {_took(last)}" if last else "Not told aloud yet."
    missed = list(missed_parts(last)) if last else []
    more = [f"Missed: {'; '.join(missed)}."] if missed else []
    whose = [] if own else ["An example, to hear how a story goes: never tell it as yours."]
    return (f"{clock(seconds)} without its follow-ups.", before, *more, *whose)


def history_lines(tellings: Sequence[Telling]) -> Iterator[Line]:
    """Yield the tellings story by story, oldest first."""
    if not tellings:
        yield Line("Nothing was told aloud yet: lpcards rehearse")
    for story in dict.fromkeys(telling.story for telling in tellings):
        yield Line(story)
        for told in (one for one in tellings if one.story == story):
            mock = " (mock interview)" if told.kind == MOCK else ""
            off = "" if told.finished else " (broken off)"
            yield Line(f"  {told.day}  ", f"{_took(told)}{mock}{off}")
            yield from (Line("    missed: ", short(words)) for words in told.missed)


def debrief_lines(debrief: Debrief) -> Iterator[Line]:
    """Yield what a mock interview came to, and what to do next."""
    count = sum(one.telling is not None for one in debrief.rounds)
    told = f"{duration(debrief.seconds)}, {counted(count, 'story')} told"
    yield Line("", f"Mock interview of {debrief.day}: {told}.")
    for at, one in enumerate(debrief.rounds):
        yield Line(f"{at + 1:>3}. ", one.question)
        yield from _round(one)
    for one_said in debrief.said or ():
        yield Line("You said: ", f'"{one_said.phrase}"')
        yield Line("  rather: ", one_said.instead)
    yield from _next(debrief)


def _next(debrief: Debrief) -> Iterator[Line]:
    advice = advice_of(debrief)
    if not advice and debrief.rounds:
        yield Line("Nothing was missed.")
    for one in advice:
        yield Line("Next: ", f"{one.why}")
        yield Line(f"  {one.command}")
    yield Line("", f"The same questions again: lpcards mock --seed {debrief.seed}")


def _round(one: Round) -> Iterator[Line]:
    if one.telling is None:
        yield Line("     ", "no story")
        return
    yield Line("     ", f"{one.telling.story}: {_took(one.telling)}")
    for part in one.telling.probes:
        mark, words = _part(part)
        yield Line(f"   {mark}", f"{words}, missed" if part.missed else words)
    missed = [short(words) for part in one.telling.steps for words in part.missed or ()]
    if missed:
        yield Line("     missed: ", "; ".join(missed))
