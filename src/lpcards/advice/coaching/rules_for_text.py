"""The rules of `lint` that hold in a text, and in which of its parts each one does."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from lpcards.advice.coaching.remark import Remark, reason_of
from lpcards.advice.coaching.sinking_phrases import disqualified
from lpcards.advice.coaching.text_parts import PROBE, WHOLE, Draft, Heard
from lpcards.advice.coaching.worth import unproved
from lpcards.advice.registry import all_rules
from lpcards.advice.rules import boundary, reflection, without_i
from lpcards.advice.rules.seconds import too_long, too_short
from lpcards.advice.rules.vague import said_vaguely
from lpcards.cards.gaps import draws_line
from lpcards.english.clauses import clauses_of
from lpcards.english.sentences import sentence_spans
from lpcards.english.who_acted import ours, passives
from lpcards.english.word_roots import roots_of, words_of
from lpcards.practice.slips import Phrase
from lpcards.story.models import STEPS

REFLECTION = "reflection"
ACTING = frozenset({WHOLE, PROBE, "action"})
"""Parts in which it counts who acted."""
_HIDING = (("we", ours), ("passive", passives), ("vague", said_vaguely))
_ORDER = {name: at for at, name in enumerate(all_rules())}
MOST_STOCK = 20
"""Stock phrases of a text that are looked into, each with all that was said before it."""
ONE_STEP = "; of one step alone say which: `--step action`"


def remarks_on(draft: Draft, phrases: Iterable[Phrase] = ()) -> tuple[Remark, ...]:
    """Return what there is to improve: words in the text's order, then what it lacks."""
    known, parts = tuple(phrases), draft.heard
    placed = (
        _placed(draft, heard, one)
        for heard in parts
        for one in (*_on_words(heard), *disqualified(heard, known))
    )
    found = dict.fromkeys([*placed, *_reflections(draft, parts), *_at_large(draft, parts)])
    return tuple(sorted((one._replace(reason=_reason(one)) for one in found), key=_place))


def _place(one: Remark) -> tuple[bool, int, int, int]:
    return not one.is_placed, one.start, one.end, _ORDER[one.rule]


def _reason(one: Remark) -> str:
    return one.reason or reason_of(one.rule)


def _placed(draft: Draft, heard: Heard, one: Remark) -> Remark:
    """Return a remark on words of a part as one on words of the text."""
    start, end = heard.start + one.start, heard.start + one.end
    return one._replace(start=start, end=end, words=draft.text[start:end], step=heard.step)


def _on_words(heard: Heard) -> Iterator[Remark]:
    if heard.step in ACTING:
        for clause in clauses_of(heard.text):
            for rule, found in _HIDING:
                for one in found(clause):
                    yield Remark(rule, one.remedy, one.start, one.end)
    if heard.step == "action":
        for start, end in without_i.without_i(heard.text):
            yield Remark("without-i", without_i.REMEDY, start, end)


def _reflections(draft: Draft, parts: Sequence[Heard]) -> Iterator[Remark]:
    """Yield the reflections that fit any story, by their stock phrases where they have some."""
    others = [heard.text for heard in parts if heard.step != REFLECTION]
    for heard in parts:
        for start, end, rest in _reflecting(heard, others):
            spot = reflection.generic_in(heard.text[start:end], rest, _roots)
            if spot and spot[1]:
                at = start + spot[0], start + spot[1]
                yield _placed(draft, heard, Remark(REFLECTION, reflection.REMEDY, *at))
            elif spot:
                said = f"this fits any story: {reflection.REMEDY}"
                yield Remark(REFLECTION, said, step=heard.step)


def _reflecting(heard: Heard, others: Sequence[str]) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Yield what reflects in a part, with what the story says besides."""
    if heard.step == REFLECTION:
        yield 0, len(heard.text), others
    if heard.step == WHOLE:
        spans = sentence_spans(heard.text)
        stock = (one for one in spans if reflection.STOCK.search(heard.text, *one))
        for start, end in islice(stock, MOST_STOCK):
            yield start, end, [rest] if (rest := heard.text[:start].strip()) else []


def _roots(text: str) -> frozenset[str]:
    return roots_of(words_of(text))


def _at_large(draft: Draft, parts: Sequence[Heard]) -> Iterator[Remark]:
    """Yield what is about a step, or the text, and about no words of it."""
    for step, seconds in draft.steps.items():
        text = "\n".join(heard.text for heard in parts if heard.step == step)
        yield from _lacking(step, text)
        yield from _length(step, len(text.split()), seconds)
    if draft.is_in_steps:
        for step in STEPS:
            if step not in draft.steps:
                yield Remark("missing", f"no {step}: add it", step=step, lacks=step)


def _lacking(step: str, text: str) -> Iterator[Remark]:
    if step in (WHOLE, "task") and not draws_line(text):
        yield Remark("boundary", boundary.SAID, step=step, lacks="boundary")
    if step in (WHOLE, "result"):
        for one in unproved(text, is_result=step == "result"):
            yield one._replace(step=step)


def _length(step: str, count: int, target: int) -> Iterator[Remark]:
    if said := too_long(count, target):
        yield Remark("seconds", said, step=step)
    if step != PROBE and (said := too_short(count, target)):
        yield Remark("seconds", said + (ONE_STEP if step == WHOLE else ""), step=step)
