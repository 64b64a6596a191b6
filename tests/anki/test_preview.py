"""`lpcards preview`: the cards as Anki shows them, on one page that loads nothing."""

import json
import os
import re
import shlex
import shutil
import stat
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pexpect
import pytest

from hostile_texts import HOSTILE, blank_of, card_of
from lpcards.anki.note_types import css
from lpcards.anki.notes import FIELDS, QUESTION, note_of
from lpcards.anki.preview_page import page_of, rendered
from lpcards.anki.story_note import story_note
from lpcards.cards.choices import Story
from lpcards.cards.kinds import cards_from
from lpcards.story.reading import read_source
from real_anki import VERSIONS
from showing import document_of, same, shown_by_anki
from sizes import some

LIBRARY = Path(__file__).parents[2] / "content"
HINT = re.compile(
    r'<a class=hint href="#"\s+onclick="[^"]*"(?: draggable=false)?>\s*(\w+)</a>\s*'
    r'<div id="hint\w+" class=hint style="display: none">(.*?)</div>',
    re.DOTALL,
)
MEASURE = """<script>
const styles = {};
for (const one of ["auto", "bright", "dark"]) for (const width of ["desktop", "phone"]) {
  document.getElementById(one).checked = document.getElementById(width).checked = true;
  const card = document.querySelector(".card");
  const {backgroundColor, color, fontSize} = getComputedStyle(card);
  styles[`${one} ${width}`] = [backgroundColor, color, fontSize, card.offsetWidth];
}
styles.wide = document.documentElement.scrollWidth > innerWidth;
document.body.textContent = encodeURIComponent(JSON.stringify(styles));
</script>"""
LIGHT, DARK = ["rgb(253, 252, 248)", "rgb(35, 33, 29)"], ["rgb(29, 30, 32)", "rgb(226, 223, 215)"]


def library():
    for path in sorted(LIBRARY.rglob("*.yaml")):
        yield from cards_from(read_source(str(path), path.read_bytes()).file)


def as_ours(html):
    """Return what Anki rendered without what its script needs."""
    html = re.sub(r' data-cloze="[^"]*"', "", html)
    html = HINT.sub(r'<details class="hint"><summary>\1</summary>\2</details>', html)
    return re.sub(r"\s*(<details.*?</details>)\s*", r"\1", html, flags=re.DOTALL)


@pytest.mark.parametrize("version", VERSIONS)
def test_cards_are_rendered_as_anki_renders_them(version, tmp_path):
    notes = [note_of(card) for card in library()]
    assert len(notes) > 50
    notes += [
        maker(at, text)
        for maker in (note_at, blank_of, story_at)
        for at, text in enumerate(HOSTILE)
    ]
    by_anki = shown_by_anki(version, notes, str(tmp_path))["rendered"]
    assert len(by_anki) == len(notes)
    for note in notes:
        assert [as_ours(side) for side in by_anki[note.card]] == [
            same(one) for one in rendered(note)
        ]


def note_at(at, text):
    return note_of(card_of(at, text))


def story_at(at, text):
    listed = Story(f"hostile-{at}", "scenario", text, "A", "p", (), True, "", 1)
    return story_note(listed, [("", text, 0), (text, text * (1 + at % 2 * 40), 30)])


def test_a_field_that_shows_nothing_is_left_out_with_what_stands_around_it():
    note = note_at(0, "x")
    place = FIELDS[QUESTION].index("Hint")
    for nothing in ("", " ", "<br>", "\n<div> </div><br/>"):
        fields = (*note.fields[:place], nothing, *note.fields[place + 1 :])
        assert "hint" not in rendered(note._replace(fields=fields)).front
    assert "hint" in rendered(note).front


