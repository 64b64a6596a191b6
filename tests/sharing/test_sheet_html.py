"""A sheet on paper: each page on one side, nothing cut off, nothing run, nothing loaded."""

import json
import random
import re
import subprocess
import tempfile
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_texts import HOSTILE
from lpcards.sharing.page_fitting import PAPERS, SIZES, fitted
from lpcards.sharing.sheet_html import document_of
from lpcards.sharing.story_sheet import (
    BEATS,
    FIGURES,
    NEVER,
    PIVOTS,
    PROBES,
    SAY,
    SheetBlock,
    SheetLine,
    SheetPage,
)
from showing import document_of as shown_by_browser
from sizes import examples

POINTS = {"a4": (595, 842), "letter": (612, 792)}
MEASURE = """<script>
const found = [];
for (const page of document.querySelectorAll(".page")) {
  const box = page.getBoundingClientRect(), pad = parseFloat(getComputedStyle(page).paddingTop);
  const inner = [...page.querySelectorAll("header *, .columns *, footer")]
    .map(one => one.getBoundingClientRect());
  const foot = page.querySelector("footer");
  const columns = page.querySelector(".columns").getBoundingClientRect();
  found.push({
    below: Math.max(...inner.map(one => one.bottom)) - (box.bottom - pad),
    beside: Math.max(...inner.map(one => one.right)) - (box.right - pad),
    over: foot ? columns.bottom - foot.getBoundingClientRect().top : -1,
    free: (box.bottom - pad - columns.bottom) / box.height,
    wide: [...page.querySelectorAll("li, h1, h2, p")]
      .some(one => one.scrollWidth > one.clientWidth + 1),
  });
}
document.body.textContent = encodeURIComponent(JSON.stringify(found));
</script>"""
TEXT = "the retries met a race condition so I wrote it down WITH Care 42 $8K 0.3 % in m-w W"
WORDS = TEXT.split(" ")
ODD = [
    "データ配信の障害を直した",
    "Straßenbahnhaltestellenschild" * 3,
    "🚒🚒🚒",
    "ЖЩЮ",
    "A\u0301b",
    "WWWWWWWW",
]


def text_of(chance, most, odd):
    words = [chance.choice(ODD if chance.random() < odd else WORDS) for _ in range(most)]
    return " ".join(words)[: most * 6] or "x"


def random_page(seed, size, odd=0.0):
    """Return a page of about `size` lines of any length."""
    chance = random.Random(seed)
    blocks = []
    for heading in (FIGURES, SAY, BEATS, PROBES, NEVER, PIVOTS):
        lines = []
        for _ in range(chance.randint(0, size)):
            parts = (text_of(chance, chance.randint(0, 40), odd)[:240] for _ in range(3))
            lines.append(SheetLine(*parts))
        blocks += [SheetBlock(heading, tuple(lines))] if lines else []
    title = text_of(chance, chance.randint(1, 40), odd)[:240]
    headline = text_of(chance, chance.randint(0, 60), odd)[:320]
    return SheetPage(f"p{seed}", title, "Dive Deep · Short", headline, tuple(blocks))


def long_story(probes, nevers):
    """Return the page of a story with far too much in it."""
    line = SheetLine(
        "How did you get the other team to take your fix, and ship it?", "With it. " * 9
    )
    amounts = {FIGURES: 3, SAY: 5, BEATS: 5, PROBES: probes, NEVER: nevers, PIVOTS: 6}
    blocks = (SheetBlock(heading, (line,) * count) for heading, count in amounts.items())
    return SheetPage("long", "A long story", "Dive Deep", "So it was. " * 20, tuple(blocks))


def weak(count, words):
    lines = tuple(
        SheetLine("Top: " + "why so " * words, "because " * words, "90%") for _ in range(count)
    )
    return SheetPage("", "Your weakest cards", "about", "", (SheetBlock("", lines),))


def pages():
    plain = [random_page(seed, size) for size in (1, 2, 4, 9, 30) for seed in range(6)]
    odd = [random_page(100 + seed, 6, odd=0.4) for seed in range(8)]
    odd += [long_story(probes, nevers) for probes in (4, 30) for nevers in (4, 30)]
    return [*plain, *odd, *(weak(count, words) for count in (1, 7, 20) for words in (1, 12, 30))]


def printed(path, folder):
    """Return the size in points of each side that Chromium prints of a page."""
    out = folder / "printed.pdf"
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--disable-background-networking", f"--user-data-dir={profile}"),
                *("--no-pdf-header-footer", f"--print-to-pdf={out}", f"file://{path}"),
            ],
            capture_output=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 0, done.stderr
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", out.read_bytes())
    return [(round(float(wide)), round(float(high))) for wide, high in boxes]


@pytest.mark.chromium
@pytest.mark.parametrize("paper", examples(["a4"], [*PAPERS]))
def test_each_page_prints_on_one_side(paper, tmp_path):
    found = pages()
    (tmp_path / "sheet.html").write_text(document_of(found, PAPERS[paper]), "utf-8")
    assert printed(tmp_path / "sheet.html", tmp_path) == [POINTS[paper]] * len(found)


