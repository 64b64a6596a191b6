"""How a card and a story look: lines of text for a width, and a card shown on a surface."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.text import Text

from lpcards.cards.choices import Story
from lpcards.english.difference import FRESH as NEW
from lpcards.english.difference import GONE as OLD
from lpcards.english.difference import SAME, marked, word_runs
from lpcards.english.printable import clock, printable
from lpcards.practice.card_view import AskedItem, CardView
from lpcards.practice.typed_line import TypedLine
from lpcards.terminal.card_keys import footer_parts
from lpcards.terminal.line_input import Prompt, typed_rows
from lpcards.terminal.page import Scroll
from lpcards.terminal.screen import Surface
from lpcards.terminal.text_lines import LABEL, QUIET, flowed, hanging, inline, rule, wrapped

TICKED = "green"
SLIP = "underline"
CHANGED = {SAME: "", OLD: "red strike", NEW: "green"}


def show_card(view: CardView, surface: Surface, scroll: Scroll) -> None:
    """Show the card, or as much of it as fits."""
    if surface.plain:
        from lpcards.terminal.spoken_face import spoken_footer, spoken_lines

        surface.draw(_texts(spoken_lines(view)), _texts(spoken_footer(view)))
        scroll.offset = 0
        return
    width = surface.width
    footer = [rule(width), *flowed(footer_parts(view), width)]
    scroll.show(surface, screen_lines(view, width), footer)


def show_prompt(
    lines: Callable[[int], list[Text]], surface: Surface, line: TypedLine | None, prompt: Prompt
) -> None:
    """Show `lines` (for a width), and below the line that is being typed; without one only ask."""
    if line is None:
        surface.say(prompt.sentence)
        return
    width, scroll = surface.width, Scroll()
    rows = [*lines(width), Text(), *typed_rows(line, width, prompt.label)]
    scroll.to_end()
    scroll.show(surface, rows, [rule(width), *flowed(prompt.keys, width)])


def _texts(lines: list[str]) -> list[Text]:
    return [Text(line) for line in lines]


def screen_lines(view: CardView, width: int) -> list[Text]:
    """Return the card, what was typed, what its hints cost, the remarks, the last key's answer."""
    parts = [
        card_lines(view, width),
        _typing(view, width),
        _typed(view, width),
        wrapped(_quiet(view.hint_cost), width) if view.revealed and view.hint_cost else [],
        [line for words in view.remarks for line in wrapped(_quiet(words), width)],
        wrapped(Text(printable(view.message), "italic"), width) if view.message else [],
    ]
    return list(spaced(parts))


def card_lines(view: CardView, width: int) -> list[Text]:
    """Return a card as lines, without margin and footer."""
    parts = [
        wrapped(inline(view.card.front, "bold"), width),
        *_options(view, width),
        _noted("Hint: ", "\n".join(view.hint), width),
        *(_answer(view, width) if view.revealed else []),
        _noted("", view.changed if not view.revealed else "", width),
        _noted("", view.flag, width),
    ]
    return [*_head(view, width), rule(width), *spaced(parts)]


def spaced(parts: Iterable[list[Text]]) -> Iterator[Text]:
    """Yield the lines of the parts that have any, an empty line between parts."""
    for at, lines in enumerate(part for part in parts if part):
        if at:
            yield Text()
        yield from lines


def _quiet(words: str) -> Text:
    return Text(printable(words), QUIET)


def _head(view: CardView, width: int) -> list[Text]:
    beside = " · ".join(part for part in (view.progress, _clock(view)) if part)
    top = inline(view.card.top, LABEL)
    room = width - top.cell_len - len(beside)
    if room >= 2:  # noqa: PLR2004
        return [top + Text(" " * room) + Text(beside, QUIET)]
    return [*wrapped(top, width), *wrapped(Text(beside, QUIET), width)]


def _clock(view: CardView) -> str:
    if view.elapsed is None or not view.card.seconds:
        return ""
    is_said = view.typed is None or view.typed.speech
    target = f" of {view.card.seconds} s" if is_said else ""
    return f"{clock(view.elapsed)}{target}"


