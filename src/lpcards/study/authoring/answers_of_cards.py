"""What is done with a line that was typed at a card, by what the card has its author write down."""

from collections.abc import Callable, Mapping

from lpcards.cards.card import Card
from lpcards.study.authoring.followup_answer import write_as_probe
from lpcards.study.authoring.named_story import name_story
from lpcards.study.authoring.open_answer import write_answer
from lpcards.study.workspace import Workspace

WRITERS: Mapping[str, Callable[[Card, str, Workspace], str]] = {
    "answer": write_answer,
    "story": name_story,
    "probe": write_as_probe,
}
"""Each returns in a sentence where it is now; UserFault or OSError where nothing was written."""
