"""A part that a complete story has, and this one has not.

Nothing is wrong with a draft. Each part makes its cards as soon as it is there.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.story.models import (
    SECONDS,
    STEPS,
    Action,
    Disqualifier,
    Guide,
    Probe,
    Quiz,
    Reflection,
    Result,
    Scenario,
    Step,
)
from lpcards.story.positions import Place

NAME = "missing"

ENOUGH_PROBES = 3
NO_ANSWER = "no answer yet, so it is asked as an open question: add `strong`"

BAD = """\
disqualifiers:
  - id: told-to
    phrase: My manager sent me to the stop.
"""
GOOD = """\
disqualifiers:
  - id: told-to
    phrase: My manager sent me to the stop.
    signals: moves only when told.
    instead: I was asked for a report. I went to the stop on my own account.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield what is missing, where it would go."""
    content = file.content
    yield from _of_guide(content) if isinstance(content, Guide) else _of_story(content)


def _of_guide(guide: Guide) -> Iterator[Finding]:
    for n, disqualifier in enumerate(guide.disqualifiers):
        yield from _disqualifier(("disqualifiers", n), disqualifier)
    for n, kind in enumerate(guide.probe_types):
        if not kind.tests:
            yield Finding(("probe_types", n), "no `tests`: add what such a question is after")
    for n, contrast in enumerate(guide.contrasts):
        if not contrast.answer:
            yield Finding(("contrasts", n), "no `answer`: add what tells the two levels apart")


def _of_story(story: Scenario) -> Iterator[Finding]:
    if not story.asked:
        message = "no `asked`: add interviewers' questions that this story answers"
        yield Finding(("asked",), message)
    for name in STEPS:
        yield from _step(name, getattr(story.steps, name))
    yield from _probes(story.probes)
    yield from _disqualifiers(story.disqualifiers)
    yield from _weak_answer(story)
    yield from _quizzes(story.quizzes)
    yield from _pivots(story)


def _step(name: str, step: Step) -> Iterator[Finding]:
    place: Place = ("steps", name)
    if step == type(step)():
        yield Finding(place, f"no `{name}`: add {_WHOLE[name]}")
        return
    if not (step.example or getattr(step, "by_level", {})):
        seconds = step.seconds or SECONDS[name]
        message = f"no `example`: add the {name} as you would say it in {seconds} seconds"
        yield Finding((*place, "example"), message)
    yield from _parts(place, step)


_WHOLE = {
    "situation": "its `example` and two to five `key_phrases`: the problem, no architecture",
    "task": "its `example` and two to five `key_phrases`: whose it was, and that you chose it",
    "action": "its `example` and two to five `beats`: what you did, in own verbs",
    "result": "its `example` and the three `needs`: what changed, what it was worth, what lasted",
    "reflection": "its `example` and `by_level`: the gap you found, as your level says it",
}


def _parts(place: Place, step: Step) -> Iterator[Finding]:
    """Yield what such a step should have beside its example."""
    if isinstance(step, Action):
        yield from _beats((*place, "beats"), step)
    elif isinstance(step, Reflection):
        if not step.by_level:
            message = "no `by_level`: add `sde2: ...` and `senior: ...`, as each would say it"
            yield Finding((*place, "by_level"), message)
    elif not (step.key_phrases or isinstance(step, Result)):
        message = "no `key_phrases`: add the two to five phrases that must be said"
        yield Finding((*place, "key_phrases"), message)


def _beats(place: Place, action: Action) -> Iterator[Finding]:
    if not action.beats:
        yield Finding(place, "no `beats`: add the two to five moves, each with its `key_phrases`")
    for n, beat in enumerate(action.beats):
        if not beat.key_phrases:
            yield Finding((*place, n), "no `key_phrases`: add two to five words of this beat")


def _few(count: int) -> str:
    return "1 probe" if count == 1 else f"{count or 'no'} probes"


def _probes(probes: tuple[Probe, ...]) -> Iterator[Finding]:
    if len(probes) < ENOUGH_PROBES:
        message = f"{_few(len(probes))}: add follow-up questions until there are three"
        yield Finding(("probes",), message)
    for n, probe in enumerate(probes):
        yield from _probe(("probes", n), probe)


def _probe(place: Place, probe: Probe) -> Iterator[Finding]:
    strong = probe.strong
    if not (strong.answer or strong.points or strong.takeaway):
        yield Finding((*place, "strong"), NO_ANSWER)
        return
    if not strong.answer:
        yield Finding((*place, "strong", "answer"), "no `answer`: add it as you would say it")
    if not probe.weak.answer:
        yield Finding((*place, "weak"), "no `weak` answer: add one, and `why` it is weak")


def _disqualifiers(disqualifiers: tuple[Disqualifier, ...]) -> Iterator[Finding]:
    if not disqualifiers:
        remedy = "add phrases that would weaken this story, and what to say instead"
        yield Finding(("disqualifiers",), f"no `disqualifiers`: {remedy}")
    for n, disqualifier in enumerate(disqualifiers):
        yield from _disqualifier(("disqualifiers", n), disqualifier)


def _disqualifier(place: Place, disqualifier: Disqualifier) -> Iterator[Finding]:
    if not disqualifier.instead:
        yield Finding(place, "no `instead`: add what to say; never a lie")
    if not disqualifier.signals:
        yield Finding(place, "no `signals`: add what they hear in it")


def _weak_answer(story: Scenario) -> Iterator[Finding]:
    weak = story.weak_answer
    if weak is None:
        message = "no `weak_answer`: add the story told badly, with its `flags`"
        yield Finding(("weak_answer",), message)
        return
    if not weak.flags:
        message = "no `flags`: add what is wrong with it, two or more"
        yield Finding(("weak_answer", "flags"), message)
    if not weak.verdict:
        message = "no `verdict`: add what the interviewer writes down"
        yield Finding(("weak_answer", "verdict"), message)


def _quizzes(quizzes: tuple[Quiz, ...]) -> Iterator[Finding]:
    if not quizzes:
        yield Finding(("quizzes",), "no `quizzes`: add a question with options and the reason why")
    for n, quiz in enumerate(quizzes):
        if not quiz.options:
            yield Finding(("quizzes", n, "options"), "no `options`: add two to four")
        if not quiz.answer:
            message = "no `answer`: add the right option, word for word"
            yield Finding(("quizzes", n, "answer"), message)
        if not quiz.why:
            yield Finding(("quizzes", n, "why"), "no `why`: add the reason")


def _pivots(story: Scenario) -> Iterator[Finding]:
    if not story.pivots:
        message = "no `pivots`: add how this story opens for another principle"
        yield Finding(("pivots",), message)
    for n, pivot in enumerate(story.pivots):
        if not pivot.lead_with:
            yield Finding(("pivots", n, "lead_with"), "no `lead_with`: add the first sentence")
        if not pivot.downplay:
            yield Finding(("pivots", n, "downplay"), "no `downplay`: add what to leave out")
