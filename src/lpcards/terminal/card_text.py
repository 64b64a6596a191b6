"""How a card and a story look: lines of text for a width. No keys, no clock, no terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from lpcards.cards.choices import Story
from lpcards.english.difference import FRESH as NEW
from lpcards.english.difference import GONE as OLD
from lpcards.english.difference import SAME, marked, word_runs
from lpcards.english.printable import clock, printable
from lpcards.story.markup import runs_of

WIDEST = 76
MARGIN = "  "
STYLES = {"": "", "strong": "bold", "em": "italic", "code": "cyan"}
LABEL = "bold cyan"
QUIET = "dim"
TICKED = "green"
CHANGED = {SAME: "", OLD: "red strike", NEW: "green"}
_measure = Console(width=WIDEST, color_system=None)


class Seen(NamedTuple):
    """What is to be shown of a card just now.

    `items` are (text, ticked, must) each, `notes` words behind them. `changes` holds words then
    and now, where they differ.
    """

    top: str
    progress: str
    front: str
    elapsed: float | None = None
    target: int = 0
    hint: str = ""
    options: tuple[str, ...] = ()
    revealed: bool = False
    back: str = ""
    items: tuple[tuple[str, bool, bool], ...] = ()
    notes: tuple[str, ...] = ()
    tickable: bool = True
    below: str = ""
    changed: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    flag: str = ""
    message: str = ""


def text_width(width: int) -> int:
    """Return how many columns of text a terminal of `width` columns shows."""
    return max(10, min(WIDEST, width - 2 * len(MARGIN)))


def inline(words: str, style: str = "") -> Text:
    """Return `words` made printable, with its Markdown emphasis and code as styles."""
    text = Text(style=style)
    for kind, run in runs_of(printable(words)):
        text.append(run, STYLES[kind])
    return text


def wrapped(text: Text, width: int) -> list[Text]:
    """Break `text` into lines of at most `width` columns."""
    lines: list[Text] = []
    for paragraph in text.split("\n", allow_blank=True):
        lines += paragraph.wrap(_measure, max(4, width))
    for line in lines:
        line.rstrip()
    return lines


def hanging(mark: Text, text: Text, width: int) -> list[Text]:
    """Break `text` into lines behind `mark`, the further ones indented by its width."""
    lines = wrapped(text, width - mark.cell_len)
    blank = Text(" " * mark.cell_len)
    return [(blank if at else mark) + line for at, line in enumerate(lines)]


def card_lines(seen: Seen, width: int) -> list[Text]:
    """Return a card as lines, without margin and footer."""
    parts = [
        [*_head(seen, width), rule(width)],
        wrapped(inline(seen.front, "bold"), width),
        *_options(seen, width),
        _noted("Hint: ", seen.hint, width),
        *(_answer(seen, width) if seen.revealed else []),
        _noted("", seen.changed if not seen.revealed else "", width),
        _noted("", seen.flag, width),
        _noted("", seen.message, width),
    ]
    return list(_spaced(parts))


def rule(width: int) -> Text:
    """Return a line across."""
    return Text("─" * width, QUIET)


def _spaced(parts: Iterable[list[Text]]) -> Iterator[Text]:
    """Yield the lines of the parts that have any, an empty line between parts."""
    for at, lines in enumerate(part for part in parts if part):
        if at > 1:
            yield Text()
        yield from lines


def _head(seen: Seen, width: int) -> list[Text]:
    beside = " · ".join(part for part in (seen.progress, _clock(seen)) if part)
    top = inline(seen.top, LABEL)
    room = width - top.cell_len - len(beside)
    if room >= 2:  # noqa: PLR2004
        return [top + Text(" " * room) + Text(beside, QUIET)]
    return [*wrapped(top, width), *wrapped(Text(beside, QUIET), width)]


def _clock(seen: Seen) -> str:
    if seen.elapsed is None:
        return ""
    return f"{clock(seen.elapsed)} of {seen.target} s" if seen.target else clock(seen.elapsed)


def _noted(label: str, words: str, width: int) -> list[Text]:
    return wrapped(Text(label, QUIET) + inline(words, "italic"), width) if words else []


def _options(seen: Seen, width: int) -> list[list[Text]]:
    return [
        [
            line
            for at, option in enumerate(seen.options)
            for line in hanging(Text(f" {chr(97 + at)}) "), inline(option), width)
        ]
    ]


def _answer(seen: Seen, width: int) -> list[list[Text]]:
    first, _, rest = seen.back.partition("\n")
    back = wrapped(inline(first, "green"), width) if first else []
    back += wrapped(inline(rest), width) if rest else []
    items = [
        line
        for at, (words, ticked, must) in enumerate(seen.items)
        for line in hanging(
            _mark(at, seen, ticked=ticked), _item(words, _note(seen, at, must=must)), width
        )
    ]
    below = wrapped(_labelled(seen.below), width) if seen.below else []
    return [back, items, below, _changes(seen, width)]


def _mark(at: int, seen: Seen, *, ticked: bool) -> Text:
    if not seen.tickable:
        return Text(" - ")
    return Text(f" {at + 1} [{'x' if ticked else ' '}] ", TICKED if ticked else "")


def _note(seen: Seen, at: int, *, must: bool) -> str:
    noted = seen.notes[at] if at < len(seen.notes) else ""
    told = ", ".join(part for part in ("must" if must else "", noted) if part)
    return f" ({printable(told)})" if told else ""


def _item(words: str, note: str) -> Text:
    return inline(words) + Text(note, QUIET)


def _labelled(words: str) -> Text:
    """Set off the words `Not:`, `Because:`, `Written down:` that open a line."""
    lines = []
    for line in words.split("\n"):
        label, colon, rest = line.partition(": ")
        known = colon and len(label) < 16  # noqa: PLR2004
        lines.append(Text(f"{label}: ", LABEL) + inline(rest) if known else inline(line))
    return Text("\n").join(lines)


def _changes(seen: Seen, width: int) -> list[Text]:
    if not seen.changes:
        return []
    lines = _noted("", seen.changed, width)
    for before, after in seen.changes:
        lines += wrapped(word_diff(before, after), width)
    return lines


def word_diff(before: str, after: str) -> Text:
    """Return the words then and now, marked, and coloured where there is colour."""
    runs = word_runs(printable(before), printable(after))
    return Text(" ").join(Text(marked(kind, words), CHANGED[kind]) for kind, words in runs)


def story_lines(story: Story, sections: Sequence[tuple[str, str, int]], width: int) -> list[Text]:
    """Return a story as lines: its title, then each section under its heading."""
    sort = "guide" if story.type == "guide" else "your story" if story.own else "an example"
    parts = [
        [
            *wrapped(inline(story.title, "bold"), width),
            *wrapped(Text(f"{story.principle} · {sort}", QUIET), width),
            rule(width),
        ],
    ]
    for heading, told, seconds in sections:
        target = f" · {seconds} s" if seconds else ""
        head = wrapped(inline(heading, LABEL) + Text(target, QUIET), width) if heading else []
        parts.append([*head, *wrapped(inline(told), width)])
    return list(_spaced(parts))
