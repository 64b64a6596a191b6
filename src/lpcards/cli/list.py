"""`lpcards list`: the stories and guides."""

import sys

import click

from lpcards.cards.choices import Story, story_json
from lpcards.cli.character_charts import fitted, ink_for
from lpcards.cli.options import json_option
from lpcards.english.printable import counted
from lpcards.study.messages import columns_of, note, say_json, say_lines
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace

WIDE = 76
"""A terminal with fewer columns has no room for a title beside the rest."""


@click.command("list")
@json_option
@click.pass_obj
def list_command(workspace: Workspace, as_json: bool) -> None:
    """List the stories and guides, in study order."""
    stories = workspace.index.stories()
    for words in notice_of(workspace.index):
        note(words)
    if as_json:
        say_json([story_json(story) for story in stories])
    else:
        width = columns_of(sys.stdout)
        say_lines(line for story in stories for line in _lines(story, width))


def _lines(story: Story, width: int) -> list[str]:
    """Return a story in a line; on a terminal its title is cut, on a narrow one it has its own."""
    type_ = "guide" if story.type == "guide" else "own" if story.own else "example"
    is_page = story.type == "guide" and not story.cards
    cards = "to read" if is_page else counted(story.cards, "card")
    head = f"{story.id:<32} {type_:<8} {cards:>9}  "
    if not width:
        return [f"{head}{story.title}"]
    ink = ink_for(sys.stdout.encoding)
    if width >= WIDE:
        return [f"{head}{fitted(story.title, width - len(head), ink)}".rstrip()]
    title = fitted(story.title, width - 2, ink).rstrip()
    return [story.id, f"  {title}", f"  {type_}, {cards}"]
