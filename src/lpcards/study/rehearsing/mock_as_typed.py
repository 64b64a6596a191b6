"""What was typed or heard of a story in a mock interview, held against its steps and answers."""

from collections.abc import Iterable, Iterator, Sequence

from lpcards.practice.card_view import CardView
from lpcards.practice.judging import judged
from lpcards.practice.script import Script, SpokenPart
from lpcards.practice.typed_answer import TypedAnswer
from lpcards.study.rehearsing.mock_loop import ToldAnswer, answer_of

Verdict = tuple[bool, str]
"""Whether it counts as said, and what to say of it."""


def ticked_as_typed(
    view: CardView, told: ToldAnswer, typed: Sequence[TypedAnswer | None]
) -> CardView:
    """Return the list of a told story, ticked by what was typed; None: that part was said."""
    whole, *answers = typed
    if whole is None:
        return view
    probes = zip(told.parts[1:], answers, strict=False)
    verdicts = [
        *_steps(told.script, whole.line.text),
        *(_answer(probe, answer.line.text if answer else "") for probe, answer in probes),
    ]
    return view._replace(
        ticked=frozenset(at for at, (is_said, _) in enumerate(verdicts) if is_said),
        notes=tuple(words for _, words in verdicts),
        remarks=tuple(_slips(answer for answer in typed if answer)),
    )


def _steps(script: Script, text: str) -> Iterator[Verdict]:
    """Yield for each step whether at least half of what has to be heard in it was said."""
    steps: dict[str, list[SpokenPart]] = {}
    for part in script.parts:
        steps.setdefault(part.step, []).append(part)
    for parts in steps.values():
        total = sum(len(part.card.items) for part in parts)
        hits = sum(
            len(judged(part.card, range(len(part.card.items)), text).hits)
            for part in parts
            if part.card.items
        )
        yield 2 * hits >= total > 0, f"{hits} of {total}" if total else ""


def _answer(probe: SpokenPart, text: str) -> Verdict:
    asked = probe.card._replace(items=(answer_of(probe),), accept=())
    (match,) = judged(asked, (0,), text).matches
    return match.verdict == "hit", match.verdict


def _slips(typed: Iterable[TypedAnswer]) -> Iterator[str]:
    for answer in typed:
        answer.judge(())
        yield from (f"{answer.quoted(slip)}: {slip.remedy}" for slip in answer.slips)
