"""The Result: what moved, what it was worth, what lasted, how one knows; and all of it aloud."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    FEWEST,
    File,
    blank_card,
    quoted,
    top_line,
    with_items,
    with_phrases,
    words_of,
)
from lpcards.story.models import SECONDS, Guide, Need, Result, Scenario

KIND = Kind(
    "result",
    leech_tip="Tie the figure to a picture: the graph, the invoice, the face.",
    spoken=True,
)


class _Question(NamedTuple):
    """What is asked of a need: in which slot, in which words, and how in a list of all."""

    slot: str
    front: str
    among: str = ""


SOURCE = "-source"
"""Ends the slot of a need's source: a sibling of the need, and of nothing else."""

ASKED = {
    "metric": _Question("metric", "What changed, from what to what?", "what changed"),
    "business": _Question("business", "What was it worth, and to whom?", "what was it worth"),
    "second_order": _Question("second-order", "What lasted?", "what lasted"),
}
"""The need by name, in the same words for each story that has no words of its own."""

DOUBT = "How do you know?"
"""What an interviewer asks first of a need, which is said before."""


def cards(file: File) -> Iterator[Card]:
    """Yield the parts of the story's Result and the whole; from a guide what any Result needs."""
    if isinstance(file, Guide):
        yield from _needed(file)
        return
    parts = tuple(_parts(file))
    yield from parts
    yield from _aloud(file, tuple(card.id for card in parts if not card.id.endswith(SOURCE)))


def _parts(file: Scenario) -> Iterator[Card]:
    for name, question in ASKED.items():
        need: Need | None = getattr(file.steps.result.needs, name)
        if need:
            asked = question._replace(front=need.ask or question.front)
            card = _part(file, asked, (need.text,), (name,))._replace(hint=need.hint or "")
            yield card._replace(accept=(need.accept,) if need.accept else ())
        if need and need.source:
            doubted = _Question(f"{question.slot}{SOURCE}", f"{quoted(need.text)} {DOUBT}")
            card = _part(file, doubted, (need.source, need.text), (name, "source"))
            yield card._replace(hint=need.source_hint or "")


def _part(
    file: Scenario, question: _Question, texts: tuple[str, ...], place: tuple[str, ...]
) -> Card:
    """Ask for the first of `texts`; the card changes when one of them does."""
    return _blank_card(file, question.slot, place)._replace(
        top=top_line(file.short, "Result"),
        front=question.front,
        back=texts[0],
        fingerprint=fingerprint_of(f"result.{question.slot}", texts),
    )


def _blank_card(file: Scenario, slot: str, place: tuple[str, ...] = ()) -> Card:
    card = blank_card(KIND, file, (f"needs.{slot}",), ("steps", "result", "needs", *place))
    return card._replace(group=f"{file.id}/result/{slot.removesuffix(SOURCE)}")


def _aloud(file: Scenario, after: tuple[str, ...]) -> Iterator[Card]:
    step = file.steps.result
    needs = _needs(step)
    if not step.key_phrases and len(needs) < FEWEST:
        return
    seconds = step.seconds or SECONDS["result"]
    card = _blank_card(file, "list")._replace(
        place=("steps", "result"),
        top=top_line(file.short, "Result", f"{seconds} s"),
        front=f"Say the Result aloud: {step.cue or _cue(step)}",
        hint=step.hint or "",
        seconds=seconds,
        after=after,
        fingerprint=fingerprint_of(
            "result.list",
            [
                *filter(None, [step.cue]),
                *(words_of(step.key_phrases) or [need.text for need in needs]),
            ],
        ),
    )
    if step.key_phrases:
        yield with_phrases(card, step.key_phrases)
    else:
        yield with_items(card, [need.text for need in needs], (), [need.accept for need in needs])


def _cue(step: Result) -> str:
    """Return what the whole is asked for where its author has no words of his own."""
    there = [name for name in ASKED if getattr(step.needs, name)]
    names = ASKED if step.key_phrases or not there else there
    return f"{', '.join(ASKED[name].among for name in names)}?"


def _needs(step: Result) -> list[Need]:
    needs = (step.needs.metric, step.needs.business, step.needs.second_order)
    return [need for need in needs if need]


def _needed(file: Guide) -> Iterator[Card]:
    needs = file.result_needs
    if not needs or not needs.items:
        return
    card = blank_card(KIND, file, ("needs.list",), ("result_needs",))._replace(
        top=top_line(file.short, "Result"),
        front=needs.ask or "What are the parts of a strong Result?",
        hint=needs.hint or "",
        fingerprint=fingerprint_of("result.needed", (needs.ask, *needs.items)),
    )
    yield with_items(card, needs.items)
