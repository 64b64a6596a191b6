"""What YAML's parser complains of, in the author's words, and spaces that are none to it."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

from lpcards.story.decoding import LEFT_OVER
from lpcards.story.fault import Fault, quoted
from lpcards.story.positions import START

FAR = 3
"""So many lines above its complaint the parser may have met the reason."""

_TAB = "a tab at the start of a line: indent with spaces"
_COLON = "a `: ` inside a text: put the whole text in quotes, or write it below `key: >-`"
_GOES_ON = (
    "the text of the line above goes on here: end that line with `:` if it is a key,"
    " or indent this one like its sister keys"
)
_INDENT = (
    "this line does not fit the lines above:"
    " indent the keys of one mapping, and the `- ` of one list, alike"
)
_CLOSED = "the {} before it ends this text: put the whole text in another kind of quotes"
_QUOTE = "this quotation mark is never closed: put the same mark behind the text"
_BRACKET = (
    "this {} is never closed, or a comma is missing: close it, or quote a text that starts with it"
)
_START = "a text may not start with {}: put it in quotes"
_ESCAPE = "this `\\` means something else between double quotes: write `\\\\`, or use single quotes"
_ALIAS = "a text that starts with {} means something else in YAML: put it in quotes"
_NO_COLON = (
    "this line has no `key: ` in front: add one, or indent it below the text it goes on with"
)
_LIST = "a list starts on a line of its own: put this `- ` on the next line, or quote the text"
_BLOCK = "a text behind `>` or `|` starts on the next line: move it there, or quote it"
_DOCUMENT = "the story has ended above this: take out the `...`, or what follows it"
_DIRECTIVE = "a line that starts with `%` is not text: take it out, or quote it"
_OTHER = "this breaks YAML's rules: look at the indentation, and put the text in quotes"


class _Complaint(NamedTuple):
    """A parser's words (libyaml's, then PyYAML's own) and ours. `context`: it began earlier."""

    pattern: str
    words: str | Callable[[str, str], str]
    context: bool = False


def _starting(sentence: str) -> Callable[[str, str], str]:
    """Return words that name the character at the place."""
    return lambda _, rest: sentence.format(quoted(rest[:1]))


def _colon(before: str, _: str) -> str:
    return _COLON if ":" in before else _GOES_ON


def _bracket(_: str, rest: str) -> str:
    return _BRACKET.format(quoted(rest[:1])) if rest[:1] in ("[", "{") else _OTHER


def _question(before: str, _: str) -> str:
    """Return words on a `?` that starts a text, or ends the name that YAML makes of `&you?`."""
    sign = re.search(r"(?<!\S)[&*](?=\S*\Z)", before)
    return _ALIAS.format(quoted(sign[0])) if sign else _START.format("`?`")


def _misplaced(before: str, _: str) -> str:
    last = before.rstrip()[-1:]
    return _CLOSED.format(quoted(last)) if last and last in "\"']}" else _INDENT


_COMPLAINTS = (
    _Complaint("tab", _TAB),
    _Complaint("invalid Unicode character escape|escape character|escape sequence", _ESCAPE),
    _Complaint(
        "while scanning an? (alias|anchor)",
        _starting(_ALIAS),
        context=True,
    ),
    _Complaint("(scanning|parsing) a tag", _starting(_ALIAS), context=True),
    _Complaint("block sequence entries are not allowed|sequence entries are not allowed", _LIST),
    _Complaint("mapping values are not allowed", _colon),
    _Complaint("mapping keys are not allowed", _question),
    _Complaint("scanning a quoted scalar", _QUOTE, context=True),
    _Complaint("parsing a flow", _bracket, context=True),
    _Complaint("scanning a block scalar", _BLOCK),
    _Complaint("cannot start any token|node content|expected the node content", _starting(_START)),
    _Complaint("could not find expected ':'", _NO_COLON, context=True),
    _Complaint("<document start>", _DOCUMENT),
    _Complaint("directive|incompatible YAML", _DIRECTIVE),
    _Complaint("parsing a block|expected key|'-' indicator", _misplaced),
)


