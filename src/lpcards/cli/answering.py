"""What a learner answers to an open question, on its way into the file that it belongs to."""

import os
from collections.abc import Iterable

from lpcards.card import Card
from lpcards.cards.open import GAP
from lpcards.cli.desk import Desk
from lpcards.cli.filing import write_whole
from lpcards.cli.reviewing.own import editable
from lpcards.compiled import Story
from lpcards.content.answers import with_item, with_text
from lpcards.content.reading import read_source
from lpcards.gaps import Gap, gaps_of
from lpcards.problem import UserFault
from lpcards.scenario import Scenario


def written(card: Card, said: str, desk: Desk) -> str:
    """Write an open card's answer into its file; return in a sentence where it is now."""
    with editable(card.path, desk.sources) as path:
        with open(path, "rb") as file:
            before = file.read()
        write_whole(path, _with_answer(card, said, before, desk))
    compiled = desk.reload()
    if compiled.card(card.id) is not None:
        return f"{card.id} is still open."
    return f"Written into {path.replace(os.path.expanduser('~'), '~', 1)}."


def _with_answer(card: Card, said: str, before: bytes, desk: Desk) -> bytes:
    slot = card.id.rpartition("/")[2]
    if slot.endswith(GAP):
        return _with_gap_closed(_gap(card.path, before, slot.removesuffix(GAP)), said, before)
    list_, at = card.place[0], card.place[1]
    if list_ == "met":
        return _with_story(int(at), said, before, desk)
    return with_text(before, (*card.place, "strong"), said, "answer")


def _gap(path: str, before: bytes, lack: str) -> Gap:
    file = read_source(path, before).file
    gaps = gaps_of(file) if isinstance(file, Scenario) else ()
    found = next((gap for gap in gaps if gap.lack == lack), None)
    if found is None:
        raise UserFault(f"{path} has changed meanwhile: nothing is written")
    return found


def _with_gap_closed(gap: Gap, said: str, before: bytes) -> bytes:
    if gap.place:
        return with_text(before, gap.place, said)
    item = {"id": gap.probe, "ask": gap.ask, "tests": gap.tests, "strong": said}
    return with_item(before, "probes", item)


def _with_story(at: int, said: str, before: bytes, desk: Desk) -> bytes:
    """Write down a story and its first sentence, told as `Late trains: We stood still.`."""
    named, colon, opening = said.partition(":")
    story = _named(named, desk.compiled.stories())
    if not colon or not opening.strip() or story is None:
        raise UserFault("begin with a story's name and a colon: `Late trains: We stood still.`")
    after = with_text(before, ("met", at, "story"), story.id, "ask")
    return with_text(after, ("met", at, "opening"), opening, "ask")


def _named(name: str, stories: Iterable[Story]) -> Story | None:
    wanted = name.strip().casefold()
    known = (story for story in stories if story.type == "scenario")
    return next((one for one in known if wanted in {one.id, one.short.casefold()}), None)
