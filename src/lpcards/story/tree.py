"""YAML as events, walked once: plain data, and where each part of it stands.

The limits hold while walking: libyaml's own composer crashes the process on 100,000 nested
brackets. Texts stay texts, a tab in one is a space (no screen, page or deck has a stop for it); an
empty value counts as missing and is left out of its mapping.
"""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.parser import Parser as PythonParser
from yaml.reader import Reader
from yaml.scanner import Scanner

from lpcards.story.decoding import conflicts_in, decoded
from lpcards.story.fault import FORBIDDEN, Fault, quoted
from lpcards.story.positions import NOWHERE, Marks, Place, Spot
from lpcards.story.syntax import fault_of_syntax, has_odd_space, odd_in_key, odd_in_text

if TYPE_CHECKING:
    from collections.abc import Callable


class SlowParser(Reader, Scanner, PythonParser):
    """PyYAML's own parser, without the composer that comes after it: the same events.

    Between brackets it takes the `?` of a text for syntax: where libyaml reads on, it asks for
    quotes.
    """

    def __init__(self, text: str) -> None:
        """Read `text` from its start."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        PythonParser.__init__(self)


try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML without libyaml
    Parser = SlowParser  # type: ignore[assignment,misc]

DEEPEST = 32
MOST_NODES = 50_000

# Below a mapping's place: some of its keys could not be read, so none of them counts as missing.
BROKEN = "<<"

# A text that goes on behind what YAML takes for a comment: `Fixed #12`. What must stand before it
# is asked after it: a pattern that begins with its two letters is found ten times as fast.
_CUT = re.compile(r" #(?<=[^\s#] #)(?=[^\s#])")


class Tree(NamedTuple):
    """A file's data (None if it cannot be had), positions and faults.

    `empty` holds the places of keys without a value, `spoiled` those of values that could not be
    read: whatever else seems wrong there is not the author's fault.
    """

    data: Any
    marks: Marks
    faults: tuple[Fault, ...]
    empty: tuple[Place, ...] = ()
    spoiled: frozenset[Place] = frozenset()

    def at(self, place: Place) -> Any:  # noqa: ANN401  whatever the author wrote
        """Return the data at `place`, None if there is none."""
        data = self.data
        for step in place:
            try:
                data = data[step]
            except (KeyError, IndexError, TypeError):
                return None
        return data


def tree_of(data: bytes) -> Tree:
    """Read the YAML in `data`. Never raises for what the bytes hold."""
    text, faults = decoded(data)
    if text is None:
        return Tree(None, Marks(), faults)
    if conflicts := conflicts_in(text):  # whatever else is wrong comes of them
        return Tree(None, Marks(), conflicts)
    walk = _Walk(text)
    try:
        value, root = walk.document()
    except _TooMuch as stop:
        value, root = None, NOWHERE
        walk.faults.append(stop.fault)
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the latter two: `slow`
        value, root = None, NOWHERE
        fault = fault_of_syntax(error, text)
        walk.faults += [] if fault in walk.faults else [fault]
    return Tree(
        value,
        Marks(root),
        (*faults, *walk.faults),
        tuple(walk.empty),
        frozenset(walk.spoiled),
    )


class _TooMuch(Exception):  # noqa: N818  it stops a walk and is caught by the one who started it
    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Walk:
    """One pass over a text's events. Calls itself at most `DEEPEST` levels down."""

    def __init__(self, text: str) -> None:
        self.next: Callable[[], Any] = Parser(text).get_event
        self.source = text
        self.may_be_cut = bool(_CUT.search(text))
        self.may_be_odd = has_odd_space(text)
        self.nodes = 0
        self.faults: list[Fault] = []
        self.empty: list[Place] = []
        self.spoiled: list[Place] = []

    def document(self) -> tuple[Any, Spot]:
        """Return the only document's data and spots."""
        self.next()
        if type(self.next()) is not DocumentStartEvent:
            return "", NOWHERE
        event = self.next()
        value, inside = self.node(event, ())
        self.next()
        after = self.next()
        if type(after) is not StreamEndEvent:
            self.fault(after.start_mark, "yaml", _ONE_DOCUMENT)
        return value, Spot(event.start_mark, event.start_mark, inside)

    def node(self, event: Any, place: Place) -> tuple[Any, Any]:  # noqa: ANN401
        """Return the data that starts with `event`, and the spots inside it."""
        self.nodes += 1
        if self.nodes > MOST_NODES:
            raise _TooMuch(_fault(event.start_mark, "too-large", _TOO_MANY))
        if event.anchor is not None or event.tag is not None:
            self.oddity(event, place)
        kind = type(event)
        if kind is ScalarEvent:
            return self.text(event, place), None
        if kind is AliasEvent:
            return "?", None
        if len(place) >= DEEPEST:
            raise _TooMuch(_fault(event.start_mark, "too-large", _TOO_DEEP))
        return self.mapping(place) if kind is MappingStartEvent else self.items(place)

    def plain(self, event: Any) -> str:  # noqa: ANN401
        """Return the text of an ordinary scalar: no quotes, nothing to look into; "" of others."""
        if (
            type(event) is not ScalarEvent
            or event.style
            or event.anchor is not None
            or event.tag is not None
            or self.may_be_cut
            or self.may_be_odd
            or self.nodes >= MOST_NODES
        ):
            return ""
        self.nodes += 1
        return str(event.value).replace("\t", " ")

    def text(self, event: Any, place: Place) -> str:  # noqa: ANN401
        """Return a scalar's text, tabs as spaces: "" if there is nothing to read in it."""
        text: str = event.value.replace("\t", " ")
        if event.style == '"' and (found := FORBIDDEN.search(text)):
            message = _ESCAPED.format(quoted(found.group()))
            self.fault(event.start_mark, "control-character", message)
            self.spoiled.append(place)
        if self.may_be_cut and event.style == "" and _CUT.match(self.source, event.end_mark.index):
            self.faults.append(
                _fault(event.end_mark, "comment", _COMMENT)._replace(severity="advice")
            )
        if self.may_be_odd and not event.style and (odd := odd_in_text(text)):
            self.odd_space(event, odd)
            self.spoiled.append(place)
        return "" if text.isspace() else text

    def odd_space(self, event: Any, odd: tuple[int, str]) -> None:  # noqa: ANN401
        """Note a space that YAML takes for a letter, so many characters behind the start."""
        line, column = event.start_mark.line, event.start_mark.column
        self.faults.append(Fault(line + 1, column + odd[0] + 1, "yaml", odd[1]))

    def items(self, place: Place) -> tuple[list[Any], list[Spot]]:
        """Return a list's items and their spots."""
        data: list[Any] = []
        spots: list[Spot] = []
        while type(event := self.next()) is not SequenceEndEvent:
            value, inside = self.node(event, (*place, len(data)))
            data.append(value)
            spots.append(Spot(event.start_mark, event.start_mark, inside))
        return data, spots

    def mapping(self, place: Place) -> tuple[dict[str, Any], dict[str, Spot]]:
        """Return a mapping's values and their spots, by key."""
        data: dict[str, Any] = {}
        spots: dict[str, Spot] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key = self.plain(event)
            if not key.isidentifier() or key in spots:
                key = self.key(event, place, spots)
            first = self.next()
            value, inside = self.plain(first), None
            if not value:
                value, inside = self.node(first, (*place, key))
            if key == "" or key in spots:
                continue
            spots[key] = Spot(event.start_mark, first.start_mark, inside)
            if value == "":
                self.empty.append((*place, key))
            else:
                data[key] = value
        return data, spots

    def key(self, event: Any, place: Place, known: dict[str, Spot]) -> str:  # noqa: ANN401
        """Return the key that `event` starts, "" if it is none."""
        before = len(self.faults)
        key, _ = self.node(event, (*place, ""))
        if len(self.faults) == before and (wrong := _wrong_with(key, event)):
            self.fault(event.start_mark, *wrong)
        elif self.may_be_odd and not event.style and (odd := odd_in_key(key)):
            self.odd_space(event, odd)
        if len(self.faults) > before:
            self.spoiled.append((*place, BROKEN))
            return ""
        if key in known:
            message = _TWICE.format(quoted(key), known[key].key.line + 1)
            self.fault(event.start_mark, "duplicate-key", message)
        return str(key)

    def oddity(self, event: Any, place: Place) -> None:  # noqa: ANN401
        """Note an anchor, an alias or a tag."""
        self.spoiled.append(place)
        if type(event) is AliasEvent:
            self.fault(event.start_mark, "alias", _ALIAS.format(quoted(f"*{event.anchor}")))
        elif event.anchor is not None:
            self.fault(event.start_mark, "alias", _ANCHOR.format(quoted(f"&{event.anchor}")))
        else:
            self.fault(event.start_mark, "tag", _TAG.format(quoted(_tag(event.tag))))

    def fault(self, mark: Any, rule: str, message: str) -> None:  # noqa: ANN401
        """Note a fault."""
        self.faults.append(_fault(mark, rule, message))


