"""What a story leaves open: what an interviewer would put to just this one, and which probes suit.

A part that was never begun is no gap, but a draft. Some gaps can be seen in the format (`business`
is not there), others only in the words: nobody seems to have objected, a share has no whole. What
`lpcards check` advises on a Result and a Task it finds here, too.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lpcards.story.models import STEPS, Followup, KeyPhrase, Needs, Result, Scenario, Step
from lpcards.story.positions import Place


class StoryGap(NamedTuple):
    """One thing that a story lacks.

    `place` is where the answer goes; an empty one: among the probes, with `probe` for an id.
    """

    lack: str
    ask: str
    tests: str
    place: Place = ()
    probe: str = ""


_NEEDS: Place = ("steps", "result", "needs")
_PARTS = (
    StoryGap(
        "metric", "What changed, from what to what?", "the figure that moved", (*_NEEDS, "metric")
    ),
    StoryGap(
        "business", "What was it worth, and to whom?", "business impact", (*_NEEDS, "business")
    ),
    StoryGap(
        "lasted",
        "What lasted?",
        "what lasted, or what others took over",
        (*_NEEDS, "second_order"),
    ),
)
_SOURCES = {
    name: StoryGap("source", ask, "whether it was measured", (*_NEEDS, name, "source"))
    for name, ask in (
        ("business", "How do you know what it was worth?"),
        ("metric", "Who counted what changed, and how?"),
    )
}
_OBJECTION = StoryGap(
    "objection",
    "Who disagreed, and what did they say?",
    "whether the other side was heard",
    probe="who-disagreed",
)
_FIGURE = re.compile(r"\d")
_SHARE = re.compile(r"(?<![\d.,])[.,]*+(?P<share>\d[\d.,]*+\s?(?:%|percent\b|per cent\b))")
_WHOLE = re.compile(r"\b(?:out of|of)\s+(?:the |about |some |roughly |around |over |nearly )*\d")
_WORDS = {
    "objection": r"disagree|object(?:ed|ion|s)\b|push(?:ed|ing)? back|refus|oppos| no from\b|"
    r"said no\b|s[ck]eptic|convinc|persuad|veto|against (?:it|me|us|him|her|them|the|my)\b|resist",
    "price": r"g(?:a|i)ve up|at the cost of|\bcost (?:me|us)\b|instead|trade|dropped|postpone|"
    r"\bprice\b|slower|meanwhile|left out",
    "check": r"verif|\btest|check|measur|reproduc|validat|compar|count(?:ed|s)?\b|prove|monitor",
    "date": r"deadline|\bdue\b|\bdate\b|\b(?:days?|weeks?|months?|hours?|quarter|year)\b|\bby "
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b",
}
_LINE = re.compile(
    r"(?:\bnot|\bnever|n['\u2019]t|\bno longer) (?:(?:really|even|only|part of|in|up to|for) )*"
    r"(?:my|mine|me|our|ours|us|his|her|their|theirs)\b"
    r"|\b(?:nobody|no one|no-one|none|neither)\b"
    r"|\bno (?:ticket|order|assignment|mandate|request|budget|say|owner|task|authority)\b"
    r"|\b(?:belong(?:s|ed)?|owners?|owned|responsib\w+|in charge|supposed to|allowed to|unasked|"
    r"out of scope|assigned|mine|theirs|hers|his own)\b"
    r"|\b(?:my|his|her|their|your|whose|\w+['\u2019]s) (?:\w+ )?(?:part|job|role|task|call|"
    r"decision|team|business|desk|number|contract|problem|responsibility|area|service|account|plan|target|"
    r"fault|mistake|doing|form)\b"
    r"|\b(?:on|came to|gave|given|was) me\b|\bon (?:my|his|her|their) own\b"
    r"|\b(?:I was|I am|I['\u2019]m|as) (?:the|one of|head|sous)\b"
    r"|\bI (?:run|ran|lead|led|manage|managed|coordinate|coordinated|coach|chair|chaired) "
    r"(?:a|an|the|my|our|that|this|\w+s|\w+ for)\b"
    r"|\bI (?:chose|volunteered|offered|decided) to\b"
    r"|\b(?:was|were|is|are|that's|it's) up to\b"
    r"|\b(?!(?:it|that|what|let|he|she|there|here|who|where|how)\b)\w+['\u2019]s(?=[,.;:]| and\b)"
    r"|\b\w+s['\u2019](?=[,.;: ])",
    re.IGNORECASE,
)


def gaps_of(story: Scenario) -> Iterator[StoryGap]:
    """Yield what to ask of a story, in the order in which an interviewer would."""
    probes = {name for probe in story.probes for name in (probe.id, *probe.was)}
    for gap in (*_of_result(story), *_of_action(story)):
        if gap.probe not in probes:
            yield gap


def lacks_of(story: Scenario) -> frozenset[str]:
    """Return the names of all that a story leaves open, also of what is not asked by itself."""
    found = {gap.lack for gap in gaps_of(story)}
    if not has_words(story.steps.task) or draws_no_line(story.steps.task):
        found.add("whose")
    text = "\n".join(texts_of(story))
    found |= {name for name in ("price", "check", "date") if not _says(text, name)}
    return frozenset(found)


def _of_result(story: Scenario) -> Iterator[StoryGap]:
    result = story.steps.result
    absent = absent_needs(result)
    yield from (gap for gap in _PARTS if gap.place[-1] in absent)
    for name in unsourced(result.needs)[:1]:
        yield _SOURCES[name]
    yield from _share_without_whole(story)


def has_words(step: Step) -> bool:
    """Say whether a step has any words; how long it takes, and how to do it, are none."""
    return bool(step.example or step.key_phrases)


def absent_needs(result: Result) -> tuple[str, ...]:
    """Return the parts of a strong Result that this one has not; none if it was never begun."""
    names = (str(gap.place[-1]) for gap in _PARTS)
    if not (has_words(result) or result.needs != Needs()):
        return ()
    return tuple(name for name in names if getattr(result.needs, name) is None)


def unsourced(needs: Needs) -> tuple[str, ...]:
    """Return the parts whose figure nobody vouches for.

    What it was worth always needs a source; what moved needs one if no other part has one.
    """
    parts = (needs.metric, needs.business, needs.second_order)
    sourced = any(part.source for part in parts if part)
    moved = needs.metric is not None and not sourced and _FIGURE.search(needs.metric.text)
    worth = needs.business is not None and not needs.business.source
    return (*(("business",) if worth else ()), *(("metric",) if moved else ()))


def draws_no_line(task: Step) -> bool:
    """Say whether a Task has words, and neither it nor its key phrases say whose it was."""
    phrases = " / ".join(
        f"{key_phrase.text} {key_phrase.fact or ''}" for key_phrase in task.key_phrases
    )
    return bool(task.example) and not (draws_line(task.example or "") or draws_line(phrases))


def draws_line(text: str) -> bool:
    """Say whether a text says whose something was, that nobody asked, or what was not ours."""
    return bool(_LINE.search(text))


def _share_without_whole(story: Scenario) -> Iterator[StoryGap]:
    """Yield `0.3 % of how many?` where no text names the whole."""
    metric = story.steps.result.needs.metric
    share = _SHARE.search(metric.text) if metric else None
    if share and not any(map(_WHOLE.search, texts_of(story))):
        asked = f"{share['share']} of how many?"
        yield StoryGap("base", asked, "whether the figure is large or small", probe="of-how-many")


def _of_action(story: Scenario) -> Iterator[StoryGap]:
    action = story.steps.action
    if action.example and not _says("\n".join(texts_of(story)), "objection"):
        yield _OBJECTION


def _says(text: str, name: str) -> bool:
    return re.search(_WORDS[name], text.lower()) is not None  # ignoring case is far slower


def texts_of(story: Scenario) -> Iterator[str]:
    """Yield the words of a story: its steps and its answers, not the remarks on them."""
    yield from filter(None, (story.overview, story.summary))
    for name in STEPS:
        step: Step = getattr(story.steps, name)
        yield from filter(None, (step.example,))
        yield from _of_phrases(step.key_phrases)
    for beat in story.steps.action.beats:
        yield from _of_phrases(beat.key_phrases)
    needs = story.steps.result.needs
    for need in filter(None, (needs.metric, needs.business, needs.second_order)):
        yield from filter(None, (need.text, need.source))
    for probe in story.probes:
        points = (point.text for point in probe.strong.points)
        yield from filter(None, (probe.ask, probe.strong.takeaway, probe.strong.answer, *points))


def _of_phrases(phrases: tuple[KeyPhrase, ...]) -> Iterator[str]:
    for phrase in phrases:
        yield from filter(None, (phrase.text, phrase.fact))


LACKS: dict[str, str] = {
    "metric": "no figure that moved",
    "business": "not what it was worth",
    "lasted": "not what lasted",
    "source": "not how you know the figure",
    "base": "a share without its whole",
    "objection": "nobody who disagreed",
    "price": "not what it cost or left undone",
    "check": "not how it was checked",
    "date": "no date and no length of time",
    "whose": "not whose it was",
}
"""What a story may leave open, in words."""


class FollowUpOffer(NamedTuple):
    """A follow-up question for a story; `lacks` names what the story leaves open of it."""

    followup: Followup
    lacks: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why it is offered, in words; "" if it suits any such story."""
        return ", ".join(LACKS[name] for name in self.lacks)