def fault_of_syntax(error: Exception, text: str) -> Fault:
    """Return the parser's complaint as a fault inside `text`."""
    problem = getattr(error, "problem_mark", None) or START
    lines = text.removesuffix("\n").split("\n")
    if _tab_at(lines, problem):
        return _placed(lines, problem, _TAB)
    if odd := _odd_above(lines, problem.line):
        return odd
    began = getattr(error, "context_mark", None) or problem
    for mark in (began, problem):
        if mark.line < len(lines) and _MIDDLE.fullmatch(lines[mark.line]):
            return Fault(mark.line + 1, 1, "conflict", LEFT_OVER)
    words = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    complaint = next((known for known in _COMPLAINTS if re.search(known.pattern, words)), None)
    if complaint is None:
        return _placed(lines, problem, _OTHER)
    return _placed(lines, began if complaint.context else problem, complaint.words)


_MIDDLE = re.compile(r"={7}|\|{7}(?: .*)?")
"""What parts the versions of a merge conflict."""


def _tab_at(lines: list[str], mark: Any) -> bool:  # noqa: ANN401  a parser's mark
    line = lines[mark.line] if mark.line < len(lines) else ""
    return "\t" in line[: len(line) - len(line.lstrip())]


def _odd_above(lines: list[str], last: int) -> Fault | None:
    """Return the fault of a space that is none, in the line where the parser stops or just above.

    It takes the space for a letter, and complains of the line that does not go on with it.
    """
    found = None
    for at in range(min(last, len(lines) - 1), max(last - FAR, 0) - 1, -1):
        odd = odd_in_line(lines[at])
        if found and not odd:
            break
        found = Fault(at + 1, odd[0] + 1, "yaml", odd[1]) if odd else found
    return found


def _placed(lines: list[str], mark: Any, words: str | Callable[[str, str], str]) -> Fault:  # noqa: ANN401
    line = min(mark.line, len(lines) - 1)
    column = min(mark.column if line == mark.line else len(lines[line]), len(lines[line]))
    before, rest = lines[line][:column], lines[line][column:]
    return Fault(
        line + 1, column + 1, "yaml", words if isinstance(words, str) else words(before, rest)
    )


_ODD = "\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u2060\\u3000"
_ANY = re.compile(f"[{_ODD}]")
_ENDS = re.compile(f"\\A[{_ODD}]|(?<![{_ODD}])[{_ODD}]++\\Z")
_INSTEAD = re.compile(rf"\A *(?:- +)*(?:-|[\w-]+:)?(?P<space>[{_ODD}]|(?<=-)\t)")
_MARKED = re.compile(rf"\A(?:-|[a-z_]+:)(?P<space>[{_ODD}])")


def has_odd_space(text: str) -> bool:
    """Say whether there is such a space anywhere in a text."""
    return not text.isascii() and _ANY.search(text) is not None


def odd_in_line(line: str) -> tuple[int, str] | None:
    """Return where (from 0) such a space indents a line, or stands behind its `-` or `key:`.

    So does a tab behind a `-`. Returns with it what to say of it; None if there is none.
    """
    return _with_words(_INSTEAD.match(line))


def odd_in_key(key: str) -> tuple[int, str] | None:
    """Return where such a space stands at an end of a key, and what to say of it."""
    found = _ENDS.search(key)
    return None if found is None else (found.start(), _words(found[0][0]))


def odd_in_text(text: str) -> tuple[int, str] | None:
    """Return where such a space makes a text of what was meant as a list's item or as a key."""
    return _with_words(_MARKED.match(text))


def _with_words(found: "re.Match[str] | None") -> tuple[int, str] | None:
    return None if found is None else (found.start("space"), _words(found["space"]))


def _words(space: str) -> str:
    name = "tab" if space == "\t" else unicodedata.name(space).lower()
    article = "an" if name[0] in "aeiou" else "a"
    return f"{article} {name} stands here, and YAML wants an ordinary space: type one"