def _noted(label: str, words: str, width: int) -> list[Text]:
    return wrapped(Text(label, QUIET) + inline(words, "italic"), width) if words else []


def _options(view: CardView, width: int) -> list[list[Text]]:
    return [
        [
            line
            for at, option in enumerate(view.options)
            for line in hanging(Text(f" {chr(97 + at)}) "), inline(option), width)
        ]
    ]


def _answer(view: CardView, width: int) -> list[list[Text]]:
    first, _, rest = view.card.back.partition("\n")
    back = wrapped(inline(first, "green"), width) if first else []
    back += wrapped(inline(rest), width) if rest else []
    items = [
        line
        for at, item in enumerate(view.asked_items())
        for line in hanging(_tick_mark(at, item, tickable=view.tickable), _item(item), width)
    ]
    below = wrapped(_labelled(view.card.below), width) if view.card.below else []
    return [back, items, below, _changes(view, width)]


def _tick_mark(at: int, item: AskedItem, *, tickable: bool) -> Text:
    if not tickable:
        return Text(" - ")
    return Text(f" {at + 1} [{'x' if item.ticked else ' '}] ", TICKED if item.ticked else "")


def _item(item: AskedItem) -> Text:
    notes = ", ".join(part for part in ("must" if item.must else "", item.note) if part)
    return inline(item.text) + Text(f" ({printable(notes)})" if notes else "", QUIET)


def _labelled(words: str) -> Text:
    """Set off the words `Not:`, `Because:`, `Written down:` that open a line."""
    lines = []
    for line in words.split("\n"):
        label, colon, rest = line.partition(": ")
        known = colon and len(label) < 16  # noqa: PLR2004
        lines.append(Text(f"{label}: ", LABEL) + inline(rest) if known else inline(line))
    return Text("\n").join(lines)


def _changes(view: CardView, width: int) -> list[Text]:
    if not view.changes:
        return []
    lines = _noted("", view.changed, width)
    for before, after in view.changes:
        lines += wrapped(word_diff(before, after), width)
    return lines


def word_diff(before: str, after: str) -> Text:
    """Return the words then and now, marked, and coloured where there is colour."""
    runs = word_runs(printable(before), printable(after))
    return Text(" ").join(Text(marked(kind, words), CHANGED[kind]) for kind, words in runs)


def _typing(view: CardView, width: int) -> list[Text]:
    if view.typed is None or view.revealed or not (view.typing or view.typed.line.text):
        return []
    line = view.typed.line
    return typed_rows(line if view.typing else TypedLine(line.text, ""), width, cursor=view.typing)


def _typed(view: CardView, width: int) -> list[Text]:
    """Return what was typed, its slips underlined and named, and what became of it."""
    typed = view.typed
    if typed is None or not (typed.is_done and view.revealed):
        return []
    answer = Text(typed.line.text or "(nothing)", "" if typed.line.text else QUIET)
    slips = []
    for slip in typed.slips:
        answer.stylize(SLIP, slip.start, slip.end)
        words = Text(f"{typed.quoted(slip)}: ", LABEL)
        slips += wrapped(words + Text(printable(slip.remedy)), width)
    verdict = [] if view.items else [f"({note})" for note in view.notes]
    head = Text("You said: " if typed.speech else "You typed: ", LABEL) + Text(
        printable("".join(verdict)), QUIET
    )
    rows = [row for part in answer.split("\n") for row in hanging(Text("  "), part, width)]
    return [*wrapped(head, width), *rows, *slips]


def story_lines(story: Story, sections: Sequence[tuple[str, str, int]], width: int) -> list[Text]:
    """Return a story as lines: its title, then each section under its heading."""
    head = [
        *wrapped(inline(story.title, "bold"), width),
        *wrapped(Text(printable(story.about), QUIET), width),
        rule(width),
    ]
    parts = []
    for heading, words, seconds in sections:
        target = f" · {seconds} s" if seconds else ""
        top = wrapped(inline(heading, LABEL) + Text(target, QUIET), width) if heading else []
        parts.append([*top, *wrapped(inline(words), width)])
    return [*head, *spaced(parts)]
