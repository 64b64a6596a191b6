"""A step said aloud: Situation, Task, the beats of the Action. And the clock, once for all."""

from collections.abc import Iterator

from lpcards.cards.card import Card, fingerprint_of
from lpcards.cards.kind import Kind
from lpcards.cards.making import (
    File,
    after_label,
    blank_card,
    counted,
    lines,
    slots,
    top_line,
    with_items,
    with_phrases,
    words_of,
)
from lpcards.story.models import SECONDS, Beat, Guide, Scenario, Step, Target

KIND = Kind(
    "step",
    leech_tip="Give each item its own picture, in the order in which it happened.",
    spoken=True,
    most_lines=11,
    parts=("aloud", "headings", "clock"),
)

CUES = {
    "situation": "what was wrong, how did it come to light?",
    "task": "whose was it, and what did you take on?",
    "action": 'each thing you did as "I" + verb + object.',
}
CLOCK = {"situation": "S", "task": "T", "action": "A", "result": "R", "reflection": "reflection"}


def cards(file: File) -> Iterator[Card]:
    """Yield the steps of a story to say aloud, or the target seconds of a guide."""
    if isinstance(file, Guide):
        yield from _targets(file)
        return
    yield from _aloud(file, "situation", file.steps.situation)
    yield from _aloud(file, "task", file.steps.task)
    if file.steps.action.beats:
        yield from _beats(file)
    else:
        yield from _aloud(file, "action", file.steps.action)


def _aloud(file: Scenario, name: str, step: Step) -> Iterator[Card]:
    if not step.key_phrases:
        return
    seconds = step.seconds or SECONDS[name]
    card = blank_card(KIND, file, (name,), ("steps", name))._replace(
        group=f"{file.id}/{name}",
        top=top_line(file.short, name.capitalize(), f"{seconds} s"),
        part="aloud",
        front=f"Say the {name.capitalize()} aloud: {step.cue or CUES[name]}",
        hint=step.hint or "",
        seconds=seconds,
        fingerprint=fingerprint_of(f"step.{name}", (step.cue, *words_of(step.key_phrases))),
    )
    yield with_phrases(card, step.key_phrases)


def _beats(file: Scenario) -> Iterator[Card]:
    beats = file.steps.action.beats
    asked = [_beat(file, at, beat) for at, beat in enumerate(beats) if beat.key_phrases]
    yield from asked
    if len(beats) > 1 and file.steps.action.hint:
        yield _names(file, tuple(card.id for card in asked))


def _beat(file: Scenario, at: int, beat: Beat) -> Card:
    moves = f'{counted(len(beat.key_phrases), "thing")} you did, each as "I" + verb + object.'
    place = ("steps", "action", "beats", at)
    card = blank_card(KIND, file, slots(beat, under="action."), place)._replace(
        group=f"{file.id}/action",
        top=top_line(file.short, f"Action, beat {at + 1} of {len(file.steps.action.beats)}"),
        part="aloud",
        front=f"{beat.name}: {beat.cue or moves}",
        hint=beat.hint or "",
        below=_path(file),
        fingerprint=fingerprint_of("step.beat", (beat.name, beat.cue, *words_of(beat.key_phrases))),
    )
    return with_phrases(card, beat.key_phrases)


def _path(file: Scenario) -> str:
    """Return the names of the Action's beats, one after the other; nothing for one alone."""
    names = [beat.name for beat in file.steps.action.beats]
    return lines(after_label("Action", " · ".join(names))) if len(names) > 1 else ""


def _names(file: Scenario, after: tuple[str, ...]) -> Card:
    action = file.steps.action
    names = [beat.name for beat in action.beats]
    card = blank_card(KIND, file, ("beats.list",), ("steps", "action", "beats"))._replace(
        group=f"{file.id}/action",
        top=top_line(file.short, "Action", f"{action.seconds or SECONDS['action']} s"),
        part="headings",
        front=f"The Action has {counted(len(names), 'beat')}. Which?",
        hint=action.hint or "",
        after=after,
        fingerprint=fingerprint_of("step.beats", names),
    )
    return with_items(card, names)


def _targets(file: Guide) -> Iterator[Card]:
    targets = {name: getattr(file.targets, name, None) for name in CLOCK}
    written = [_target(name, target) for name, target in targets.items() if target]
    if not written:
        return
    card = blank_card(KIND, file, ("targets.list",), ("targets",))._replace(
        top=top_line(file.short, "time"),
        part="clock",
        front="How many seconds for S, T, A, R and the reflection?",
        hint=(file.targets and file.targets.hint) or "",
        fingerprint=fingerprint_of("step.targets", written),
    )
    yield with_items(card, written)


def _target(name: str, target: Target) -> str:
    most = f" ({target.stop_by} at most)" if target.stop_by else ""
    return f"{CLOCK[name]} {target.seconds}{most}"
