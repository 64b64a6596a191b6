"""What a complete story would have and this one has not: one line each, where it would go."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.content.fault import Fault
from lpcards.content.marks import Marks, Place
from lpcards.scenario import (
    SECONDS,
    STEPS,
    Action,
    Disqualifier,
    Guide,
    KeyPhrase,
    Probe,
    Quiz,
    Reflection,
    Result,
    Scenario,
    Step,
)

ENOUGH_PROBES = 3


class Gap(NamedTuple):
    """Something that is missing: where it would go, and what to write there."""

    place: Place
    message: str
    rule: str = "missing"


def advice_on(file: Scenario | Guide, marks: Marks) -> list[Fault]:
    """Return the advice on a file that has no faults."""
    gaps = _gaps_of_guide(file) if isinstance(file, Guide) else _gaps_of_scenario(file)
    return [Fault(*marks.position(gap.place), gap.rule, gap.message, "advice") for gap in gaps]


def _gaps_of_guide(guide: Guide) -> Iterator[Gap]:
    for n, disqualifier in enumerate(guide.disqualifiers):
        yield from _disqualifier(("disqualifiers", n), disqualifier)
    for n, kind in enumerate(guide.probe_types):
        if not kind.tests:
            yield Gap(("probe_types", n), "no `tests`: add what such a question is after")
    for n, contrast in enumerate(guide.contrasts):
        if not contrast.answer:
            yield Gap(("contrasts", n), "no `answer`: add what tells the two levels apart")


def _gaps_of_scenario(scenario: Scenario) -> Iterator[Gap]:
    if not scenario.asked:
        yield Gap(("asked",), "no `asked`: add interviewers' questions that this story answers")
    for name in STEPS:
        yield from _step(name, getattr(scenario.steps, name))
    yield from _probes(scenario.probes)
    yield from _disqualifiers(scenario.disqualifiers)
    yield from _weak_answer(scenario)
    yield from _quizzes(scenario.quizzes)
    yield from _pivots(scenario)


def _step(name: str, step: Step) -> Iterator[Gap]:
    place: Place = ("steps", name)
    if step == type(step)():
        yield Gap(place, f"no `{name}`: add {_WHOLE[name]}")
        return
    if not (step.example or getattr(step, "by_level", {})):
        seconds = step.seconds or SECONDS[name]
        said = f"no `example`: add the {name} as you would say it in {seconds} seconds"
        yield Gap((*place, "example"), said)
    yield from _parts(place, step)
    yield from _phrases(place, step.key_phrases, step.example)


_WHOLE = {
    "situation": "its `example` and two to five `key_phrases`: the problem, no architecture",
    "task": "its `example` and two to five `key_phrases`: whose it was, and that you chose it",
    "action": "its `example` and two to five `beats`: what you did, in own verbs",
    "result": "its `example` and the three `needs`: the figure, its worth, what lasted",
    "reflection": "its `example` and `by_level`: the gap you found, as your level says it",
}


def _parts(place: Place, step: Step) -> Iterator[Gap]:
    """Yield what a step of this sort should have beside its example."""
    if isinstance(step, Action):
        yield from _beats((*place, "beats"), step)
    elif isinstance(step, Result):
        yield from _needs((*place, "needs"), step)
    elif isinstance(step, Reflection):
        if not step.by_level:
            said = "no `by_level`: add `sde2: ...` and `senior: ...`, as each would say it"
            yield Gap((*place, "by_level"), said)
    elif not step.key_phrases:
        said = "no `key_phrases`: add the two to five phrases that must be heard"
        yield Gap((*place, "key_phrases"), said)


def _beats(place: Place, action: Action) -> Iterator[Gap]:
    if not action.beats:
        yield Gap(place, "no `beats`: add the two to five moves, each with its `key_phrases`")
    for n, beat in enumerate(action.beats):
        if not beat.key_phrases:
            yield Gap((*place, n), "no `key_phrases`: add two to five words of this beat")
        yield from _phrases((*place, n), beat.key_phrases, action.example)


_NEEDS = {
    "metric": "the figure that moved, from what to what",
    "business": "what that was worth, and to whom",
    "second_order": "what lasted, or what others took over",
}


def _needs(place: Place, result: Result) -> Iterator[Gap]:
    for name, said in _NEEDS.items():
        if getattr(result.needs, name) is None:
            yield Gap((*place, name), f"no `{name}`: add {said}")
    business = result.needs.business
    if business and not business.source:
        said = "no `source`: add how you know that figure; it is the first thing they ask"
        yield Gap((*place, "business"), said)


def _phrases(place: Place, phrases: tuple[KeyPhrase, ...], example: str | None) -> Iterator[Gap]:
    """Yield the phrases that lack nothing but an id to make a card."""
    for n, phrase in enumerate(phrases):
        if not phrase.id and (phrase.sentence or _is_said(phrase.fact, example)):
            said = "no `id`, so no `phrase` card: `lpcards ids FILE` adds one"
            yield Gap((*place, "key_phrases", n), said, "phrase-id")


def _is_said(fact: str | None, example: str | None) -> bool:
    return bool(fact and example) and str(fact).lower() in str(example).lower()


def _few(count: int) -> str:
    return "1 probe" if count == 1 else f"{count or 'no'} probes"


def _probes(probes: tuple[Probe, ...]) -> Iterator[Gap]:
    if len(probes) < ENOUGH_PROBES:
        said = f"{_few(len(probes))}: add follow-up questions until there are three"
        yield Gap(("probes",), said)
    for n, probe in enumerate(probes):
        yield from _probe(("probes", n), probe)


def _probe(place: Place, probe: Probe) -> Iterator[Gap]:
    strong = probe.strong
    if not (strong.answer or strong.points or strong.takeaway):
        said = "no answer yet, so it is asked as an open question: add `strong`"
        yield Gap((*place, "strong"), said)
        return
    if not strong.answer:
        yield Gap((*place, "strong", "answer"), "no `answer`: add it as you would say it")
    if not strong.points:
        yield Gap((*place, "strong", "points"), "no `points`: add two to four that it must hold")
    if not strong.takeaway:
        yield Gap((*place, "strong", "takeaway"), "no `takeaway`: add the sentence to open with")
    if not probe.weak.answer:
        yield Gap((*place, "weak"), "no `weak` answer: add one, and `why` it is weak")


def _disqualifiers(disqualifiers: tuple[Disqualifier, ...]) -> Iterator[Gap]:
    if not disqualifiers:
        said = "no `disqualifiers`: add phrases that would sink this story, and what to say instead"
        yield Gap(("disqualifiers",), said)
    for n, disqualifier in enumerate(disqualifiers):
        yield from _disqualifier(("disqualifiers", n), disqualifier)


def _disqualifier(place: Place, disqualifier: Disqualifier) -> Iterator[Gap]:
    if not disqualifier.instead:
        yield Gap(place, "no `instead`: add what to say; never a lie")
    if not disqualifier.signals:
        yield Gap(place, "no `signals`: add what they hear in it")


def _weak_answer(scenario: Scenario) -> Iterator[Gap]:
    weak = scenario.weak_answer
    if weak is None:
        yield Gap(("weak_answer",), "no `weak_answer`: add the story told badly, with its `flags`")
        return
    if not weak.flags:
        yield Gap(("weak_answer", "flags"), "no `flags`: add what is wrong with it, two or more")
    if not weak.verdict:
        said = "no `verdict`: add what the interviewer writes down"
        yield Gap(("weak_answer", "verdict"), said)


def _quizzes(quizzes: tuple[Quiz, ...]) -> Iterator[Gap]:
    if not quizzes:
        yield Gap(("quizzes",), "no `quizzes`: add a question with options and the reason why")
    for n, quiz in enumerate(quizzes):
        if not quiz.options:
            yield Gap(("quizzes", n, "options"), "no `options`: add two to four")
        if not quiz.answer:
            yield Gap(("quizzes", n, "answer"), "no `answer`: add the right option, word for word")
        if not quiz.why:
            yield Gap(("quizzes", n, "why"), "no `why`: add the reason")


def _pivots(scenario: Scenario) -> Iterator[Gap]:
    if not scenario.pivots:
        yield Gap(("pivots",), "no `pivots`: add how this story opens for another principle")
    for n, pivot in enumerate(scenario.pivots):
        if not pivot.lead_with:
            yield Gap(("pivots", n, "lead_with"), "no `lead_with`: add the first sentence")
        if not pivot.downplay:
            yield Gap(("pivots", n, "downplay"), "no `downplay`: add what to leave out")
