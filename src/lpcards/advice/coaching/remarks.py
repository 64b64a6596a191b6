"""What there is to improve in an answer: which rules hold in a text, in which of its parts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lpcards.advice.coaching.answer_text import PROBE, WHOLE, AnswerPart, AnswerText
from lpcards.advice.registry import all_rules
from lpcards.advice.rules import (
    boundary,
    disqualified,
    missing,
    own_reflection,
    passive,
    seconds,
    strong_result,
    vague,
    we,
    without_i,
)
from lpcards.cards.card import Card
from lpcards.cards.gaps import draws_line
from lpcards.english.clauses import clauses_of
from lpcards.english.figures_in_text import AMOUNT, FIGURE
from lpcards.english.passive_voice import passives
from lpcards.english.sentences import sentence_spans
from lpcards.english.who_acted import ours
from lpcards.english.word_roots import roots_of, words_of
from lpcards.practice.judging import Phrase, phrases_of
from lpcards.story.models import STEPS

LINE_OF_ITS_OWN = frozenset({missing.NAME, disqualified.NAME})
"""Rules whose first line is the reason; the others give it below that line."""


class Remark(NamedTuple):
    """Something to improve.

    `start` and `end` cut the marked `words` out of the text; without them it is about a whole
    `step` ("": the text). `lacks` names what is not there.
    """

    rule: str
    remedy: str
    start: int = -1
    end: int = -1
    words: str = ""
    step: str = ""
    reason: str = ""
    lacks: str = ""

    @property
    def is_placed(self) -> bool:
        """Say whether it is about certain words."""
        return self.start >= 0


def reason_of(rule: str) -> str:
    """Return in a sentence why a rule asks for it: as its documentation has it."""
    first, _, rest = (all_rules()[rule].__doc__ or "").partition("\n\n")
    reason = first if rule in LINE_OF_ITS_OWN else rest
    return " ".join(reason.split()).partition(". ")[0].rstrip(".") + "."


ACTING = frozenset({WHOLE, PROBE, "action"})
"""Parts in which it counts who acted."""
_HIDING = ((we.NAME, ours), (passive.NAME, passives), (vague.NAME, vague.vague_words_in))
_ORDER = {name: at for at, name in enumerate(all_rules())}
MOST_STOCK = 20
"""Stock phrases of a text that are looked into, each with all that was said before it."""
ONE_STEP = "; if it is one step alone, say which: `--step action`"


def remarks_on(answer: AnswerText, phrases: Iterable[Phrase] = ()) -> tuple[Remark, ...]:
    """Return what there is to improve: words in the text's order, then what it lacks."""
    known = tuple(phrases)
    placed = (
        _placed(answer, part, remark)
        for part in answer.parts
        for remark in (*_on_words(part), *_phrases_in(part, known))
    )
    found = dict.fromkeys([*placed, *_reflections(answer), *_at_large(answer)])
    return tuple(sorted((remark._replace(reason=_reason(remark)) for remark in found), key=_place))


def _place(remark: Remark) -> tuple[bool, int, int, int]:
    return not remark.is_placed, remark.start, remark.end, _ORDER[remark.rule]


def _reason(remark: Remark) -> str:
    return remark.reason or reason_of(remark.rule)


def _placed(answer: AnswerText, part: AnswerPart, remark: Remark) -> Remark:
    """Return a remark on words of a part as one on words of the text."""
    start, end = part.start + remark.start, part.start + remark.end
    return remark._replace(start=start, end=end, words=answer.text[start:end], step=part.step)


def _on_words(part: AnswerPart) -> Iterator[Remark]:
    if part.step in ACTING:
        for clause in clauses_of(part.text):
            for rule, found in _HIDING:
                for weak in found(clause):
                    yield Remark(rule, weak.remedy, weak.start, weak.end)
    if part.step == "action":
        for start, end in without_i.without_i(part.text):
            yield Remark(without_i.NAME, without_i.REMEDY, start, end)


def _reflections(answer: AnswerText) -> Iterator[Remark]:
    """Yield the reflections that fit any story, by their stock phrases where they have some."""
    others = [part.text for part in answer.parts if part.step != "reflection"]
    for part in answer.parts:
        for start, end, rest in _reflecting(part, others):
            spot = own_reflection.generic_in(part.text[start:end], rest, _roots)
            if spot and spot[1]:
                at = start + spot[0], start + spot[1]
                yield _placed(answer, part, Remark(own_reflection.NAME, own_reflection.REMEDY, *at))
            elif spot:
                remedy = f"this fits any story: {own_reflection.REMEDY}"
                yield Remark(own_reflection.NAME, remedy, step=part.step)


