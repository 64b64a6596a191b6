"""What a telling came to, in words: after it, in the history, and before the next one."""

from collections.abc import Iterator, Sequence
from shlex import join
from typing import NamedTuple

from lpcards.english.printable import clock, counted, duration
from lpcards.practice.debrief import Debrief, Round, advice_of, missed_parts, short
from lpcards.practice.telling_record import MOCK, PartResult, Telling

NOTHING_SAID = "Nothing was said, nothing is kept."
MOST_NAMED = 3


def known_of(part: PartResult | None) -> str:
    """Return how a part went the last time; "" if it was never said."""
    if part is None:
        return ""
    over = f", {part.over} s over" if part.over else ""
    return f"Last time {round(part.seconds)} s{over}{missed_words(part)}."


def missed_words(part: PartResult) -> str:
    """Return what was missed, the first of it."""
    if not part.missed:
        return ""
    more = len(part.missed) - MOST_NAMED
    named = "; ".join(part.missed[:MOST_NAMED])
    return f"; missed: {named}{f'; and {more} more' if more > 0 else ''}"


class MarkedLine(NamedTuple):
    """A line for people: `words` are broken behind the `mark`, which stays in one piece."""

    mark: str
    words: str = ""


def telling_lines(telling: Telling, title: str, last: Telling | None) -> Iterator[MarkedLine]:
    """Yield what a rehearsal came to, a line for each part, and how it went the time before."""
    yield MarkedLine(
        "", f"{title}: {_took(telling)}{'' if telling.finished else ' (stopped early)'}"
    )
    for part in telling.parts:
        yield MarkedLine(*_part(part))
        yield from (MarkedLine("    missed: ", words) for words in part.missed or ())
    if last is not None:
        yield MarkedLine("", f"Last time ({last.day}): {_took(last)}")
    weak = [part.card for part in telling.parts if part.missed]
    if weak:
        yield MarkedLine(f"Next: lpcards review --cram {join(weak)}")


def _part(part: PartResult) -> tuple[str, str]:
    return f"  {clock(part.seconds)} of {clock(part.target)}  ", f"{part.title}{_over(part)}"


def _over(part: PartResult) -> str:
    over = f", {part.over} s over" if part.over else ""
    return f"{over}{', with its key phrases in view' if part.peeked else ''}"


def _took(telling: Telling) -> str:
    hits = telling.of - len(telling.missed)
    judged = f", {hits} of {telling.of} said" if telling.of else ""
    rate = telling.speech.words_a_minute
    fast = f", {rate} words a minute" if rate else ""
    return f"{clock(telling.seconds)} of {clock(telling.target)}{judged}{fast}."


def proposal_lines(
    last: Telling | None, seconds: int, level: str = "", *, own: bool
) -> tuple[str, ...]:
    """Return what to know before a rehearsal, told for a level of that name."""
    before = f"Last said on {last.day}: {_took(last)}" if last else "Not said aloud yet."
    missed = list(missed_parts(last)) if last else []
    more = [f"Missed: {'; '.join(missed)}."] if missed else []
    whose = [] if own else ["An example, to hear how a story goes: never tell it as your own."]
    rung = f" ({level})" if level else ""
    return (f"{clock(seconds)} without its follow-ups{rung}.", before, *more, *whose)


def history_lines(tellings: Sequence[Telling]) -> Iterator[MarkedLine]:
    """Yield the tellings story by story, oldest first."""
    if not tellings:
        yield MarkedLine("Nothing was rehearsed yet: lpcards rehearse")
    for story in dict.fromkeys(telling.story for telling in tellings):
        yield MarkedLine(story)
        for telling in (telling for telling in tellings if telling.story == story):
            mock = " (mock interview)" if telling.kind == MOCK else ""
            off = "" if telling.finished else " (stopped early)"
            yield MarkedLine(f"  {telling.day}  ", f"{_took(telling)}{mock}{off}")
            yield from (MarkedLine("    missed: ", short(words)) for words in telling.missed)


def debrief_lines(debrief: Debrief) -> Iterator[MarkedLine]:
    """Yield what a mock interview came to, and what to do next."""
    count = sum(question.telling is not None for question in debrief.rounds)
    took = f"{duration(debrief.seconds)}, {counted(count, 'story')} told"
    yield MarkedLine("", f"Mock interview of {debrief.day}: {took}.")
    for at, question in enumerate(debrief.rounds):
        yield MarkedLine(f"{at + 1:>3}. ", question.question)
        yield from _round(question)
    for slip in debrief.said or ():
        yield MarkedLine("You said: ", f'"{slip.phrase}"')
        yield MarkedLine("  better: ", slip.instead)
    yield from _next(debrief)


def _next(debrief: Debrief) -> Iterator[MarkedLine]:
    advice = advice_of(debrief)
    if not advice and debrief.rounds:
        yield MarkedLine("Nothing was missed.")
    for step in advice:
        yield MarkedLine("Next: ", f"{step.why}")
        yield MarkedLine(f"  {step.command}")
    yield MarkedLine("", f"The same questions again: lpcards mock --seed {debrief.seed}")


def _round(question: Round) -> Iterator[MarkedLine]:
    if question.telling is None:
        yield MarkedLine("     ", "no story")
        return
    yield MarkedLine("     ", f"{question.telling.story}: {_took(question.telling)}")
    for part in question.telling.probes:
        mark, words = _part(part)
        yield MarkedLine(f"   {mark}", f"{words}, missed" if part.missed else words)
    missed = [short(words) for part in question.telling.steps for words in part.missed or ()]
    if missed:
        yield MarkedLine("     missed: ", "; ".join(missed))
