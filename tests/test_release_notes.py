"""Release notes say what is so: the newest of them are held against the program."""

import re
from pathlib import Path

from packaging.version import Version

from lpcards import __version__
from lpcards.log.schema import VERSION

ROOT = Path(__file__).parent.parent
NOTES = {Version(path.stem): path for path in (ROOT / "release").glob("[0-9]*.md")}
NEWEST = NOTES[max(NOTES)].read_text(encoding="utf-8")


def test_there_are_notes_for_this_version_or_for_the_next():
    assert max(NOTES) >= Version(__version__)


def test_the_notes_name_the_form_that_a_log_is_brought_to():
    assert {int(one) for one in re.findall(r"\bformat (\d+)", NEWEST)} <= {VERSION}


def test_the_notes_say_what_is_new_how_to_upgrade_and_where_it_ends():
    headings = ["What is new", "How to upgrade", "Known limits"]
    assert re.findall(r"^## (.*)$", NEWEST, re.MULTILINE) == headings
