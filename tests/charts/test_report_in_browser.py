"""The report in a real browser: on a phone and a desk, light and dark, and on paper."""

import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe

from served_page import chromium

pytestmark = pytest.mark.chromium

WIDTHS, SCHEMES = (360, 1280), ("light", "dark")
LETTER = (279 - 2 * 15) / 25.4 * 96
"""Pixels of height that a page of letter paper holds between its margins."""
MEASURED = """() => {
  const rgb = words => words.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const light = words => rgb(words).map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  const contrast = color => {
    const [a, b] = [light(color), light(paper)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const found = {outside: [], faint: [], letters: [], highs: [], texts: 0, paper,
    wide: document.documentElement.scrollWidth};
  for (const svg of document.querySelectorAll(".drawing svg")) {
    if (!svg.getClientRects().length) continue;
    const box = svg.viewBox.baseVal, scale = svg.getBoundingClientRect().width / box.width;
    found.letters.push(scale * 12);
    found.highs.push(svg.getBoundingClientRect().height);
    for (const one of svg.querySelectorAll("text, rect, line, circle, polyline")) {
      const at = one.getBBox(), looks = getComputedStyle(one);
      if (at.x < -1.5 || at.y < -1 || at.x + at.width > box.width + 1
          || at.y + at.height > box.height + 4) found.outside.push(one.outerHTML);
      const colors = [looks.fill, looks.stroke].filter(color => color.startsWith("rgb("));
      const best = Math.max(...colors.map(contrast));
      const least = one.localName === "text" ? 4.5 : 3;
      const decor = one.matches(".rule, .halo");
      if (!decor && best < least) found.faint.push(one.outerHTML + best);
      found.texts += one.localName === "text";
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def real_browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def report(lp, few_cards, home):
    """Return the address of a report on two days of answers, with an interview to come."""
    (home / "lpcards.yaml").write_text("interview: 2026-03-23\n", encoding="utf-8")
    for day, grades in ((2, "445"), (3, "15")):
        for at, grade in enumerate(grades):
            now = f"2026-03-{day:02}T09:{at:02}"
            card = lp("next", "--json", "--gradable", now=now).json["id"]
            lp("grade", card, grade, "--seconds", "20", now=now)
    lp("report", "--html", "-o", "report.html", now="2026-03-04T09:00")
    return f"file://{home}/report.html"


def test_pictures_can_be_seen_by_everybody(real_browser, report):
    for width, scheme in itertools.product(WIDTHS, SCHEMES):
        page = real_browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto(report)
        found = page.evaluate(MEASURED)
        assert found["texts"] > 20
        assert found["outside"] == []
        assert found["faint"] == []
        assert min(found["letters"]) >= 11
        assert found["wide"] == width
        assert (found["paper"] == "rgb(255, 255, 255)") == (scheme == "light")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert Axe().run(page).response["violations"] == []
        page.close()


def test_paper_is_white_and_cuts_no_picture(real_browser, report):
    page = real_browser.new_page(viewport={"width": 680, "height": 900}, color_scheme="dark")
    page.goto(report)
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(MEASURED)
    assert found["paper"] == "rgb(255, 255, 255)"
    assert found["faint"] == found["outside"] == []
    assert max(found["highs"]) <= LETTER
    breaks = "[...document.querySelectorAll('.drawing')].map(e => getComputedStyle(e).breakInside)"
    assert {*page.evaluate(breaks)} == {"avoid"}
    for paper in ("A4", "Letter"):
        assert page.pdf(format=paper).startswith(b"%PDF")
    page.close()


def test_numbers_are_reached_by_keyboard(real_browser, report):
    page = real_browser.new_page()
    page.goto(report)
    page.locator("#forecast summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#forecast-numbers table").is_visible()
    with page.expect_download() as started:
        page.locator("#forecast .csv a").click()
    assert started.value.suggested_filename == "forecast.csv"
    page.close()
