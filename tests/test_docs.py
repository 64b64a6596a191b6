"""The pages in docs/ say what is so: their examples run, their promises are kept."""

import importlib.util
import os
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import lpcards.story.models
from lpcards.cards.card import Card
from lpcards.cards.kinds import KINDS, cards_from
from lpcards.drafts.notes import draft_of
from lpcards.story.decoding import MOST_BYTES
from lpcards.story.models import STEPS, Part
from lpcards.story.reading import read_source
from lpcards.story.settings import Settings
from lpcards.story.settings_file import read_settings
from lpcards.story.together import problems_together, summary_of
from lpcards.story.tree import DEEPEST, MOST_NODES

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
CHANGES = ROOT / "CHANGELOG.md"
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

_found = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
generate = importlib.util.module_from_spec(_found)
_found.loader.exec_module(generate)

FORMAT = (DOCS / "format.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "settings.md").read_text(encoding="utf-8")
START = (DOCS / "start.md").read_text(encoding="utf-8")
BLOCKS = generate.blocks_of(FORMAT)
STARTING = [block for block in generate.blocks_of(START) if block.language == "yaml"]
YAML = [block for block in BLOCKS if block.language == "yaml"]
GOOD = [block for block in YAML if block.sort != "fault"]
NOTES = [block for block in BLOCKS if block.language == "text"]
CONSOLE = [block for block in BLOCKS if block.language == "console"]
GENERATED = re.compile(r"<!-- \[\[\[cog.*?\[\[\[end\]\]\] -->", re.DOTALL)


def place(block):
    return f"line-{block.line}"


def prose(page):
    """Return what somebody wrote: no blocks, nothing that cog made."""
    return GENERATED.sub("", generate.FENCE.sub("", page))


def cards_of(block) -> list[Card]:
    return [*cards_from(read_source("format.md", block.file).file)]


def test_the_examples_are_of_known_sorts():
    assert {(block.language, block.sort) for block in BLOCKS} == {
        ("yaml", ""),
        ("yaml", "fragment"),
        ("yaml", "fault"),
        ("console", ""),
        ("text", ""),
    }


@pytest.mark.parametrize("block", [*GOOD, *STARTING], ids=place)
def test_an_example_loads_without_errors(block):
    source = read_source("format.md", block.file)
    assert source.file is not None, source.problems
    assert {problem.severity for problem in source.problems} <= {"advice"}


@pytest.mark.parametrize("block", [one for one in YAML if one not in GOOD], ids=place)
def test_an_example_of_faults_has_some(block):
    assert read_source("format.md", block.file).file is None


def test_the_notes_that_are_shown_become_a_story_with_a_probe():
    [block, shorter] = [*NOTES, *(b for b in generate.blocks_of(START) if b.language == "text")]
    draft = draft_of(block.text)
    assert (draft.title, [*draft.steps], draft.guessed) == ("Last bus", [*STEPS], False)
    assert [answer for _, answer in draft.questions] == ["A correction takes them six weeks."]
    draft = draft_of(shorter.text)
    assert ([*draft.steps], len(draft.questions), draft.guessed) == ([*STEPS][:4], 1, False)


@pytest.mark.parametrize("block", CONSOLE, ids=place)
def test_the_program_says_what_the_page_quotes(block, lp, home):
    story = home / "content" / "last-bus.yaml"
    story.parent.mkdir()
    story.write_bytes(generate.example_above(FORMAT, block.line).file)
    command, said = block.text.split("\n", 1)
    assert command.startswith("$ lpcards ")
    assert lp(*command.split()[2:], now=None, code=None).out == said


def test_the_number_of_errors_that_are_announced_is_the_number_shown():
    said = next(block for block in CONSOLE if "`principal`" in block.text)
    assert said.text.splitlines()[-1].endswith("4 errors, 0 to improve")
    assert "Here are four errors in one small file" in FORMAT


def test_the_smallest_draft_is_four_keys_and_three_lines():
    lines = YAML[0].text.splitlines()
    assert len(lines) == 4 + 1 + 3
    assert cards_of(YAML[0]) == []


def test_every_card_that_the_text_promises_exists():
    made = {card.id for block in GOOD for card in cards_of(block)}
    promised = set(re.findall(r"`([a-z0-9-]+/[a-z]+/[a-z0-9.-]+)`", prose(FORMAT)))
    assert len(promised) >= 3
    assert promised <= made


def test_every_kind_of_card_is_shown():
    shown = set(re.findall(r"^\| `[a-z0-9-]+/([a-z]+)/", FORMAT, re.MULTILINE))
    assert shown == {kind.KIND.name for kind in KINDS}


@pytest.mark.parametrize(
    ("page", "examples", "least"),
    [(FORMAT, GOOD, 30), (START, STARTING, 10)],
    ids=["format", "start"],
)
def test_a_row_of_a_table_shows_a_card_as_it_is_asked(page, examples, least):
    rows = re.findall(r"^\| `([a-z0-9./-]+)` \| \*(.+?)\*<br>(.+?) \| (.+) \|$", page, re.MULTILINE)
    made = {
        (card.id, card.top, card.front, told(card)) for one in examples for card in cards_of(one)
    }
    assert len(rows) > least
    assert {*rows} <= made


def told(card: Card) -> str:
    return "<br>".join(
        line for line in (*card.back.split("\n"), *card.items, *card.below.split("\n")) if line
    )


def test_the_kinds_that_a_new_learner_is_asked_are_named():
    sentence = re.search(r"You are asked (.*?)\scards:", FORMAT, re.DOTALL)[1]
    assert sorted(re.findall("`([a-z.]+)`", sentence)) == sorted(Settings().kinds)


def test_a_guide_with_a_name_makes_its_principle_known():
    guide = next(block for block in GOOD if block.text.startswith("type: guide\n"))
    story = generate.HEAD.replace("customer-obsession", "on-time").encode()
    files = {"guide.yaml": guide.file, "story.yaml": story}
    told = [summary_of(read_source(path, data), 0) for path, data in files.items()]
    assert problems_together(told) == []
    assert [problem.rule for problem in problems_together(told[1:])] == ["principle"]


def own_keys(model: type[Part]) -> list[str]:
    inherited = {key for parent in model.__mro__[1:] for key in getattr(parent, "model_fields", ())}
    return [key for key in model.model_fields if key not in inherited]


def test_every_key_of_the_format_has_a_row_that_says_something():
    models = [one for one in vars(lpcards.story.models).values() if isinstance(one, type)]
    parts = [one for one in models if issubclass(one, Part) and one is not Part]
    known = Counter(key for model in parts for key in own_keys(model))
    table = FORMAT[FORMAT.index("\n## All keys\n") :]
    row = r"^\| (?:\*\*)?`(\w+)`(?:\*\*)? \| (\S.*?) \| (\S.*?) \|$"
    rows = re.findall(row, table, re.MULTILINE)
    assert Counter(key for key, _, _ in rows) == known


def test_required_keys_are_bold():
    table = FORMAT[FORMAT.index("\n### A scenario file\n") : FORMAT.index("\n### In `asked`\n")]
    assert re.findall(r"\*\*`(\w+)`\*\*", table) == ["id", "title", "short", "principle"]
    assert "The first four are required." in FORMAT


def test_every_setting_has_a_line():
    assert re.findall(r"^- `(\w+)`", SETTINGS, re.MULTILINE) == [*Settings.model_fields]


@pytest.mark.parametrize("block", generate.blocks_of(SETTINGS), ids=place)
def test_an_example_of_settings_is_read_without_problems(block):
    assert block.language == "yaml"
    assert read_settings("lpcards.yaml", block.text.encode())[1] == ()


def test_the_limits_are_those_of_the_reader():
    assert f"{MOST_BYTES:,} bytes, {MOST_NODES:,} values and {DEEPEST} levels" in FORMAT
    id_length = next(
        one.max_length
        for one in lpcards.story.models.Scenario.model_fields["id"].metadata
        if hasattr(one, "max_length")
    )
    assert f"An id has at most {id_length} characters, `short` at most 24." in FORMAT


def overview_of(text: str) -> str | None:
    file = read_source("a", f"{generate.HEAD}overview: {text}\n".encode()).file
    return file.overview if file else None


@pytest.mark.parametrize("text", ["a: b", "a #b", "a:", '"a" b', "[a", "{a", "`a", "- a"])
def test_a_text_that_is_said_to_need_quotes_does(text):
    assert overview_of(text) != text
    assert overview_of("'" + text + "'") == text


def test_a_text_that_starts_with_a_named_sign_needs_quotes():
    signs = re.search(r"`- ` or one of `([^`]+)`", FORMAT)[1].split()
    assert len(signs) >= 5
    for sign in signs:
        assert overview_of(f"{sign}a b") != f"{sign}a b", sign


def test_the_messages_that_explain_a_limit_are_rules_of_yaml():
    for clever in ("a: &x b", "a: *x", "a: !x b", "<<: b", "---\na: b\n---\n"):
        problems = read_source("a", clever.encode()).problems
        assert {problem.rule for problem in problems} & {"alias", "tag", "yaml"}, clever


def anchors(page: str) -> list[str]:
    """Return what GitHub calls a page's headings."""
    headings = re.findall(r"^#+ (.*)$", generate.FENCE.sub("", page), re.MULTILINE)
    return [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings]


@pytest.mark.parametrize("name", ["format.md", "lint.md", "settings.md", "start.md"])
def test_every_link_leads_somewhere(name):
    page = (DOCS / name).read_text(encoding="utf-8")
    known = anchors(page)
    assert max(Counter(known).values()) == 1
    shown = re.sub(r"```.*?```|`[^`]*`", "", page, flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)]+)\)", shown):
        file, _, anchor = target.partition("#")
        assert (DOCS / file).exists()
        assert file or anchor in known, target


