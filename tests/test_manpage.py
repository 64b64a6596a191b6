"""The man page is made from the commands, and roff reads it as it is meant."""

import importlib.util
import re
import subprocess
from pathlib import Path

import click
import pytest

from lpcards.cli.commands import help_lines
from lpcards.cli.program import cli

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "lpcards.1").read_text(encoding="utf-8")
MACROS = {"B", "PP", "RI", "SH", "SS", "TH", "TP", "fi", "nf"}

_found = importlib.util.spec_from_file_location("manpage", DOCS / "manpage.py")
manpage = importlib.util.module_from_spec(_found)
_found.loader.exec_module(manpage)


def mandoc(text, *options):
    command = ["mandoc", "-man", *options]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=False)


def test_the_page_is_current():
    assert manpage.page() == PAGE


def test_every_line_that_begins_like_a_request_is_one():
    begun = re.findall(r"^[.'](\w*)", PAGE, re.MULTILINE)
    assert set(begun) == MACROS


@pytest.mark.mandoc
def test_it_has_no_faults():
    told = mandoc(PAGE, "-T", "lint", "-W", "warning").stdout.splitlines()
    assert [one for one in told if "missing date" not in one] == []  # a date would be a lie soon


@pytest.mark.mandoc
def test_it_shows_every_command_with_its_options():
    shown = mandoc(PAGE, "-T", "utf8", "-O", "width=200").stdout
    shown = re.sub(r".\x08", "", shown)
    parts = re.split(r"^   lpcards ([a-z]+)", shown, flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert [*told] == [*help_lines()]
    for name, text in told.items():
        command = cli.get_command(click.Context(cli), name)
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert all(option in text for one in options for option in one.opts), name


@pytest.mark.mandoc
@pytest.mark.parametrize("words", [".TH", "'br", "\\fBx", "a\\", '"x" -- y', "\\(dq", ". x"])
def test_no_words_are_taken_for_a_request(words):
    text = "\n".join(manpage.paragraphs(words))
    shown = mandoc(f'.TH A 1 "" "" ""\n.SH NAME\n{text}\n', "-T", "ascii").stdout
    assert words in re.sub(r".\x08", "", shown)
