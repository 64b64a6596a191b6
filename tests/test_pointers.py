"""Whatever the program or its manual points at is there: pages, commands, options."""

import ast
import re
import shlex
from pathlib import Path

import click
import pytest

import conftest
from lpcards.cli.commands import help_lines
from lpcards.cli.program import cli
from lpcards.study.manual import FENCED, text_of, topics

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "lpcards"
PAGES = topics()
ABOUT_THE_SOURCE = {
    *("benchmarks", "reliability", "simulation", "sync", "two-schedulers", "changelog", "why")
}
"""Pages that tell how the program is made, and so name what only its source has."""
QUOTED = re.compile(r"`lpcards ([a-z-][^`]*)`")
TYPED = re.compile(r"^[ $]*lpcards ([a-z-][^`|>#…\n]*)", re.MULTILINE)
FILE = re.compile(r"(?<![\w./])(?:docs|src|bench|tests|release|requirements)/[\w./-]*\w")
VERB = re.compile(r"`make ([a-z-]+)")


def helps():
    context = click.Context(cli, info_name="lpcards")
    yield "lpcards", context.get_help()
    for name in help_lines():
        command = cli.get_command(context, name)
        yield name, command.get_help(click.Context(command, context, name))


def strings():
    """Yield every text of the program's source that somebody may get to read."""
    for path in sorted(SOURCE.rglob("*.py")):
        nodes = [*ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
        found = (one.value for one in nodes if isinstance(one, ast.Constant))
        joined = (ast.unparse(one) for one in nodes if isinstance(one, ast.JoinedStr))
        docs = {ast.get_docstring(one, clean=False) for one in nodes if documented(one)}
        yield (
            str(path.relative_to(SOURCE)),
            [
                *(one for one in found if isinstance(one, str) and one not in docs),
                *joined,
            ],
        )


def documented(node):
    return isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))


TEXTS = [
    *helps(),
    *((name, text) for name, texts in strings() for text in texts),
    *((topic, text_of(path)) for topic, path in PAGES.items()),
]

BESIDE = [
    (path.name, path.read_text(encoding="utf-8"))
    for path in (ROOT / "SECURITY.md", *(ROOT / "release").glob("*.md"))
]
"""What is no page of the manual, and names commands all the same."""


def wrong_in(words):
    """Return what is wrong with a call of the program, as it may stand in a text."""
    context = click.Context(cli, info_name="lpcards")
    told = [word for word in split(words) if word != "..."]
    options = {option for one in cli.params for option in one.opts}
    while told and told[0].startswith("-"):
        option = told.pop(0)
        if option not in options and option not in {"-h", "--help"}:
            return f"no option {option}"
        told = told[1:] if option in {"--content", "--db", "--now"} else told
    if not told or not re.fullmatch(r"[a-z-]+", told[0]):
        return ""
    name, *rest = told
    if name not in help_lines():
        return f"no command {name}"
    known = known_to(cli.get_command(context, name))
    wrong = [one for one in rest if re.match("--?[a-z]", one) and one.split("=")[0] not in known]
    if name == "docs" and rest and re.fullmatch("[a-z]+", rest[0]) and rest[0] not in PAGES:
        wrong.append(rest[0])
    return " ".join(wrong)


def split(words):
    try:
        return shlex.split(words)
    except ValueError:  # a text broken off, or with an apostrophe
        return words.split()


def typed(text):
    """Return the calls in a text's blocks, as somebody would type them."""
    return [call for block in FENCED.findall(text) for call in TYPED.findall(block)]


def known_to(command):
    found = {one for param in command.params for one in (*param.opts, *param.secondary_opts)}
    return found | {"-h", "--help"}


@pytest.mark.parametrize("topic", PAGES)
def test_a_page_of_the_manual_leads_nowhere_but_to_other_pages(topic):
    prose = "".join(FENCED.split(text_of(PAGES[topic]))[::2])
    assert re.findall(r"\]\((?!https?://)[^)]*\)|\b[\w/]+\.md\b|<!--", prose) == []


def test_no_message_and_no_help_names_a_page_by_its_file():
    texts = [(name, text) for name, text in TEXTS if name not in PAGES]
    assert [name for name, text in texts if re.search(r"docs/\w+|\bREADME\b|\w\.md\b", text)] == []


def test_every_command_that_is_named_exists_with_its_options():
    calls = [(name, call) for name, text in TEXTS for call in QUOTED.findall(text)]
    calls += [(topic, call) for topic, path in PAGES.items() for call in typed(text_of(path))]
    calls += [
        (name, call) for name, text in BESIDE for call in (*QUOTED.findall(text), *typed(text))
    ]
    assert len(calls) > 200
    assert {(*call, wrong) for call in calls if (wrong := wrong_in(call[1]))} == set()


def test_only_pages_about_the_source_name_what_only_the_source_has():
    for topic, text in TEXTS:
        named = FILE.findall(text)
        verbs = VERB.findall(text)
        if topic in ABOUT_THE_SOURCE and topic in PAGES:
            assert [one for one in named if not (ROOT / one).exists()] == []
            makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
            assert [one for one in verbs if f"\n{one}:" not in makefile] == []
        else:
            assert (topic, named, verbs) == (topic, [], [])


def test_the_tests_first_page_says_which_helper_is_what():
    helpers = {path.stem for path in (ROOT / "tests").glob("*.py")} - {"conftest"}
    helpers = {name for name in helpers if not name.startswith("test_")}
    assert {*re.findall(r"`(\w+)`", conftest.__doc__)} == helpers