def _reflecting(
    part: AnswerPart, others: Sequence[str]
) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield what reflects in a part, with what the story says besides."""
    if part.step == "reflection":
        yield 0, len(part.text), others
    if part.step == WHOLE:
        spans = sentence_spans(part.text)
        stock = (span for span in spans if own_reflection.STOCK.search(part.text, *span))
        for start, end in islice(stock, MOST_STOCK):
            yield start, end, [rest] if (rest := part.text[:start].strip()) else []


def _roots(text: str) -> frozenset[str]:
    return roots_of(words_of(text))


def _at_large(answer: AnswerText) -> Iterator[Remark]:
    """Yield what is about a step, or the text, and about no words of it."""
    for step, target in answer.steps.items():
        text = answer.text_of(step)
        yield from _lacking(step, text)
        yield from _length(step, len(text.split()), target)
    if answer.is_in_steps:
        for step in STEPS:
            if step not in answer.steps:
                yield Remark(missing.NAME, f"no {step}: add it", step=step, lacks=step)


def _lacking(step: str, text: str) -> Iterator[Remark]:
    if step in (WHOLE, "task") and not draws_line(text):
        yield Remark(boundary.NAME, boundary.MESSAGE, step=step, lacks="boundary")
    if step in (WHOLE, "result"):
        for remark in _unproved(text, is_result=step == "result"):
            yield remark._replace(step=step)


def _length(step: str, count: int, target: int) -> Iterator[Remark]:
    if remedy := seconds.too_long(count, target):
        yield Remark(seconds.NAME, remedy, step=step)
    if step != PROBE and (remedy := seconds.too_short(count, target)):
        yield Remark(seconds.NAME, remedy + (ONE_STEP if step == WHOLE else ""), step=step)


NO_FROM_TO = "no before and after: say both figures"
NO_WORTH = "no value: say what it was worth, and to whom"
_WORTH = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|cents?|revenue|sales|costs?|saves?|saved|saving|savings|"
    r"profit|margin|budget|refund\w*|fees?|fines?|wages?|overtime|customers?|users?|clients?|"
    r"passengers?|patients?|guests?|visitors?|readers?|buyers?|sellers?|tenants?|students?|"
    r"children|pupils|drivers?|members?|subscribers?|merchants?|families|people|homes?|"
    r"households?|engineers?|teams?|hours?|days?|weeks?|months?|minutes?|seconds?|nights?|churn|"
    r"contracts?|orders?|complaints?|tickets?|calls?|returns?|errors?|outages?|incidents?|"
    r"accidents?|near miss\w*|injur\w+|cars?|trucks?)\b",
    re.IGNORECASE,
)
"""Money, time, people and harm: with a figure in the same sentence one of them is a worth."""


def _unproved(text: str, *, is_result: bool) -> Iterator[Remark]:
    """Yield what a text lacks of a Result. In the Result itself `nobody` is a figure too."""
    if not (AMOUNT if is_result else FIGURE).search(text):
        yield Remark(strong_result.NAME, f"no figure: {strong_result.NO_FIGURE}", lacks="figure")
        return
    if not _moved(text):
        yield Remark(strong_result.NAME, NO_FROM_TO, lacks="from-to")
    if not _worth(text):
        yield Remark(strong_result.NAME, NO_WORTH, lacks="worth")


def _moved(text: str) -> bool:
    """Say whether a sentence may hold a figure before and one after."""
    return any(len(AMOUNT.findall(words)) >= strong_result.FROM_TO for words in _with_figures(text))


def _worth(text: str) -> bool:
    """Say whether a sentence has a figure and a word for what is worth something."""
    return any(_WORTH.search(words) for words in _with_figures(text))


def _with_figures(text: str) -> Iterator[str]:
    """Yield the clauses that hold a figure."""
    return (clause.words for clause in clauses_of(text) if FIGURE.search(clause.words))


LIST = "/phrases.list"
LEAVE_OUT = "leave it out, or say what you did instead"


def weak_phrases(cards: Iterable[Card]) -> tuple[Phrase, ...]:
    """Return the phrases that `disqualifier` cards are about, each once.

    Those without a better way to say it stand only in a guide's list.
    """
    all_cards = list(cards)
    known = {phrase.words: phrase for phrase in phrases_of(all_cards)}
    lists = (card for card in all_cards if card.id.endswith(LIST))
    listed = (item.strip('"') for card in lists for item in card.items)
    return tuple({**{words: Phrase(words, "") for words in listed}, **known}.values())


def _phrases_in(part: AnswerPart, phrases: Iterable[Phrase]) -> Iterator[Remark]:
    """Yield where a text says one of the phrases and does not take it back."""
    words = disqualified.words_of(part.text)
    flat = " ".join(word.word for word in words)
    for phrase in phrases:
        remedy = f"say instead: {phrase.instead}" if phrase.instead else LEAVE_OUT
        for piece in disqualified.pieces_of(phrase.words):
            for at in disqualified.places_of(flat, piece):
                end = words[at + piece.count(" ")].end
                yield Remark(
                    disqualified.NAME,
                    remedy,
                    words[at].start,
                    end,
                    reason=_reason_of_phrase(phrase),
                )


def _reason_of_phrase(phrase: Phrase) -> str:
    return f"They hear: {phrase.heard}" if phrase.heard else reason_of(disqualified.NAME)