@pytest.mark.chromium
@pytest.mark.parametrize("font", examples([""], ["", "DejaVu Sans"]))
@pytest.mark.parametrize("paper", examples(["a4"], [*PAPERS]))
def test_nothing_is_cut_off_and_little_is_left_empty(paper, font, tmp_path):
    text = document_of(pages(), PAPERS[paper])
    found = measured(
        re.sub("font-family: [^;]*;", f"font-family: {font};" if font else r"\g<0>", text), tmp_path
    )
    assert len(found) == len(pages())
    for row in found:
        assert row["below"] < 1, row
        assert row["beside"] < 1, row
        assert row["over"] < 1, row
        assert not row["wide"]
    if not font:
        full = [
            row["free"] for row, page in zip(found, pages(), strict=True) if len(page.blocks) > 5
        ]
        assert sorted(full)[len(full) // 2] < 0.2


def measured(text, folder):
    """Return what a browser says of the pages' boxes."""
    text = re.sub("<meta http-equiv[^>]*>", "", text).replace("</body>", f"{MEASURE}</body>")
    (folder / "measured.html").write_text(text, "utf-8")
    seen = shown_by_browser(folder / "measured.html", "--window-size=1200,1000")
    return json.loads(unquote(re.search(r"<body[^>]*>([^<]*)", seen)[1]))


@pytest.mark.chromium
def test_the_measuring_sees_what_is_cut_off(tmp_path):
    """The test above can fail."""
    text = document_of([random_page(1, 9)], PAPERS["a4"])
    [row] = measured(re.sub(r"\.size\d \{[^}]*\}", ".page { font-size: 24pt }", text), tmp_path)
    assert row["below"] > 100


@settings(max_examples=examples(20, 50), deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.sampled_from([*PAPERS.values()]))
def test_what_stands_on_the_page_and_what_is_left_out_is_the_whole(seed, size, paper):
    page = random_page(seed, size)
    fit = fitted(page, paper)
    left, right = fit.columns
    stands = [line for block in (*left, *right) for line in block.lines]
    whole = [line for block in page.blocks for line in block.lines]
    assert len(stands) + fit.page.left_out == len(whole)
    assert set(stands) <= set(whole)
    assert not fit.page.left_out or fit.size == len(SIZES) - 1


def test_less_text_stands_in_larger_type():
    sizes = [fitted(random_page(3, size), PAPERS["a4"]).size for size in (1, 3, 5, 8)]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0
    assert sizes[-1] > 0


def test_of_a_long_story_something_of_everything_stands():
    fit = fitted(long_story(30, 30), PAPERS["a4"])
    stands = {block.heading: len(block.lines) for block in fit.page.blocks}
    assert stands.keys() == {FIGURES, SAY, BEATS, PROBES, NEVER, PIVOTS}
    assert stands[SAY] == 5
    assert fit.page.left_out > 20


def test_what_found_no_room_is_said():
    text = document_of([random_page(5, 30)], PAPERS["a4"])
    assert re.search(r"\d+ lines did not fit here; lpcards read p5 has all\.", text)
    assert "no room" not in document_of([random_page(5, 1)], PAPERS["a4"])


class Named(HTMLParser):
    """What a document names."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.attributes, self.texts = set(), set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attributes}

    def handle_data(self, data):
        self.texts.append(data)


def test_hostile_texts_are_only_texts():
    lines = tuple(SheetLine(text, text, text) for text in HOSTILE)
    named = Named(
        document_of(
            [SheetPage("a", HOSTILE[0], "b", HOSTILE[1], (SheetBlock(SAY, lines),))], PAPERS["a4"]
        )
    )
    assert not named.elements & {"script", "img", "iframe", "link", "object", "base", "a", "svg"}
    assert named.attributes <= {"lang", "charset", "http-equiv", "content", "name", "class"}


@given(st.text(max_size=60))
def test_any_text_is_shown_and_does_nothing(text):
    page = SheetPage("a", text, "b", "", (SheetBlock(SAY, (SheetLine(text, text),)),))
    named = Named(document_of([page], PAPERS["a4"]))
    assert named.elements <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "main",
            "section",
            "header",
            "h1",
            "h2",
        ),
        *("p", "div", "ul", "li", "b", "span", "small", "strong", "em", "code", "footer"),
    }
    shown = "".join(named.texts)
    assert "\u202e" not in shown
    assert "\x1b" not in shown


def test_the_page_needs_nothing_but_itself():
    text = document_of(pages(), PAPERS["a4"])
    assert not re.search(r"url\(|@import|https?:|src=|href=", text)
    assert "default-src 'none'" in text


def test_markdown_is_shown_as_what_it_means():
    text = document_of(
        [SheetPage("a", "T", "b", "", (SheetBlock(SAY, (SheetLine("", "**so** *it* `is`"),)),))],
        PAPERS["a4"],
    )
    assert "<strong>so</strong> <em>it</em> <code>is</code>" in text
