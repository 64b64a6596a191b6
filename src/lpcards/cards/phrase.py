"""One sentence of the story with a blank: a fact in few words, never a figure of the Result."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, blank_card, phrase_item, slots, top_line
from lpcards.story.models import STEPS, Guide, KeyPhrase, Result, Scenario
from lpcards.story.positions import Place

KIND = Kind(
    "phrase",
    leech_tip="Blank something else, or let the cue say what sort of thing is missing.",
    note="cloze",
)

BLANK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}")
FIGURE = re.compile(r"\d[\d.,]*\s?(?:%|[^\W\d_]+)?")


class _Cloze(NamedTuple):
    """A sentence with a blank, and the words that fill it."""

    front: str
    back: str


def cards(file: File) -> Iterator[Card]:
    """Yield a card for each phrase that has an id and a sentence of its author's."""
    if isinstance(file, Guide):
        return
    figures = _asked_figures(file.steps.result)
    for step, place, phrase in _phrases(file):
        cloze = _cloze(phrase.sentence or "")
        if phrase.id and cloze and not figures & _figures(cloze.back):
            yield _blank(file, step, place, phrase)._replace(
                front=cloze.front, back=cloze.back, fingerprint=fingerprint_of(KIND.name, cloze)
            )


def _blank(file: Scenario, step: str, place: Place, phrase: KeyPhrase) -> Card:
    return blank_card(KIND, file, slots(phrase), place)._replace(
        group=f"{file.id}/{step}",
        top=top_line(file.short, step.capitalize()),
        hint=phrase.hint or "",
        below=f"Key phrase: {phrase_item(phrase.text, phrase.fact)}",
        accept=(phrase.accept,) if phrase.accept else (),
    )


def _phrases(file: Scenario) -> Iterator[tuple[str, Place, KeyPhrase]]:
    """Yield all key phrases in telling order, each with its step and its place."""
    for step in STEPS:
        own = getattr(file.steps, step).key_phrases
        beats = file.steps.action.beats if step == "action" else ()
        for at, phrase in enumerate(own):
            yield step, ("steps", step, "key_phrases", at), phrase
        for number, beat in enumerate(beats):
            for at, phrase in enumerate(beat.key_phrases):
                yield step, ("steps", step, "beats", number, "key_phrases", at), phrase


def _cloze(sentence: str) -> _Cloze | None:
    """Return the author's sentence, the braces turned into a blank."""
    found = BLANK.search(sentence)
    if not found:
        return None
    answer, cue = found[1].strip(), (found[2] or "what?").strip()
    return _Cloze(_asked(sentence[: found.start()], cue, sentence[found.end() :]), answer)


def _asked(before: str, cue: str, after: str) -> str:
    """Return a sentence with its blank: the only square brackets in it."""
    rounded = (part.replace("[", "(").replace("]", ")") for part in (before, cue, after))
    return "{}[{}]{}".format(*rounded)


def _asked_figures(result: Result) -> set[str]:
    """Return the figures that `result` cards ask for."""
    needs = (result.needs.metric, result.needs.business, result.needs.second_order)
    return {figure for need in needs if need for figure in _figures(need.text)}


def _figures(text: str) -> set[str]:
    """Return the figures in a text, each with its unit: `0.3 %` and `0.3%` are the same."""
    return {re.sub(r"\s", "", found).rstrip(".,").lower() for found in FIGURE.findall(text)}
