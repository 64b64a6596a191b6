"""What there is to improve in an answer: which rules hold in a text, in which of its parts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
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
from lpcards.english.result_figures import (
    clauses_of_worth,
    figures_of_worth,
    moved,
    without_names,
)
from lpcards.english.senses import OF_RESULTS, SensedWords, senses_in, senses_of_phrase
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
    begun = _begins(answer)
    placed = (
        _placed(answer, part, remark)
        for part in answer.parts
        for remark in _on_part(part, known, begun - part.start)
    )
    found = dict.fromkeys([*placed, *_reflections(answer), *_at_large(answer)])
    return tuple(sorted((remark._replace(reason=_reason(remark)) for remark in found), key=_place))


def _place(remark: Remark) -> tuple[bool, bool, int, int, int]:
    return (
        remark.rule == seconds.NAME,
        not remark.is_placed,
        remark.start,
        remark.end,
        _ORDER[remark.rule],
    )


def _reason(remark: Remark) -> str:
    return remark.reason or reason_of(remark.rule)


def _placed(answer: AnswerText, part: AnswerPart, remark: Remark) -> Remark:
    """Return a remark on words of a part as one on words of the text."""
    start, end = part.start + remark.start, part.start + remark.end
    return remark._replace(start=start, end=end, words=answer.text[start:end], step=part.step)


def _on_part(part: AnswerPart, phrases: Sequence[Phrase], begun: int) -> Iterator[Remark]:
    """Yield the remarks on words of a part; what is a phrase of the content is not vague, too."""
    sinking = [*_phrases_in(part, phrases, begun)]
    yield from sinking
    for remark in _on_words(part, begun):
        if remark.rule == without_i.NAME or not any(_overlap(remark, one) for one in sinking):
            yield remark


def _on_words(part: AnswerPart, begun: int) -> Iterator[Remark]:
    if part.step in ACTING:
        for clause in clauses_of(part.text):
            for rule, found in _HIDING:
                for weak in found(clause):
                    if weak.start >= begun or rule == vague.NAME:
                        yield Remark(rule, weak.remedy, weak.start, weak.end)
    if part.step == "action":
        for start, end in without_i.without_i(part.text):
            yield Remark(without_i.NAME, without_i.REMEDY, start, end)


_MY_DEED = re.compile(
    r"\bI(?:['’](?:d|ve))?\s+(?:(?:then|also|just|first|had|have|\w+ly)\s+)*"
    r"(?!(?:was|am|were|had|have|work|run|lead|led|manage|managed|coach|teach|sell|design|own|owned|"
    r"thought|knew|felt|wanted|noticed|saw|joined|started|did|do|could|couldn|can|would|should)\b)"
    r"[a-z]+",
)
SCENE = 0.4
"""The share of a text that may set the scene, before anybody says what they did."""


def _begins(answer: AnswerText) -> int:
    """Return from where on an answer whose steps are not named tells what was done.

    What stands before the first sentence with a deed of mine sets the scene.
    """
    whole = [part for part in answer.parts if part.step == WHOLE]
    words = sum(part.end - part.start for part in whole)
    passed = 0
    for part in whole:
        for start, end in sentence_spans(part.text):
            if passed + start > SCENE * words:
                return 0
            if _MY_DEED.search(part.text, start, end):
                return part.start + start
        passed += part.end - part.start
    return 0


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
    """Yield what is about a step, or the text, and about no words of it; the length comes last."""
    for step in answer.steps:
        yield from _lacking(step, answer.text_of(step))
    if answer.is_in_steps:
        yield from _missing(answer)
    yield from _length(answer)


WITHOUT_TASK = frozenset({"situation", "action", "result"})
"""The steps of SAR, CAR and PAR: there the Situation draws the line."""


def _missing(answer: AnswerText) -> Iterator[Remark]:
    for step in STEPS:
        if step == "task" and answer.steps.keys() >= WITHOUT_TASK and step not in answer.steps:
            if not draws_line(answer.unbroken):
                yield Remark(boundary.NAME, boundary.MESSAGE, lacks="boundary")
        elif step not in answer.steps:
            yield Remark(missing.NAME, f"no {step}: add it", step=step, lacks=step)


def _lacking(step: str, text: str) -> Iterator[Remark]:
    if step in (WHOLE, "task") and not draws_line(text):
        yield Remark(boundary.NAME, boundary.MESSAGE, step=step, lacks="boundary")
    if step in (WHOLE, "result"):
        for remark in _unproved(text, is_result=step == "result"):
            yield remark._replace(step=step)


def _length(answer: AnswerText) -> Iterator[Remark]:
    """Yield in one remark what is too long or too short, step by step where there are several."""
    counts = {step: len(answer.text_of(step).split()) for step in answer.steps}
    unfit = {
        step: remedy
        for step, target in answer.steps.items()
        if (remedy := _unfit(step, counts[step], target))
    }
    if len(unfit) == 1:
        [(step, remedy)] = unfit.items()
        yield Remark(seconds.NAME, remedy, step=step)
    elif unfit:
        told = (f"{step} {counts[step]} ({_fitting(answer.steps[step])})" for step in unfit)
        yield Remark(seconds.NAME, f"words, and how many would fit: {', '.join(told)}")


def _unfit(step: str, count: int, target: int) -> str:
    if remedy := seconds.too_long(count, target):
        return remedy
    short = "" if step == PROBE else seconds.too_short(count, target)
    return short + ONE_STEP if short and step == WHOLE else short


def _fitting(target: int) -> str:
    room = seconds.room(target)
    return f"{(room + 1) // 2} to {room}"


NO_FIGURE = f"no figure says what changed: {strong_result.NO_FIGURE}"
NO_FROM_TO = "no before and after: say both figures"
NO_WORTH = "no value: say what it was worth, and to whom"
_WORTH = re.compile(
    r"[$€£¥]|\b(?:dollars?|euros?|pounds?|bucks|cents?|revenue|sales|costs?|saves?|saved|savings?|"
    r"profit|margin|budget|refund\w*|fees?|fines?|wages?|overtime|bills?|pays?|paid|worth|rent|"
    r"customers?|users?|clients?|passengers?|patients?|guests?|visitors?|readers?|players?|buyers?|"
    r"sellers?|tenants?|students?|children|kids|pupils|class(?:es)?|drivers?|members?|volunteers?|"
    r"subscribers?|merchants?|families|people|girls?|boys?|homes?|households?|engineers?|nurses?|"
    r"teams?|employees|starters|applicants?|residents?|towns?|stores?|wards?|hotels?|schools?|"
    r"hours?|days?|weeks?|months?|minutes?|seconds?|nights?|churn|contracts?|orders?|bookings?|"
    r"complaints?|tickets?|calls?|returns?|errors?|mistakes?|outages?|incidents?|pages|crashes|"
    r"accidents?|shocks?|doses?|mix-?ups?|defects?|leaks?|near miss\w*|injur\w+|cars?|trucks?|"
    r"loads?|parcels?|items?|purchases?|losses|waste)\b",
    re.IGNORECASE,
)
"""Money, time, people and harm: with a figure in the same sentence one of them is a worth."""


def _unproved(text: str, *, is_result: bool) -> Iterator[Remark]:
    """Yield what a text lacks of a Result. In the Result itself `nobody` is a figure too."""
    bare = without_names(text)
    if not (AMOUNT.search(bare) if is_result else any(figures_of_worth(text))):
        yield Remark(strong_result.NAME, NO_FIGURE, lacks="figure")
        return
    if not (_holds_two(bare) if is_result else moved(text)):
        yield Remark(strong_result.NAME, NO_FROM_TO, lacks="from-to")
    if not any(_WORTH.search(words) for words in clauses_of_worth(text)):
        yield Remark(strong_result.NAME, NO_WORTH, lacks="worth")


def _holds_two(text: str) -> bool:
    """Say whether a sentence of the Result may hold a figure before and one after."""
    clauses = (clause.words for clause in clauses_of(text) if FIGURE.search(clause.words))
    return any(len(AMOUNT.findall(words)) >= strong_result.FROM_TO for words in clauses) or moved(
        text
    )


LIST = "/phrases.list"
INSTEAD, EXAMPLE = "say instead", "for example"
"""Before a better line: of the very phrase, and of another one of its sense."""
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


def _phrases_in(part: AnswerPart, phrases: Sequence[Phrase], begun: int) -> Iterator[Remark]:
    """Yield where a text says one of the phrases, in its words or by its sense."""
    said = [*_word_for_word(part, phrases)]
    yield from said
    by_sense = _by_sense(phrases)
    is_scene = part.step in disqualified.SCENE
    for found in senses_in(part.text, is_scene=is_scene) if by_sense else ():
        phrase = by_sense.get(found.sense)
        if found.sense in OF_RESULTS and found.start < begun:
            continue
        if phrase and not any(_overlap(found, one) for one in said):
            yield _sinking(phrase, found.start, found.end, EXAMPLE)


def _word_for_word(part: AnswerPart, phrases: Iterable[Phrase]) -> Iterator[Remark]:
    words = disqualified.words_of(part.text)
    flat = " ".join(word.word for word in words)
    for phrase in phrases:
        for piece in disqualified.pieces_of(phrase.words):
            for at in disqualified.places_of(flat, piece):
                end = words[at + piece.count(" ")].end
                yield _sinking(phrase, words[at].start, end, INSTEAD)


@lru_cache(maxsize=8)
def _senses_of(phrases: tuple[Phrase, ...]) -> dict[str, Phrase]:
    """Return for each sense the phrase that is about it most."""
    best: dict[str, tuple[float, Phrase]] = {}
    for phrase in phrases:
        for sense, share in senses_of_phrase(phrase.words).items():
            if share > best.get(sense, (0.0, phrase))[0]:
                best[sense] = share, phrase
    return {sense: phrase for sense, (_, phrase) in best.items()}


def _by_sense(phrases: Sequence[Phrase]) -> dict[str, Phrase]:
    return _senses_of(tuple(phrases))


def _overlap(one: SensedWords | Remark, other: Remark) -> bool:
    return one.start < other.end and other.start < one.end


def _sinking(phrase: Phrase, start: int, end: int, label: str) -> Remark:
    remedy = f"{label}: {phrase.instead}" if phrase.instead else LEAVE_OUT
    return Remark(disqualified.NAME, remedy, start, end, reason=_reason_of_phrase(phrase))


def _reason_of_phrase(phrase: Phrase) -> str:
    return f"They hear: {phrase.heard}" if phrase.heard else reason_of(disqualified.NAME)
