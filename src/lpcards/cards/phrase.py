"""One sentence of the story with a blank: a fact in few words, never a figure of the Result."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import File, blank_card, slots, top_line
from lpcards.english.sentences import sentences
from lpcards.story.models import STEPS, Guide, KeyPhrase, Result, Scenario
from lpcards.story.positions import Place

KIND = Kind(
    "phrase",
    leech_tip="Blank something else, or let the cue say what sort of thing is missing.",
    note="cloze",
)

MOST_WORDS = 20
MOST_TRIED = 50
"""Sentences with the same words that are looked into."""
FEWEST_AROUND = 2
"""Words that must be left around a blank, or nobody can tell what goes in."""
BLANK = re.compile(r"\{([^{}|]+)(?:\|([^{}|]+))?\}")
FIGURE = re.compile(r"\d[\d.,]*\s?(?:%|[^\W\d_]+)?")


class _Cloze(NamedTuple):
    """A sentence with a blank, and the words that fill it."""

    front: str
    back: str


def cards(file: File) -> Iterator[Card]:
    """Yield a card for each phrase that has an id and a sentence with its fact in it."""
    if isinstance(file, Guide):
        return
    figures = _asked_figures(file.steps.result)
    silent = {step: _Silent(getattr(file.steps, step).example or "", figures) for step in STEPS}
    for step, place, phrase in _phrases(file):
        cloze = _written(phrase) if phrase.sentence else _found(phrase, silent[step])
        if phrase.id and cloze and not figures & _figures(cloze.back):
            yield _blank(file, step, place, phrase)._replace(
                front=cloze.front, back=cloze.back, fingerprint=fingerprint_of(KIND.name, cloze)
            )


def _blank(file: Scenario, step: str, place: Place, phrase: KeyPhrase) -> Card:
    return blank_card(KIND, file, slots(phrase), place)._replace(
        group=f"{file.id}/{step}",
        top=top_line(file.short, step.capitalize()),
        hint=phrase.hint or "",
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


def _written(phrase: KeyPhrase) -> _Cloze | None:
    """Return the author's sentence, the braces turned into a blank."""
    sentence = phrase.sentence or ""
    found = BLANK.search(sentence)
    if not found:
        return None
    answer, cue = found[1].strip(), (found[2] or "what?").strip()
    return _Cloze(_asked(sentence[: found.start()], cue, sentence[found.end() :]), answer)


def _asked(before: str, cue: str, after: str) -> str:
    """Return a sentence with its blank: the only square brackets in it."""
    rounded = (part.replace("[", "(").replace("]", ")") for part in (before, cue, after))
    return "{}[{}]{}".format(*rounded)


class _Silent:
    """The sentences that tell none of some figures: others would give a `result` card away."""

    def __init__(self, example: str, figures: set[str]) -> None:
        silent = (sentence for sentence in sentences(example) if not figures & _figures(sentence))
        self._sentences = [sentence for sentence in silent if len(sentence.split()) <= MOST_WORDS]
        self._folded = [sentence.casefold() for sentence in self._sentences]
        self._all = "\n".join(self._folded)

    def holding(self, answer: str) -> Iterator[str]:
        """Yield the first sentences that may hold an answer, MOST_TRIED of them."""
        wanted = answer.casefold()
        if wanted in self._all:  # hardly ever; and a pattern takes far longer to say so
            held = (at for at, sentence in enumerate(self._folded) if wanted in sentence)
            yield from (self._sentences[at] for at in islice(held, MOST_TRIED))


def _found(phrase: KeyPhrase, silent: _Silent) -> _Cloze | None:
    """Return the first sentence that holds the fact, or else the phrase, as a cloze."""
    answers = [answer for answer in (phrase.fact, phrase.text) if answer and not _is_a_move(answer)]
    clozes = (
        _blanked(sentence, answer) for answer in answers for sentence in silent.holding(answer)
    )
    return next((cloze for cloze in clozes if cloze), None)


def _is_a_move(answer: str) -> bool:
    """Say whether it is "I" and a verb: six verbs would fit the blank."""
    return re.match(r"I\b", answer) is not None


def _blanked(sentence: str, answer: str) -> _Cloze | None:
    """Return the sentence without its only `answer`; one that is too long is not asked."""
    held = list(re.finditer(rf"(?<!\w){re.escape(answer)}(?!\w)", sentence, re.IGNORECASE))
    if len(held) != 1:
        return None
    start, end = held[0].span()
    if len(re.findall(r"\w+", sentence[:start] + sentence[end:])) < FEWEST_AROUND:
        return None
    return _Cloze(_asked(sentence[:start], "what?", sentence[end:]), held[0][0])


def _asked_figures(result: Result) -> set[str]:
    """Return the figures that `result` cards ask for."""
    needs = (result.needs.metric, result.needs.business, result.needs.second_order)
    return {figure for need in needs if need for figure in _figures(need.text)}


def _figures(text: str) -> set[str]:
    """Return the figures in a text, each with its unit: `0.3 %` and `0.3%` are the same."""
    return {re.sub(r"\s", "", found).rstrip(".,").lower() for found in FIGURE.findall(text)}
