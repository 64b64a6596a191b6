"""`lpcards read`: a story's text."""

import click

from lpcards.cards.choices import Story, story_json
from lpcards.cli.options import complete_stories, json_option
from lpcards.index.card_index import CardIndex
from lpcards.study.content_files import named_story, themes_of
from lpcards.study.messages import say_json
from lpcards.study.workspace import Workspace


@click.command("read")
@click.argument("story", shell_complete=complete_stories)
@json_option
@click.pass_obj
def read_command(workspace: Workspace, story: str, as_json: bool) -> None:
    """Read a story from start to end.

    A review shows it part by part, each part before the first card about it.
    """
    index = workspace.index
    name = named_story(index, story)
    found = next(one for one in index.stories() if one.id == name)
    themes = themes_of(found)
    if as_json:
        told = [theme.model_dump() for theme in themes]
        say_json({**story_json(found), "sections": _sections(index, found), "themes": told})
        return
    from lpcards.terminal.card_face import story_lines
    from lpcards.terminal.terminal import print_lines
    from lpcards.terminal.theme_table import theme_lines

    print_lines(
        lambda width: [
            *story_lines(found, index.sections(found.id), width),
            *theme_lines(themes, width),
        ]
    )


def _sections(index: CardIndex, story: Story) -> list[dict[str, object]]:
    return [
        {"heading": heading, "text": text, "seconds": seconds}
        for heading, text, seconds in index.sections(story.id)
    ]
