"""What an author's answers make of a draft: each answer confirms its part, whoever asked for it."""

import re
from collections.abc import Iterable, Sequence

from lpcards.drafts.notes import LONGEST_SHORT, Move, StoryDraft, moves_typed, short_of
from lpcards.story.models import STEPS
from lpcards.story.yaml_emitter import one_line
from lpcards.system.problem import UserFault

OUT = "-"


def short_meant(line: str) -> str:
    """Return a short name as it is typed; UserFault for one that does not fit on a card."""
    if line == OUT:
        raise UserFault("A story has a short name.")
    if len(line) > LONGEST_SHORT:
        raise UserFault(f"{len(line)} characters; at most {LONGEST_SHORT} fit on a card.")
    return one_line(line)


def title_meant(line: str) -> str:
    """Return a title as it is typed; UserFault for none."""
    if line == OUT:
        raise UserFault("A story has a title.")
    return one_line(line)


_NUMBERS = re.compile(r"\d{1,2}(?:[ ,]+\d{1,2})*")


def points_meant(line: str, moves: Sequence[Move]) -> tuple[Move, ...]:
    """Return the moves without those whose numbers are typed, none of them, or those typed anew."""
    if line == OUT:
        return ()
    if not _NUMBERS.fullmatch(line):
        return moves_typed(line)
    out = {int(number) for number in re.findall(r"\d+", line)}
    if not all(1 <= number <= len(moves) for number in out):
        raise UserFault(f"The numbers go from 1 to {len(moves)}.")
    return tuple(move for at, move in enumerate(moves, 1) if at not in out)


def points_written(text: str, moves: Sequence[Move]) -> tuple[Move, ...] | None:
    """Return the moves of a text with one in each line; None where they are these `moves`.

    A line that was left as it is stays the move that it was.
    """
    as_they_are = {one_line(words_of(move)): (move,) for move in moves}
    lines = (line for line in map(one_line, text.splitlines()) if line)
    written = tuple(move for line in lines for move in as_they_are.get(line) or moves_typed(line))
    return None if written == tuple(moves) else written


def confirmed(draft: StoryDraft, part: str) -> StoryDraft:
    """Return the draft with a part that is no guess any more."""
    return draft._replace(confirmed=draft.confirmed | {part})


def with_title(draft: StoryDraft, title: str) -> StoryDraft:
    """Return the draft with a title ("": the one it has); a short name made of the old one goes."""
    was = draft.title
    draft = draft._replace(title=title or was)
    if title and draft.short == short_of(was):
        draft = draft._replace(short=short_of(title))
    return confirmed(draft, "title")


def with_principle(draft: StoryDraft, principle: str) -> StoryDraft:
    """Return the draft with a principle before those that its notes name."""
    named = tuple(dict.fromkeys([principle, *draft.principles]))
    return confirmed(draft._replace(principles=named), "principle")


def with_metric(draft: StoryDraft, metric: str) -> StoryDraft:
    """Return the draft with what changed ("": it is left out).

    The Result says it, too, where nothing was found before.
    """
    found = draft.needs.get("metric", "")
    needs = {key: value for key, value in draft.needs.items() if key != "metric"}
    if metric:
        needs = {"metric": metric, **needs}
        if not found:
            draft = _added(draft, "result", metric)
    return confirmed(draft._replace(needs=needs), "needs.metric")


def with_task(draft: StoryDraft, moves: tuple[Move, ...] | None) -> StoryDraft:
    """Return the draft with the points of its Task, which says them, too (None: as they are)."""
    kept = draft.phrases.get("task", ()) if moves is None else moves
    draft = _saying(draft, "task", moves or ())
    phrases = {key: value for key, value in draft.phrases.items() if key != "task"}
    draft = draft._replace(phrases=phrases | ({"task": kept} if kept else {}))
    return confirmed(draft, "phrases.task")


def with_beat(draft: StoryDraft, at: int, moves: tuple[Move, ...] | None) -> StoryDraft:
    """Return the draft with the points of a beat (None: as they are); without any the beat goes."""
    beats = draft.beats
    kept = beats[at].moves if moves is None else moves
    draft = _saying(draft, "action", moves or ())
    changed = [beats[at]._replace(moves=kept)] if kept else []
    draft = draft._replace(beats=(*beats[:at], *changed, *beats[at + 1 :]))
    return confirmed(draft, f"beats.{at}") if kept else draft


def words_of(move: Move) -> str:
    """Return a point as it is said."""
    return f"{move.text} {move.fact}".strip()


def _saying(draft: StoryDraft, step: str, moves: Iterable[Move]) -> StoryDraft:
    """Return the draft with a step that says these points, too, where it does not yet."""
    for words in map(words_of, moves):
        if words not in " ".join(draft.steps.get(step, ())):
            draft = _added(draft, step, words)
    return draft


def _added(draft: StoryDraft, step: str, words: str) -> StoryDraft:
    steps = {**draft.steps, step: (*draft.steps.get(step, ()), words)}
    return draft._replace(steps={name: steps[name] for name in STEPS if name in steps})
