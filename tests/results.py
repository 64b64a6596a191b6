"""What a run of the program came to; the JSON that it answers has the fields of its page."""

import functools
import json
import re
from pathlib import Path
from typing import NamedTuple

from lpcards.cli.commands import help_lines

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
ROW = re.compile(r"^\| (`[a-z].*?) \| (.*) \|$", re.MULTILINE)
NAME = re.compile(r"`([a-z]+)[^`]*`")
AS_IN = re.compile(r"\bas (?:in )?`([a-z]+)`")
ASIDE = re.compile(r"\([^()]*\)")
FIELDS = re.compile(r"`([a-zA-Z_{][^`]*)`")
PAIR = re.compile(r"\[[^{}\[\]]*\]")
TOKEN = re.compile(r"[\w-]+|[{}]")


class Result(NamedTuple):
    """A run of the program: what it was given, its exit code, what it wrote."""

    args: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def json(self):
        """The answer; each field of it stands on the page about the commands."""
        value = json.loads(self.out)
        assert unknown_fields(self.args, value) == [], self.args
        return value

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]


@functools.cache
def fields():
    """Return the fields of each command as the page has them: a field -> its own, None: untold."""
    table = PAGE.read_text("utf-8").partition("## What `--json` holds")[2].partition("\n## ")[0]
    found = {}
    rows = [(NAME.findall(names), ASIDE.sub("", text)) for names, text in ROW.findall(table)]
    for names, text in rows:
        own = {}
        for written in FIELDS.findall(AS_IN.sub("", text)):
            own |= nested(PAIR.sub("", written))
        found |= dict.fromkeys(names, own)
    for names, text in rows:
        for base in AS_IN.findall(text):
            found |= {name: found[base] | found[name] for name in names}
    return found


def nested(written):
    """Return the fields of `a`, `b[{c, d}]` or `{e}`; one in capitals stands for any."""
    top, inside = {}, []
    level, last = top, ""
    for token in TOKEN.findall(written):
        if token == "{":
            inside.append(level)
            if last:
                level[last] = {}
                level = level[last]
        elif token == "}":
            level, last = inside.pop(), ""
        else:
            level[token] = None
            last = token
    return top


def unknown_fields(args, value):
    """Return the fields that the page has not for the command which these arguments name."""
    command = next((arg for arg in map(str, args) if arg in help_lines()), "")
    known = fields().get(command)
    return [] if known is None else sorted(beyond(value, known))


def beyond(value, known, above=""):
    """Yield the fields of a value that are not known, at any depth that is told of."""
    if isinstance(value, list):
        for one in value:
            yield from beyond(one, known, above)
    elif isinstance(value, dict):
        for name, inner in value.items():
            any_name = next((key for key in known if key.isupper()), None)
            if name not in known and any_name is None:
                yield above + name
            elif (deeper := known.get(name, known.get(any_name))) is not None:
                yield from beyond(inner, deeper, f"{above}{name}.")
