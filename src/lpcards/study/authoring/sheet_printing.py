"""The sheet of stories, shown in the terminal."""

from lpcards.study.authoring.sheet_material import StorySheet
from lpcards.terminal.sheet_lines import pages_lines
from lpcards.terminal.terminal import print_lines


def print_sheet(sheet: StorySheet) -> None:
    """Show the sheet in the terminal."""
    print_lines(lambda width: pages_lines(sheet.pages, width))