class Page(HTMLParser):
    """What a page names: its elements, its ids, its links, its texts by heading."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.ids, self.links, self.attributes = Counter(), [], [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements[tag] += 1
        self.attributes |= {name for name, _ in attributes}
        values = dict(attributes)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values[name] for name in ("href", "src", "action") if name in values]


def written(lp, path, *args):
    answer = lp("preview", "--no-open", "--out", path, "--json", *args).json
    assert answer["path"] == str(path)
    return answer["cards"], path.read_text("utf-8")


def test_every_card_is_on_the_page_with_its_place(lp, tmp_path):
    count, text = written(lp, tmp_path / "page.html")
    cards = lp("cards", "--json").json
    page = Page(text)
    stories = [name for name in page.ids if name.endswith("/read")]
    assert count == len(cards) == page.elements["article"] - len(stories)
    assert len(stories) > 30
    assert {card["id"] for card in cards} <= {*page.ids}
    for card in cards:
        assert f"<span>{card['source']['path']}:{card['source']['line']}</span>" in text
    assert page.elements["h2"] == len({card["scenario"] for card in cards})


def test_the_page_needs_nothing_but_itself(lp, tmp_path):
    _, text = written(lp, tmp_path / "page.html")
    page = Page(text)
    assert all(link.startswith("#") for link in page.links)
    assert {link[1:] for link in page.links} <= {*page.ids}
    assert not page.elements.keys() & {"script", "link", "img", "iframe", "object", "base"}
    assert not page.attributes & {"style", "onclick", "onload", "srcset"}
    assert not re.search(r"url\(|@import", text)


def test_selected_cards_alone_are_shown(lp, tmp_path):
    count, text = written(lp, tmp_path / "page.html", "--kind", "quiz")
    page = Page(text)
    stories = [name for name in page.ids if name.endswith("/read")]
    assert count == page.elements["article"] - len(stories) > 0
    assert "nosuch" in lp("preview", "--no-open", "nosuch/*", code=1).err


def test_the_page_has_the_cards_that_a_build_writes_and_no_open_question(lp, home, tmp_path):
    (home / "content").mkdir()
    (home / "lpcards.yaml").write_text("library: no\n", encoding="utf-8")
    story = "id: a\ntitle: b\nshort: c\nprinciple: ownership\nprobes: [{id: why, ask: Why?}, "
    answered = f"{story}{{id: how, ask: How?, strong: By hand.}}]\n"
    (home / "content/a.yaml").write_text(answered, encoding="utf-8")
    shown = lp("preview", "--no-open", "--out", tmp_path / "p.html", "--json").json["cards"]
    built = lp("build", "--dry-run", "--out", tmp_path / "decks", "--json", now=None).json
    assert shown == len(built["added"]) == 1
    assert "1 card as in Anki" in (tmp_path / "p.html").read_text("utf-8")
    assert len(lp("cards", "--json").json) > shown


def test_without_a_path_the_page_is_nobody_else_s_to_read(lp, home):
    path = Path(lp("preview", "--json").json["path"])
    assert path == home / ".cache/lpcards/preview.html"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lp("preview", "--kind", "quiz")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_where_the_cache_cannot_be_written_the_page_is_among_what_is_temporary(lp, home):
    shutil.rmtree(home / ".cache")
    (home / ".cache").write_text("in the way")
    path = Path(lp("preview", "--json").json["path"])
    assert path.name == "preview.html"
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    path.unlink()
    path.parent.rmdir()


def test_a_page_that_cannot_be_written_is_a_fault_that_names_it(lp, tmp_path):
    path = tmp_path / "nosuch" / "page.html"
    assert str(path) in lp("preview", "--out", path, code=1).err


@pytest.mark.chromium
def test_a_browser_reads_the_page_as_written(tmp_path):
    cards = [card_of(at, text)._replace(path="<b>a&b") for at, text in enumerate(HOSTILE)]
    path = tmp_path / "page.html"
    path.write_text(page_of(cards, {"hostile": "<script>x</script>"}, {}), encoding="utf-8")
    seen = Page(document_of(path))
    assert seen.elements == Page(path.read_text("utf-8")).elements
    assert seen.elements["article"] == len(HOSTILE)
    assert seen.elements["script"] == 0


@pytest.mark.chromium
def test_no_script_runs_on_the_page(lp, tmp_path):
    _, text = written(lp, tmp_path / "page.html", "--kind", "quiz")
    evil = "<script>document.title = 'ran'</script><img src=x onerror=\"document.title='ran'\">"
    for path, page in (("off", text), ("on", re.sub("<meta http-equiv[^>]*>", "", text))):
        (tmp_path / f"{path}.html").write_text(page.replace("<main>", f"<main>{evil}"), "utf-8")
    assert "<title>ran</title>" not in document_of(tmp_path / "off.html")
    assert "<title>ran</title>" in document_of(tmp_path / "on.html")


@pytest.mark.chromium
@pytest.mark.parametrize("width", some([1400, 500], 1))
def test_switches_show_light_and_dark_desktop_and_phone(lp, tmp_path, width):
    _, text = written(lp, tmp_path / "page.html")
    text = re.sub("<meta http-equiv[^>]*>", "", text).replace("</body>", f"{MEASURE}</body>")
    (tmp_path / "measured.html").write_text(text, "utf-8")
    seen = document_of(tmp_path / "measured.html", f"--window-size={width},800")
    switched = json.loads(unquote(re.search(r"<body[^>]*>([^<]*)", seen)[1]))
    assert not switched.pop("wide")
    for switches, (*colours, size, wide) in switched.items():
        light, device = switches.split()
        assert colours == (DARK if light == "dark" else LIGHT)
        assert size == ("19px" if device == "phone" else "21px")
        assert wide < 360 if device == "phone" else wide > 400
    assert len(switched) == 6


def colours(rule):
    """Return the colours by name that the rule of card.css with this selector declares."""
    declared = re.search(re.escape(rule) + r"[^{}]*\{([^}]*)\}", css())[1]
    return dict(re.findall(r"--lp-(\w+): (#[0-9a-f]{6})", declared))


def luminance(colour):
    """Return WCAG's relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("rule", [".card", ".card.nightMode, .card.night_mode"])
