"""Cards for other programs: CSV that no spreadsheet runs, and Markdown to be read.

Texts stay texts: what would be a formula, a heading, HTML or a link elsewhere is defused.
"""

import csv
import io
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any

from lpcards.cards.card import Card
from lpcards.story.markup import PICTURE, SOUND, Run, in_words, name_of_run, runs_of

COLUMNS = (
    "id",
    "kind",
    "scenario",
    "principle",
    "top",
    "front",
    "hint",
    "back",
    "items",
    "below",
    "options",
    "path",
    "line",
)
_SKIPPED = (
    r" \xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\xad"
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\"'`\u00ab\u00bb\u2018-\u201f"
)
"""What a spreadsheet may skip before a formula: what is not seen, and quotes; no separator."""
_SIGNS_OF_FORMULAS = "=+@\uff1d\uff0b\uff0d\uff20\u2212-"
_FORMULA = re.compile(
    rf"\A(?=[{_SKIPPED}]*[\t\r\n{_SIGNS_OF_FORMULAS}])"
    rf"|(?<=[;\t\r\n])(?=[{_SKIPPED}]*[{_SIGNS_OF_FORMULAS}])"
)

NO_LINKS: Mapping[str, Any] = MappingProxyType({})
_MARKS = {"strong": "**", "em": "*", "code": "`"}
_SIGNS = re.compile(r"[\\`*_\[\]<>&#~|$@]|(?<=[A-Za-z]):(?=//)|(?i:(?<=www)\.)")
_OPENERS = re.compile(r"[-+=:]|(?<=\d)[.)]")
_BORDERS = frozenset(string.whitespace + string.punctuation)


def as_csv(cards: Iterable[Card]) -> str:
    """Return cards as RFC 4180 has it, with a header; items and options are joined by newlines.

    Every field is in quotes: no `;` and no tab in a text parts it, whatever the reader parts by.
    """
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(COLUMNS)
    writer.writerows([guarded(_cell(getattr(card, name))) for name in COLUMNS] for card in cards)
    return text.getvalue()


def _cell(value: str | int | tuple[str, ...]) -> str:
    return "\n".join(map(in_words, value)) if isinstance(value, tuple) else in_words(str(value))


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe wherever a spreadsheet might begin to run a formula.

    That is at its beginning, and behind `;`, a tab or a line end: who parts by these alone sees no
    quotes but those of a row's first field. Spreadsheets skip spaces and quotes before the sign,
    and know its full-width form.
    """
    return _FORMULA.sub("'", cell)


Links = Mapping[str, str]
"""Where the pictures and sounds of a card are, by what the author calls them."""


def as_markdown(
    cards: Iterable[Card], titles: Mapping[str, str], links: Mapping[str, Links] = NO_LINKS
) -> str:
    """Return cards as a document, story by story. `titles` has each story's title.

    `links` has, by story, the addresses of pictures and sounds as seen from the document; of
    others words tell what they show.
    """
    blocks: list[str] = []
    for story, some in groupby(cards, lambda card: card.scenario):
        blocks.append(f"## {line_of(titles.get(story, story))}")
        for card in some:
            blocks += _blocks(card, links.get(story, NO_LINKS))
    return "\n\n".join(["# Cards", *blocks]) + "\n"


def _blocks(card: Card, links: Links) -> Iterator[str]:
    first, _, why = card.back.partition("\n")
    hint, answer = line_of(card.hint, links), line_of(first, links)
    parts = (
        f"### {line_of(card.front, links)}",
        lines_of(card.top),
        _list(card.options, links),
        hint and f"Hint: {hint}",
        answer and f"Answer: {answer}",
        lines_of(why, links),
        _list(_items(card), links),
        lines_of(card.below, links),
        f"{line_of(card.id)} ({line_of(card.path)}:{card.line})",
    )
    return filter(None, parts)


def _items(card: Card) -> Iterator[str]:
    return (f"{text} (must)" if at in card.must else text for at, text in enumerate(card.items))


def _list(texts: Iterable[str], links: Links) -> str:
    return "\n".join(f"- {line_of(text, links)}" for text in texts)


def line_of(text: str, links: Links = NO_LINKS) -> str:
    """Return a text on one line of Markdown that reads as the text does."""
    return " ".join(_lines(text, links))


def lines_of(text: str, links: Links = NO_LINKS) -> str:
    """Return a text as one paragraph of Markdown that keeps the line ends."""
    return "\\\n".join(_lines(text, links))


def _lines(text: str, links: Links) -> Iterator[str]:
    return filter(None, (_line(line.strip(), links) for line in re.split(r"[\r\n]", text)))


def _line(line: str, links: Links) -> str:
    """Return a line with nothing in it, or at its start, that Markdown would take for its own."""
    runs = list(runs_of(line))
    text = "".join(_run(run, _around(runs, at), links) for at, run in enumerate(runs))
    opener = _OPENERS.search(text) if re.match(r"[-+=:]|\d+[.)]", text) else None
    return f"{text[: opener.start()]}\\{text[opener.start() :]}" if opener else text


def _around(runs: list[Run], at: int) -> tuple[str, str] | None:
    """Return the characters beside a run ("": none); None where it touches a marked one."""
    before, after = runs[at - 1 : at] if at else [], runs[at + 1 : at + 2]
    if any(run.kind for run in (*before, *after)):
        return None
    return "".join(run.words[-1] for run in before), "".join(run.words[0] for run in after)


def _run(run: Run, around: tuple[str, str] | None, links: Links) -> str:
    """Return a run in its marks, or without them where Markdown would not read them as marks."""
    if run.kind in {PICTURE, SOUND} and run.target in links:
        sign = "!" if run.kind == PICTURE else ""
        return f"{sign}[{_SIGNS.sub(_escaped, run.words)}]({links[run.target]})"
    kind, words = run.kind, name_of_run(run)
    if kind == "code" and around is not None:
        return f"`{words}`"
    whole = around is not None and all(char in _BORDERS for char in around if char)
    mark = _MARKS.get(kind, "") if whole else ""
    return f"{mark}{_SIGNS.sub(_escaped, words)}{mark}"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"
