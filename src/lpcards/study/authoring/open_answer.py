"""What a learner answers to an open question, on its way into the file that it belongs to."""

from lpcards.cards.card import Card
from lpcards.cards.gaps import StoryGap, gaps_of
from lpcards.cards.open import GAP, cards
from lpcards.index.selection import Selection
from lpcards.story.models import Guide, Scenario
from lpcards.story.reading import read_source
from lpcards.story.writing_answers import with_item, with_text
from lpcards.study.authoring.named_story import names_of, story_named
from lpcards.study.reviewing.editor import editable
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.private_files import rewrite
from lpcards.system.problem import UserFault


def write_answer(card: Card, answer: str, workspace: Workspace) -> str:
    """Write an open card's answer into its file; return in a sentence where it is now.

    Raises UserFault or OSError where nothing was written.
    """
    with editable(card.path, workspace.sources) as path:
        rewrite(path, lambda before: _with_answer(card, answer, path, before, workspace))
    where = with_tilde(path)
    still_open = workspace.reload().card(card.id) is not None
    _leave_the_others(card, workspace)
    if still_open:
        return f"Written into {where}; {card.id} is still open."
    return f"Written into {where}."


def _leave_the_others(card: Card, workspace: Workspace) -> None:
    """Leave the story's other gaps alone until tomorrow: all at once would be a form to fill in."""
    chosen = Selection(scenarios=(card.scenario,), kinds=(card.kind,))
    siblings = [
        outline.id for outline in workspace.index.outlines(chosen) if outline.group == card.group
    ]
    others = [other for other in siblings if other != card.id]
    workspace.writing().note_all("bury", others, workspace.moment())


def _with_answer(card: Card, answer: str, path: str, before: bytes, workspace: Workspace) -> bytes:
    file, now = _as_it_is_now(card, path, before)
    if isinstance(file, Scenario):
        gap = next((gap for gap in gaps_of(file) if now.id.endswith(f"/{gap.lack}{GAP}")), None)
        if gap is not None:
            return _with_gap_closed(gap, answer, before)
    if isinstance(file, Guide):
        return _with_story(file, int(now.place[1]), answer, before, workspace)
    return with_text(before, (*now.place, "strong"), answer, "answer")


def _as_it_is_now(card: Card, path: str, before: bytes) -> tuple[Scenario | Guide, Card]:
    """Return the file and the card as they are just now: it may have been edited since."""
    source = read_source(path, before)
    if source.file is None:
        fault = next(problem for problem in source.problems if problem.severity == "error")
        raise UserFault(f"nothing was written: {fault}")
    found = next((one for one in cards(source.file) if one.id == card.id), None)
    if found is None or found.fingerprint != card.fingerprint:
        raise UserFault(f"nothing was written: that question is no longer in {path}")
    return source.file, found


def _with_gap_closed(gap: StoryGap, answer: str, before: bytes) -> bytes:
    if gap.place:
        return with_text(before, gap.place, answer)
    item = {"id": gap.probe, "ask": gap.ask, "tests": gap.tests, "strong": answer}
    return with_item(before, "probes", item)


def _with_story(file: Guide, at: int, answer: str, before: bytes, workspace: Workspace) -> bytes:
    """Write down a story and its first sentence, given as `Late trains: We stood still.`."""
    named, colon, opening = answer.partition(":")
    stories = [one for one in workspace.index.stories() if one.type == "scenario"]
    story = story_named(named, stories)
    if not colon or not opening.strip() or story is None:
        raise UserFault(
            "Begin with a story's name and a colon, as in `Late trains: We stood still`"
            f"{names_of(stories)}"
        )
    for key, text in (("story", story.id), ("opening", opening.strip())):
        there = getattr(file.met[at], key)
        if there is None:
            before = with_text(before, ("met", at, key), text, "ask")
        elif there != text:
            raise UserFault(f"nothing was written: the question has its `{key}` already: {there}")
    return before