def _fault(mark: Any, rule: str, message: str) -> Fault:  # noqa: ANN401
    return Fault(mark.line + 1, mark.column + 1, rule, message)


def _wrong_with(key: Any, event: Any) -> tuple[str, str] | None:  # noqa: ANN401
    """Return rule and words if `key` can be no key."""
    if not isinstance(key, str) or key == "":
        return "yaml", _NO_KEY
    return ("alias", _MERGE) if key == "<<" and event.style in ("", None) else None


def _tag(tag: str | None) -> str:
    return (tag or "!").replace("tag:yaml.org,2002:", "!!")


_ONE_DOCUMENT = "a second document starts here: keep one story in one file, and take this `---` out"
_TOO_MANY = f"more than {MOST_NODES:,} values in one file: split it into several stories"
_TOO_DEEP = f"more than {DEEPEST} levels deep: a story needs six; take the needless brackets away"
_ESCAPED = "{} stands in this text and cannot be seen: delete it"
_NO_KEY = (
    "a key is missing here: write `key: text`, and put a text that starts with `{` or `[` in quotes"
)
_COMMENT = "what follows ` #` is not part of the text: quote it, or put a space behind the `#`"
_MERGE = "`<<` does not work here: write the keys out"
_TWICE = "{} is here twice: line {} has it too; keep one of them"
_ALIAS = "{} stands for another value, which does not work here: write it out, or quote the text"
_ANCHOR = "{} names this value, which does not work here: take it away, or quote the text"
_TAG = "{} is a tag, which does not work here: take it away, or quote the text"
