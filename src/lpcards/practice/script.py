"""What there is to say of a story: its steps in order, each with its seconds, and its probes."""

from collections.abc import Iterator
from typing import NamedTuple

from lpcards.cards import probe, step
from lpcards.cards.card import Card
from lpcards.cards.kinds import cards_from
from lpcards.cards.open import GAP
from lpcards.story.levels import at_level, level_name, levels_of
from lpcards.story.models import SECONDS, STEPS, Action, Beat, LevelReflection, Scenario, Step

FOLLOW_UP = 30
"""Seconds that an answer to a probe may take."""
USUAL_LEVEL = "sde2"
"""Whose reflection somebody tells who names no level, where the story has it."""


class SpokenPart(NamedTuple):
    """One thing to say against the clock.

    `step` is the step's name, or `probe`. `card` asks for it (its id names the part in the log):
    `front` is the cue or the question, `items` what has to be heard, `seconds` the target.
    """

    step: str
    title: str
    card: Card

    @property
    def seconds(self) -> int:
        """The target."""
        return self.card.seconds


class Script(NamedTuple):
    """What a story is made of for the mouth: its parts in order, and the probes that may follow.

    `level` is what the level is called that it is told for ("": the story knows none such).
    """

    parts: tuple[SpokenPart, ...]
    probes: tuple[SpokenPart, ...]
    level: str = ""

    @property
    def seconds(self) -> int:
        """The target of the whole telling, without the probes."""
        return sum(part.seconds for part in self.parts)


def script_of(story: Scenario, level: str = "") -> Script:
    """Return what a learner of that `level` says of a story; steps without a word are left out.

    Words and seconds are the level's where the story gives them, else the step's own. The Action's
    seconds are shared out among its beats, by their key phrases.
    """
    told = at_level(story, level)
    made = {card.id.partition("/")[2]: card for card in cards_from(told)}
    parts = [part for name in STEPS for part in _step(told, name, level, made)]
    probes = [_probe(card) for card in made.values() if _is_probe(card)]
    name = level_name(level, story) if level in levels_of(story) else ""
    return Script(tuple(parts), tuple(probes), name)


def _step(story: Scenario, name: str, level: str, made: dict[str, Card]) -> Iterator[SpokenPart]:
    step: Step = getattr(story.steps, name)
    seconds = step.seconds or SECONDS[name]
    if isinstance(step, Action) and step.beats:
        yield from _beats(story, step, seconds, made)
        return
    card = made.get(_slot(story, name, level))
    if card or step.example:
        cue = card.front if card else f"Say the {name.capitalize()} aloud."
        spoken = _aloud(card or _plain(story, name), cue, seconds)
        yield SpokenPart(name, name.capitalize(), spoken)


def _slot(story: Scenario, name: str, level: str) -> str:
    if name == "result":
        return "result/needs.list"
    if name != "reflection":
        return f"step/{name}"
    levels = reflections_of(story)
    mine = next((name for name in (level, USUAL_LEVEL, *levels) if name in levels), "phrases.list")
    return f"reflection/{mine}"


def reflections_of(story: Scenario) -> tuple[str, ...]:
    """Return the levels for which the story has a reflection."""
    by_level: dict[str, LevelReflection] = story.steps.reflection.by_level
    return (*by_level, *(level.level for level in story.levels if level.reflection))


def _beats(
    story: Scenario, action: Action, seconds: int, made: dict[str, Card]
) -> Iterator[SpokenPart]:
    beats = action.beats
    shares = shared_out(seconds, [max(1, len(beat.key_phrases)) for beat in beats])
    for at, (beat, share) in enumerate(zip(beats, shares, strict=True)):
        card = made.get(f"step/action.{beat.id}") or _plain(story, f"action.{beat.id}")
        title = f"Action, beat {at + 1} of {len(beats)}: {beat.name}"
        yield SpokenPart("action", title, _aloud(card, _cue(beat), share))


def _cue(beat: Beat) -> str:
    return beat.cue or f'{beat.name}: each thing you did as "I" + verb + object.'


def shared_out(seconds: int, weights: list[int]) -> list[int]:
    """Share `seconds` out by weight, in whole seconds (one at least) that add up to them."""
    total, shares, done, given = sum(weights), list[int](), 0, 0
    for weight in weights:
        done += weight
        share = max(1, round(seconds * done / total) - given)
        shares.append(share)
        given += share
    return shares


def _plain(story: Scenario, slot: str) -> Card:
    """Return a card for what has no key phrases yet: it is said, and nothing is ticked."""
    name = f"{story.id}/step/{slot}"
    return Card(name, step.KIND.name, story.id, story.principle, name, "", "", "")


def _aloud(card: Card, cue: str, seconds: int) -> Card:
    """Return the card as a part: its one line, or its many, become what has to be heard."""
    items = card.items or tuple(card.back.split("\n") if card.back else ())
    return card._replace(front=cue, items=items, back="", seconds=seconds)


def _is_probe(card: Card) -> bool:
    return card.kind == probe.KIND.name or (card.unanswered and not card.id.endswith(GAP))


def _probe(card: Card) -> SpokenPart:
    opening = card.back.split("\n")[0] if not card.unanswered else ""
    items = card.items or ((opening,) if opening else ())
    spoken = card._replace(items=items, back=opening if card.items else "", seconds=FOLLOW_UP)
    return SpokenPart("probe", "Follow-up", spoken)
