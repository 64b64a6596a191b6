# ruff: noqa: INP001  cog imports this from the pages' folder, which is no package
"""The generated parts of the pages here: tables of keys, and the cards that examples make.

Pages call it between cog's markers: `cog -r docs/*.md`, from the project's root.
"""

import functools
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import lpcards.story.models
from lpcards.advice.file_advice import advice_on
from lpcards.advice.finding import FileSummary
from lpcards.advice.registry import Example, all_rules, described, problems_between
from lpcards.advice.weights import PARTED, WEIGHTS, Weight
from lpcards.cards.card import Card
from lpcards.cards.kinds import cards_from
from lpcards.story.json_schema import schema_of
from lpcards.story.models import STEPS, Part
from lpcards.story.principles import PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.system.problem import Problem

Schema = dict[str, Any]

HEAD = """\
id: last-bus
title: The Sunday bus that did not run
short: Last bus
principle: customer-obsession
"""
FENCE = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)```$", re.MULTILINE)


class Block(NamedTuple):
    """A fenced block of a page. `sort` is what stands behind its language: "", `fragment`, ..."""

    line: int
    language: str
    sort: str
    text: str

    @property
    def file(self) -> bytes:
        """The content file that the block shows; a fragment is put into a minimal story."""
        return ((HEAD if self.sort == "fragment" else "") + self.text).encode()


def blocks_of(page: str) -> list[Block]:
    """Return the fenced blocks of a page's text, with the line (from 1) of each fence."""
    return [
        Block(page.count("\n", 0, one.start()) + 1, *one.groups()) for one in FENCE.finditer(page)
    ]


def simulated() -> str:
    """Return the table of docs/simulation.md that sets the interview date against plain SM-2."""
    page = (Path(__file__).parent / "simulation.md").read_text(encoding="utf-8")
    [table] = re.findall(r"(?:^\| .*points more.*\n(?:^\|.*\n)+)", page, re.MULTILINE)
    return str(table)


def coached() -> str:
    """Return the table of docs/coach.md: how well the coach judges the answers among the tests."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from coached_answers import table

    return "\n" + "\n".join(table()) + "\n\n"


def example_above(page: str, line: int) -> Block:
    """Return the last YAML block above a line."""
    return [one for one in blocks_of(page) if one.language == "yaml" and one.line < line][-1]


def cards_above(path: str, line: int) -> str:
    """Return a table of the cards that the example above this line of a page makes."""
    block = example_above(Path(path).read_text(encoding="utf-8"), line)
    file = read_source(path, block.file).file
    if file is None:
        message = f"{path}:{block.line}: this example does not load"
        raise ValueError(message)
    return _table(("card", "asks", "tells"), [_row_of(card) for card in cards_from(file)])


def _row_of(card: Card) -> tuple[str, str, str]:
    tells = (*card.back.splitlines(), *card.items, *card.below.splitlines())
    return f"`{card.id}`", f"*{card.top}*<br>{card.front}", "<br>".join(tells)


def principles() -> str:
    """Return a table of the sixteen principles."""
    return _table(("id", "name"), [(f"`{name}`", told) for name, told in PRINCIPLES.items()])


class Section(NamedTuple):
    """A part of a file: its model, and the keys below which it stands (none: the whole file)."""

    model: type[Part]
    keys: tuple[str, ...]

    @property
    def title(self) -> str:
        """The heading above the part's table."""
        keys = ", ".join(f"`{key}`" for key in self.keys)
        return f"In {keys}" if keys else f"A {self.model.__name__.lower()} file"

    def link(self, words: str) -> str:
        """Return a link to that heading, as GitHub names it."""
        name = re.sub(r"[^\w -]", "", self.title.lower()).replace(" ", "-")
        return f"[{words}](#{name})"


def sections_of(file: str, known: tuple[Section, ...] = ()) -> tuple[Section, ...]:
    """Return the parts of a file in the order of the format, without those already `known`."""
    found: dict[str, list[tuple[str, str]]] = {file: []}
    _visit(file, "", found)
    shown = {section.model.__name__ for section in known}
    return tuple(
        Section(_model(name), _keys_of(places))
        for name, places in found.items()
        if name not in shown
    )


def _model(name: str) -> type[Part]:
    model: type[Part] = getattr(lpcards.story.models, name)
    return model


def _visit(name: str, above: str, found: dict[str, list[tuple[str, str]]]) -> None:
    """Note each part inside the part `name`, with the key `above` it and its own."""
    for key, of in schema_of(_model(name))["properties"].items():
        for part in _parts_in(of):
            first = part not in found
            found.setdefault(part, []).append((above, key))
            if first:
                _visit(part, key, found)


def _parts_in(of: Schema) -> list[str]:
    return list(dict.fromkeys(re.findall(r"#/\$defs/(\w+)", repr(of))))


def _keys_of(places: list[tuple[str, str]]) -> tuple[str, ...]:
    """Return the keys of a part; where it has several of them, with the key above."""
    keys = tuple(dict.fromkeys(key for _, key in places))
    if keys == STEPS:
        return (f"{places[0][0]}.<step>",)
    return tuple(f"{above}.{key}" for above, key in places) if len(keys) > 1 else keys


def keys(file: str, *before: str) -> str:
    """Return the tables of all keys of a sort of file, without parts shown with those `before`."""
    known = tuple(section for name in before for section in sections_of(name))
    new = sections_of(file, known)
    sections = {section.model.__name__: section for section in (*known, *new)}
    return "".join(_section(section, sections) for section in new)


def _section(section: Section, sections: dict[str, Section]) -> str:
    schema = schema_of(section.model)
    about = str(section.model.__doc__).splitlines()[0]
    parent = sections.get(section.model.__mro__[1].__name__)
    if parent:
        keys = ", ".join(f"`{key}`" for key in parent.keys)
        about += f" All keys of {parent.link(keys)}, and:"
    inherited = parent.model.model_fields if parent else ()
    rows = [
        (_key(name, schema), _kind(of, sections), str(of["description"]))
        for name, of in schema["properties"].items()
        if name not in inherited
    ]
    return f"\n### {section.title}\n\n{about}\n{_table(('key', 'is', 'which says'), rows)}"


def _key(name: str, schema: Schema) -> str:
    return f"**`{name}`**" if name in schema.get("required", ()) else f"`{name}`"


def _kind(of: Schema, sections: dict[str, Section]) -> str:
    """Return what may stand behind a key."""
    told = [_word(shape, sections) for shape in of.get("anyOf", [of])]
    return " or ".join(dict.fromkeys(word for word in told if word))


def _word(shape: Schema, sections: dict[str, Section]) -> str:
    if "$ref" in shape:
        return sections[shape["$ref"].rsplit("/", 1)[1]].link("mapping")
    if "enum" in shape:
        return _choices(shape["enum"])
    if "items" in shape:
        return f"list: {_kind(shape['items'], sections)}"
    if "additionalProperties" in shape:
        return f"{_names(shape)}: {_kind(shape['additionalProperties'], sections)}"
    return _scalar(shape)


def _choices(enum: list[Any]) -> str:
    if True in enum:
        return "`yes` or `no`"
    return " or ".join(f"`{word}`" for word in enum if word is not None)


def _names(shape: Schema) -> str:
    return "step" if "enum" in shape["propertyNames"] else "id"


def _scalar(shape: Schema) -> str:
    if "integer" in shape["type"]:
        most = f", {shape['minimum']} to {shape['maximum']}" if "maximum" in shape else ""
        return f"number{most}"
    if "string" not in shape["type"]:
        return ""
    most = f", at most {shape['maxLength']} characters" if "maxLength" in shape else ""
    return "id" if "pattern" in shape else f"text{most}"


def files_of(example: Example) -> dict[str, str]:
    """Return the files that a rule's example shows: each fragment is put into a minimal story."""
    fragments = (example,) if isinstance(example, str) else example
    names = [f"last-bus{number or ''}" for number in range(len(fragments))]
    files = zip(names, fragments, strict=True)
    return {f"content/{name}.yaml": _with_head(name, text) for name, text in files}


def _with_head(name: str, fragment: str) -> str:
    """Return a fragment below those lines of the usual head that it does not have itself."""
    head = HEAD.replace("last-bus", name).splitlines(keepends=True)
    own = re.findall(r"^\w+:", fragment, re.MULTILINE)
    return "".join(line for line in head if line.partition(" ")[0] not in own) + fragment


def advice_in(files: dict[str, str]) -> list[Problem]:
    """Return the advice of all rules on files, by path; ignores are not heeded."""
    found: list[Problem] = []
    summaries = []
    for path, text in files.items():
        source = read_source(path, text.encode())
        if source.file is None:
            message = f"{path} does not load: {source.problems}"
            raise ValueError(message)
        file = source.file
        advice = advice_on(source, tuple(cards_from(file)))
        found += advice.problems
        known = (path, file.id, file.type, file.principle, advice.mentions, advice.runs)
        summaries.append(FileSummary(*known, text=functools.partial(str, text)))
    return [*found, *problems_between(summaries)]


def rules() -> str:
    """Return a table of all rules, and a section for each with its examples."""
    known = described()
    table = _table(
        ("rule", "finds"), [(f"[`{name}`](#{name})", says) for name, says in known.items()]
    )
    return table + "".join(map(_rule, known))


def weights() -> str:
    """Return a table of what advice is about, from what weighs most to what weighs least."""
    rows = [
        (str(place), weight.about, weight.because, _kinds_of(weight))
        for place, weight in enumerate(WEIGHTS, 1)
    ]
    return _table(("", "about", "because", "rules"), rows)


def _kinds_of(weight: Weight) -> str:
    """Return the rules of a weight, linked where they have a section here."""
    known = described()
    named = [f"[`{name}`](#{name})" if name in known else f"`{name}`" for name in weight.rules]
    return ", ".join([*named, *([f"`{PARTED}`: these parts"] if weight.missing else [])])


def _rule(name: str) -> str:
    rule = all_rules()[name]
    about = str(rule.__doc__).strip()
    said = "".join(f"- {message}\n" for message in _said_of_bad(name))
    bad, good = _shown(rule.BAD), _shown(rule.GOOD)
    return f"### {name}\n\n{about}\n\nBad:\n{bad}\n{said}\nGood:\n{good}\n"


def _said_of_bad(name: str) -> list[str]:
    """Return what a rule says of its bad example and not of its good one."""
    rule = all_rules()[name]
    bad, good = (
        [one.message for one in advice_in(files_of(example)) if one.rule == name]
        for example in (rule.BAD, rule.GOOD)
    )
    return [message for message in bad if message not in good]


def _shown(example: Example) -> str:
    fragments = (example,) if isinstance(example, str) else example
    return "".join(f"\n```yaml\n{fragment}```\n" for fragment in fragments)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return a table, set off from cog's markers by empty lines."""
    lines = [" | ".join(map(_cell, row)) for row in (head, ("---",) * len(head), *rows)]
    return "".join(["\n", *(f"| {line} |\n" for line in lines), "\n"])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
