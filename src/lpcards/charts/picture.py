"""A picture: a question, its answer, drawings for a phone and for a page, and their numbers."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from lpcards.charts.drawing import NARROW, WIDE, Drawing, element, number, quoted
from lpcards.charts.matrix_chart import sign_drawn
from lpcards.charts.table import Table, table_html, table_json

SIGNS = frozenset({"told", "pivot", "also"})
SWATCH = 14
_COMMAND = re.compile("`([^`]*)`")


class LegendEntry(NamedTuple):
    """A pattern or sign of a picture, by its class, and what it stands for."""

    class_: str
    words: str


class Picture(NamedTuple):
    """A `question` of the learner's, its `answer` in a sentence, and what is drawn to see why.

    `draw` returns the drawings for a width; none where there is nothing to show, which the answer
    says then. `about` says what is shown and means what. `keys` are the names of numbered columns.
    """

    name: str
    question: str
    answer: str
    about: str
    table: Table
    draw: Callable[[float], Sequence[Drawing]]
    legend: tuple[LegendEntry, ...] = ()
    keys: tuple[str, ...] = ()


def nothing_drawn(_: float) -> Sequence[Drawing]:
    """Return no drawing."""
    return ()


def picture_json(picture: Picture) -> dict[str, object]:
    """Return the picture as scripts read it: the numbers and what they answer."""
    return {
        "name": picture.name,
        "question": picture.question,
        "answer": picture.answer,
        "about": picture.about,
        **table_json(picture.table),
    }


def command_code(command: str) -> str:
    """Return a command as code, HTML."""
    return f"<code>{quoted(command)}</code>"


def picture_html(
    picture: Picture, csv_address: str, command_html: Callable[[str], str] = command_code
) -> str:
    """Return the picture as a section of HTML; its CSV is to be had at `csv_address`.

    `command_html` returns a command of its sentences as HTML.
    """
    name = quoted(picture.name)
    head = (
        f'<h2 id="{name}-answer"><small>{quoted(picture.question)}</small> '
        f"{sentence_html(picture.answer, command_html)}</h2>"
    )
    parts = [head]
    if picture.table.rows:
        parts += [
            _drawn(picture, WIDE, "wide"),
            _drawn(picture, NARROW, "narrow"),
            _legend(picture.legend, command_html),
            _keys(picture.keys),
            f'<p class="about">{sentence_html(picture.about, command_html)}</p>',
            _numbers(picture, csv_address),
        ]
    body = "\n".join(filter(None, parts))
    return (
        f'<section class="picture" id="{name}" aria-labelledby="{name}-answer">\n{body}\n</section>'
    )


def sentence_html(words: str, command_html: Callable[[str], str] = command_code) -> str:
    """Return a sentence as HTML; `command_html` draws a command in it, between backticks."""
    parts = enumerate(_COMMAND.split(words))
    return "".join(command_html(part) if at % 2 else quoted(part) for at, part in parts)


def _drawn(picture: Picture, width: float, class_: str) -> str:
    drawings = picture.draw(width)
    return "".join(
        f'<div class="drawing {class_}">{_svg(picture, drawing, f"{class_}-{at}", part)}</div>'
        for at, (drawing, part) in enumerate(zip(drawings, _parts(len(drawings)), strict=True))
    )


def _parts(count: int) -> Iterator[str]:
    """Yield what a part is called: nothing where it is the only one."""
    for at in range(count):
        yield f" (part {at + 1} of {count})" if count > 1 else ""


def _svg(picture: Picture, drawing: Drawing, suffix: str, part: str) -> str:
    name = f"{picture.name}-{suffix}"
    title = element("title", quoted(f"{picture.answer}{part}"), id=f"{name}-title")
    desc = element("desc", quoted(f"{picture.about} The table has the numbers."), id=f"{name}-desc")
    return element(
        "svg",
        title,
        desc,
        drawing.elements,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {number(drawing.width)} {number(drawing.height)}",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-desc",
        aria_details=f"{picture.name}-numbers",
    )


def _legend(legend: Sequence[LegendEntry], command_html: Callable[[str], str]) -> str:
    if not legend:
        return ""
    entries = "".join(
        f"<li>{_swatch(one.class_)} {sentence_html(one.words, command_html)}</li>" for one in legend
    )
    return f'<ul class="legend">{entries}</ul>'


def _swatch(class_: str) -> str:
    middle = SWATCH / 2
    if class_ in SIGNS:
        inner = sign_drawn(class_, middle, middle, 5)
    elif class_ in {"seen", "expected", "goal", "mark"}:
        upright = class_ in {"goal", "mark"}
        ends = (middle, 1, middle, SWATCH - 1) if upright else (0, middle, SWATCH, middle)
        x1, y1, x2, y2 = ends
        inner = element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)
        if class_ == "seen":
            inner += element("circle", cx=middle, cy=middle, r=3.5, class_="dot")
    elif class_ == "none":
        inner = element("rect", x=middle - 1, y=middle - 1, width=2, height=2, class_=class_)
    else:
        inner = element("rect", x=2, y=2, width=SWATCH - 4, height=SWATCH - 4, class_=class_)
    return element(
        "svg", inner, viewBox=f"0 0 {SWATCH} {SWATCH}", aria_hidden="true", class_="swatch"
    )


def _keys(keys: Sequence[str]) -> str:
    if not keys:
        return ""
    entries = "".join(f"<li><bdi>{quoted(key)}</bdi></li>" for key in keys)
    return f'<ol class="keys">{entries}</ol>'


def _numbers(picture: Picture, csv_address: str) -> str:
    name = quoted(picture.name)
    table = table_html(picture.table, picture.answer)
    return (
        f'<details id="{name}-numbers"><summary>The numbers: {name}</summary>\n'
        f'<div class="table" tabindex="0" role="region" aria-label="The numbers: {name}">{table}'
        f'</div></details>\n<p class="csv"><a href="{quoted(csv_address)}" '
        f'download="{name}.csv">{name}.csv</a></p>'
    )
