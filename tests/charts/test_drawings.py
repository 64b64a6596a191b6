"""Laws of drawings: they parse, stay in their box, and lengths are as their values."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile_texts import HOSTILE
from lpcards.charts.axis import round_steps
from lpcards.charts.bar_chart import Bar, BarScale, bar_charts
from lpcards.charts.column_chart import Column, column_chart
from lpcards.charts.drawing import NARROW, TALLEST, TEXT, WIDE, fitting, text_width
from lpcards.charts.heat_map import heat_level, heat_maps
from lpcards.charts.line_chart import SharePoint, line_chart
from lpcards.charts.matrix_chart import MatrixRow, matrix_charts

WIDTHS = st.sampled_from([NARROW, WIDE])
WORDS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=60))
SHARES = st.floats(0, 1)
COUNTS = st.integers(0, 20_000)


def parsed(drawing):
    """Return the drawing as a tree: that it parses is the first law."""
    return ET.fromstring(f"<svg>{drawing.elements}</svg>")


def boxes(tree):
    """Yield the box of each element, at its widest: x, y, x of its right, y of its foot."""
    for parent in tree.iter():
        if parent.tag == "text":
            wide, x = text_width(parent.text or ""), float(parent.get("x"))
            left = {"end": x - wide, "middle": x - wide / 2}.get(parent.get("text-anchor"), x)
            y = float(parent.get("y"))
            yield left, y - TEXT, left + wide, y
        elif parent.tag == "rect":
            x, y, wide, high = (float(parent.get(key)) for key in ("x", "y", "width", "height"))
            yield x, y, x + wide, y + high
        elif parent.tag == "circle":
            x, y, r = (float(parent.get(key)) for key in ("cx", "cy", "r"))
            yield x - r, y - r, x + r, y + r
        elif parent.tag == "line":
            x1, y1, x2, y2 = (float(parent.get(key)) for key in ("x1", "y1", "x2", "y2"))
            yield min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        elif parent.tag == "polyline":
            pairs = [tuple(map(float, pair.split(","))) for pair in parent.get("points").split()]
            xs, ys = zip(*pairs, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


def hold(drawing):
    """Assert what holds for every drawing; return its tree."""
    tree = parsed(drawing)
    for left, top, right, foot in boxes(tree):
        assert -0.5 <= left <= right <= drawing.width + 0.5
        assert -0.5 <= top <= foot <= drawing.height + 0.5
    assert {one.tag for one in tree.iter()} <= {
        *("svg", "g", "title", "text", "rect", "line", "circle", "polyline"),
    }
    assert not any(key in one.attrib for one in tree.iter() for key in ("style", "href", "onload"))
    return tree


def lengths(tree, key, class_):
    return [float(one.get(key)) for one in tree.iter("rect") if one.get("class") == class_]


@given(st.lists(st.tuples(WORDS, SHARES), min_size=1, max_size=120), WIDTHS)
def test_bars_are_as_long_as_their_values_and_fit_on_pages(pairs, width):
    bars = [Bar(name, (share,), (f"{share:.0%}",)) for name, share in pairs]
    drawings = bar_charts(bars, ("solid",), BarScale(1.0, 0.8, "80%"), width)
    assert all(drawing.height <= TALLEST for drawing in drawings)
    trees = [hold(drawing) for drawing in drawings]
    names = [tip.text for tree in trees for tip in tree.iter("title")]
    assert len(names) == len(pairs)
    at = 0
    for tree, drawing in zip(trees, drawings, strict=True):
        count = len([*tree.iter("title")])
        some = [share for _, share in pairs[at : at + count] if share]
        drawn = lengths(tree, "width", "solid")
        units = [wide / share for wide, share in zip(drawn, some, strict=True) if share > 0.1]
        assert max(units, default=1) == pytest.approx(min(units, default=1), rel=0.01)
        assert all(unit <= drawing.width for unit in units)
        at += count


@given(
    st.lists(st.tuples(COUNTS, COUNTS, COUNTS), max_size=70),
    WIDTHS,
)
def test_columns_are_as_high_as_their_values(values, width):
    columns = [Column(f"Nov {at % 30 + 1}", three, "words") for at, three in enumerate(values)]
    drawing = column_chart("Cards a day", columns, ("solid", "tint", "hollow"), width)
    tree = hold(drawing)
    drawn = [float(one.get("height")) for one in tree.iter("rect")]
    meant = [value for three in values for value in three if value]
    assert len(drawn) == len(meant)
    most = max(map(sum, values), default=0)
    for high, value in zip(drawn, meant, strict=True):
        assert high == pytest.approx(150 * value / round_steps(most)[-1], abs=0.01)


@given(st.floats(0, 1e9), st.integers(2, 8))
def test_steps_are_round_and_reach_the_largest(most, count):
    steps = round_steps(most, count)
    assert steps[0] == 0
    assert steps[-1] >= most * (1 - 1e-9)
    assert steps[-1] == steps[1] or steps[-2] < most
    assert re.fullmatch(r"[125]0*", f"{steps[1]:.0f}")
    assert len(steps) <= 2 * count + 2


@given(
    st.dictionaries(st.integers(0, 1100), st.integers(1, 900)),
    st.integers(1, 1100),
    WIDTHS,
)
def test_every_day_of_a_heat_map_has_its_square(answers, days, width):
    last = date(2026, 11, 30)
    first = last - timedelta(days=days - 1)
    counts = {last - timedelta(days=ago): count for ago, count in answers.items()}
    drawings = heat_maps(counts, first, last, lambda day: f"{day}", width)
    squares = {}
    for drawing in drawings:
        assert drawing.height <= TALLEST
        for one in hold(drawing).iter("rect"):
            squares[date.fromisoformat(one.find("title").text)] = float(one.get("width"))
    assert len(squares) == days
    shown = sorted((counts.get(day, 0), size) for day, size in squares.items())
    assert [size for _, size in shown] == sorted(size for _, size in shown)
    assert len({size for count, size in shown if not count}) <= 1


@given(st.integers(0, 999), st.integers(1, 999), st.integers(1, 9))
def test_heat_grows_with_the_value(value, most, levels):
    assert (heat_level(value, most, levels) == 0) == (value == 0)
    assert heat_level(value, most, levels) <= heat_level(value + 1, most, levels) <= levels


@given(st.lists(st.tuples(SHARES, SHARES), min_size=1, max_size=70), WIDTHS)
@example([(1.0, 0.9)], NARROW)
def test_lines_rise_with_their_shares(pairs, width):
    points = [SharePoint("Nov 30", seen, expected, "words") for seen, expected in pairs]
    tree = hold(line_chart(points, width))
    heights = [-float(one.get("cy")) for one in tree.iter("circle")]
    assert len(heights) == len(pairs)
    for (seen, _), high in zip(pairs, heights, strict=True):
        for (other, _), higher in zip(pairs, heights, strict=True):
            assert high <= higher + 0.02 or seen >= other


@given(
    st.lists(WORDS, min_size=1, max_size=5),
    st.lists(st.sampled_from(["told", "pivot", "also", ""]), max_size=5),
    st.integers(1, 12),
    WIDTHS,
)
@example(["\ufffe\uffff"], ["told"], 1, NARROW)
@example(["Ownership"], ["told", ""], 30, NARROW)
@example(["Ownership"] * 5, ["told"], 9, WIDE)
def test_every_sign_of_a_matrix_is_drawn_once(names, signs, times, width):
    signs *= times
    rows = [MatrixRow(name, tuple(signs), name) for name in names * times]
    drawings = matrix_charts(rows, width)
    drawn = {"told": 0, "also": 0, "pivot": 0, "none": 0}
    for drawing in drawings:
        assert drawing.height <= TALLEST
        for one in hold(drawing).iter():
            if one.get("class") in drawn:
                drawn[one.get("class")] += 1
    signs *= len(rows)
    for sign in ("told", "also", ""):
        assert drawn[sign or "none"] == signs.count(sign)
    assert drawn["pivot"] == 2 * signs.count("pivot")


@given(WORDS, st.floats(20, 300))
def test_a_text_is_cut_to_its_room(text, room):
    assert text_width(fitting(text, room)) <= room


# Advances of DejaVu Sans, in thousandths of its size: many Linux machines have no narrower letters.
DEJAVU = {
    "0123456789": 636, "bdgpqS": 635, "hnu": 634, "e": 615, "a": 613, "o": 612, "vxy": 592,
    "k": 579, "c": 550, "z": 525, "s": 521, "r": 411, "t": 392, "f": 352, "ijl": 278,
    "OQ": 787, "G": 775, "D": 770, "H": 752, "N": 748, "U": 732, "C": 698, "R": 695,
    " .,": 318, ":;|": 337, "()[]": 390, "!": 401, "m": 974, "w": 818, "M": 863, "W": 989,
}  # fmt: skip


def test_a_text_has_room_in_the_widest_letters_in_use():
    for chars, width in DEJAVU.items():
        for char in chars:
            assert text_width(char) >= width * TEXT / 1000, char