def test_all_text_is_legible_by_day_and_by_night(rule):
    palette = colours(rule)
    assert palette.keys() == {"paper", "ink", "quiet", "line", "mark", "sheet"}
    for ink in ("ink", "quiet", "mark"):
        assert contrast(palette["paper"], palette[ink]) >= 4.5


def test_contrast_is_that_of_wcag():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_a_card_has_a_name_and_both_night_modes_are_meant():
    rules = re.sub(r"/\*.*?\*/", "", css(), flags=re.DOTALL)
    named = re.sub(r"--lp-\w+: [^;]*;", "", rules)
    assert not re.search(r"#[0-9a-f]{3,6}\b", named)
    assert rules.count("nightMode") == rules.count("night_mode") > 0
    for phone in ("mobile", "android", "iphone", "ipad"):
        assert f".{phone} .card" in rules
        assert f".card.{phone}" in rules


def on_a_terminal(home, *args, **environment):
    """Run the program on a terminal with a browser that notes what it is to open."""
    opened = home / "opened"
    browser = home / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{opened}"\n', encoding="utf-8")
    browser.chmod(0o700)
    env = {**os.environ, "BROWSER": str(browser), **environment}
    command = ["-m", "lpcards", "preview", *args]
    said, code = pexpect.run(
        shlex.join([sys.executable, *command]), env=env, withexitstatus=True, encoding="utf-8"
    )
    assert code == 0, said
    return opened.read_text("utf-8") if opened.exists() else None


def test_on_a_terminal_the_page_is_opened_in_the_browser(home):
    path = home / "the pages" / "a#b.html"
    path.parent.mkdir()
    assert on_a_terminal(home, "--out", str(path)) == f"file://{home}/the%20pages/a%23b.html"


@pytest.mark.parametrize("switch", ["--no-open", "--json"])
def test_the_browser_stays_closed_if_so_wanted(home, switch):
    assert on_a_terminal(home, switch) is None


def test_without_a_screen_no_text_browser_takes_the_terminal(home):
    assert on_a_terminal(home, BROWSER="", DISPLAY="", WAYLAND_DISPLAY="") is None


@pytest.mark.chromium
@pytest.mark.parametrize("mode", some(["nightMode", "night_mode"], 1))
def test_by_night_the_card_s_own_colours_win_over_the_reviewer_s(tmp_path, mode):
    reviewer = f"body.{mode} {{ background-color: #2c2c2c; color: white }}"
    body = (
        f'<body class="card card1 {mode}"><style>{css()}</style>{rendered(note_at(0, "x")).front}'
    )
    script = """<script>const {backgroundColor, color} = getComputedStyle(document.body);
        document.title = [backgroundColor, color].join(" / ")</script>"""
    page = tmp_path / "night.html"
    page.write_text(f"<!doctype html><style>{reviewer}</style>{body}{script}", "utf-8")
    assert f"<title>{' / '.join(DARK)}</title>" in document_of(page)