@pytest.mark.parametrize("path", [*PAGES, ROOT / "README.md", CHANGES], ids=lambda path: path.name)
def test_a_heading_stands_alone(path):
    page = generate.FENCE.sub("", path.read_text(encoding="utf-8"))
    assert re.findall(r"^.+\n#+ .*$|^#+ .*\n.+$", page, re.MULTILINE) == []


def test_no_two_changes_begin_with_the_same_words():
    entries = re.findall(r"^- (.{40})", CHANGES.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(entries) > 50
    assert max(Counter(entries).values()) == 1


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_the_generated_parts_are_current(path):
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "--diff", f"docs/{path.name}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_house_that_is_drawn_is_the_one_that_is_checked():
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    rooms = next(one["layers"] for one in contracts if one["type"] == "layers")
    drawn = re.findall(r"^\| `(\w+)` \|", CONTRIBUTING, re.MULTILINE)
    assert ["__main__", *drawn] == rooms


def test_every_path_that_contributors_are_sent_to_is_there():
    named = re.findall(r"`((?:src/lpcards|tests)/[\w/.]+|\w+/[\w/]*(?:\.py)?)`", CONTRIBUTING)
    named = [path for path in named if "NAME" not in path]
    assert len(named) >= 15
    for path in named:
        assert (ROOT / path).exists() or (ROOT / "src/lpcards" / path).exists(), path
