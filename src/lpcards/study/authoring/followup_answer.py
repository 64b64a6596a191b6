"""What a learner answers to a follow-up for one story, on its way among the story's probes."""

from lpcards.cards import followup
from lpcards.cards.card import Card
from lpcards.cards.choices import Choices, asked_of
from lpcards.index.scan import bytes_of
from lpcards.story.models import Followup, Guide
from lpcards.story.reading import read_source
from lpcards.story.writing_answers import with_item
from lpcards.study.reviewing.editor import editable
from lpcards.study.workspace import Workspace
from lpcards.system.folders import with_tilde
from lpcards.system.private_files import rewrite
from lpcards.system.problem import UserFault


def write_as_probe(card: Card, answer: str, workspace: Workspace) -> str:
    """Write the answer into the story that the card was asked of; return where it is now.

    The card is left alone until tomorrow: it would ask the same of the next story.
    """
    index = workspace.reload()  # a story may have been edited since it was asked
    own = [story for story in index.stories(own=True) if story.type == "scenario"]
    story = Choices(own).unanswered_in(card)
    if story is None or not card.front.startswith(asked_of(story)):
        raise UserFault("nothing was written: that story already has an answer")
    asked = _followup(card)
    tests = {"tests": asked.tests} if asked.tests else {}
    item = {"id": asked.id, "ask": asked.ask, **tests, "strong": answer}
    with editable(story.path, workspace.sources) as path:
        rewrite(path, lambda before: with_item(before, "probes", item))
    workspace.writing().note("bury", card.id, workspace.moment())
    workspace.reload()
    return f"Written into {with_tilde(path)}."


def _followup(card: Card) -> Followup:
    """Return the follow-up as its guide has it now."""
    file = read_source(card.path, bytes_of(card.path)).file
    found = next((one for one in followup.cards(file) if one.id == card.id), None) if file else None
    if not isinstance(file, Guide) or found is None:
        raise UserFault(f"nothing was written: that question is no longer in {card.path}")
    return file.followups[int(found.place[1])]
