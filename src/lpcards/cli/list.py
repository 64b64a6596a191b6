"""`lpcards list`: the stories and guides."""

import click

from lpcards.cards.choices import Story, story_json
from lpcards.cli.options import json_option
from lpcards.english.printable import counted
from lpcards.study.messages import note, say_json, say_lines
from lpcards.study.notices import notice_of
from lpcards.study.workspace import Workspace


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
        say_lines(_line(story) for story in stories)


def _line(story: Story) -> str:
    type_ = "guide" if story.type == "guide" else "own" if story.own else "example"
    return f"{story.id:<32} {type_:<8} {counted(story.cards, 'card'):>9}  {story.title}"
