"""`lpcards list` and `lpcards read`: the stories, and one story's text."""

import click

from lpcards.english.printable import counted
from lpcards.index.card_index import Compiled, Story
from lpcards.study.content_files import named_story
from lpcards.study.naming import complete_stories
from lpcards.study.noticing import notice_of
from lpcards.study.open_content import Desk
from lpcards.study.saying import json_option, note, say_json, say_lines


@click.command("list")
@json_option
@click.pass_obj
def list_command(desk: Desk, as_json: bool) -> None:
    """List the stories and guides, in the order in which they are met."""
    stories = desk.compiled.stories()
    for words in notice_of(desk.compiled):
        note(words)
    if as_json:
        say_json([_as_json(story) for story in stories])
    else:
        say_lines(_line(story) for story in stories)


def _as_json(story: Story) -> dict[str, object]:
    return {**story._asdict(), "asked": [one.ask for one in story.asked]}


def _line(story: Story) -> str:
    sort = "guide" if story.type == "guide" else "own" if story.own else "example"
    return f"{story.id:<32} {sort:<8} {counted(story.cards, 'card'):>9}  {story.title}"


@click.command("read")
@click.argument("story", shell_complete=complete_stories)
@json_option
@click.pass_obj
def read_command(desk: Desk, story: str, as_json: bool) -> None:
    """Read STORY: what is told before its first card is asked."""
    compiled = desk.compiled
    name = named_story(compiled, story)
    found = next(one for one in compiled.stories() if one.id == name)
    if as_json:
        say_json({**_as_json(found), "sections": _sections(compiled, found)})
        return
    from lpcards.terminal.card_text import story_lines
    from lpcards.terminal.printing import print_lines

    print_lines(lambda width: story_lines(found, compiled.sections(found.id), width))


def _sections(compiled: Compiled, story: Story) -> list[dict[str, object]]:
    return [
        {"heading": heading, "text": text, "seconds": seconds}
        for heading, text, seconds in compiled.sections(story.id)
    ]