def offer_json(offer: FollowUpOffer) -> dict[str, object]:
    """Return an offer as scripts read it."""
    followup = offer.followup
    return {
        "id": followup.id,
        "ask": followup.ask,
        "tests": followup.tests or "",
        "lacks": list(offer.lacks),
        "principles": list(followup.fits.principles),
    }


def offers_for(story: Scenario, bank: Iterable[Followup]) -> list[FollowUpOffer]:
    """Return those of the bank that suit the story and are none of its probes.

    What the story leaves open comes first, then what its principle would ask, then the rest.
    """
    known = {name for probe in story.probes for name in (probe.id, *probe.was)}
    lacks, principles = lacks_of(story), principles_of(story)
    offers = [
        FollowUpOffer(followup, tuple(name for name in followup.fits.lacks if name in lacks))
        for followup in bank
        if followup.id not in known and _suits(followup, lacks, principles)
    ]
    return sorted(offers, key=lambda offer: (not offer.lacks, not offer.followup.fits.principles))


def principles_of(story: Scenario) -> frozenset[str]:
    """Return every principle that the story serves, or could."""
    pivots = (pivot.principle for pivot in story.pivots)
    return frozenset((story.principle, *story.also, *pivots))


def _suits(followup: Followup, lacks: frozenset[str], principles: frozenset[str]) -> bool:
    fits = followup.fits
    of_principle = not fits.principles or not principles.isdisjoint(fits.principles)
    return of_principle and (not fits.lacks or not lacks.isdisjoint(fits.lacks))
