"""Whatever stands in a story, a page shows it as text: nothing of it becomes a tag or runs."""

import json
from itertools import chain

import pytest

from hostile_texts import HOSTILE
from lpcards.english.printable import printable
from lpcards.study.workspace import Workspace
from web.conftest import HOST, NOW, Browser
from web_pages import ReadPage

STORY = """\
id: hostile
title: {0}
short: Hostile
principle: ownership
overview: {0}
steps:
  situation:
    example: {0}
    key_phrases: [{0}]
probes:
  - id: why
    ask: {0}
    strong: {{takeaway: {0}, answer: {0}, points: [{0}, b]}}
disqualifiers:
  - {{id: no, phrase: {0}, signals: {0}, instead: {0}}}
"""
OURS = {
    *("html", "head", "meta", "title", "link", "body", "a", "header", "nav", "main", "article"),
    *("section", "h1", "h2", "p", "small", "ul", "ol", "li", "div", "span", "code", "b", "br"),
    *("strong", "em", "footer", "script", "form", "input", "button"),
    *("details", "summary", "label", "textarea", "template", "dl", "dt", "dd"),
}
"""What our templates are made of, and the little Markdown."""
LONG = 5_000


def written(home, text):
    """Write a story that is full of a text; return whether it can be read at all."""
    folder = home / "stories"
    folder.mkdir(exist_ok=True)
    quoted = json.dumps(text[:LONG], ensure_ascii=False)
    (folder / "hostile.yaml").write_bytes(STORY.format(quoted).encode("utf-8", "surrogatepass"))
    with Workspace((str(folder),), None, NOW) as workspace:
        return bool(workspace.index.stories())


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_a_hostile_text_is_read_and_does_nothing(home, text):
    is_there = written(home, text)
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        browser.log_in()
        state = browser.get("/api/review").json()
        parts = [[card["question"], card["answer"], card["learning"]] for card in state["cards"]]
        for part in chain.from_iterable(parts):
            assert ReadPage(part).live == []
        for path in ("/", "/stories", "/stories?q=t", "/stories/hostile", "/sheet", "/review"):
            answer = browser.get(path)
            page = ReadPage(answer.text)
            assert page.live == []
            assert page.tags <= OURS
            assert not {*printable(answer.text)} ^ {*answer.text}
            if path == "/stories/hostile":
                assert answer.status_code == (200 if is_there else 404)


@pytest.mark.parametrize("text", ["<script>window.ran = 1</script>", "a < b && c > d", "'\"<"])
def test_it_stands_there_letter_by_letter(home, text):
    assert written(home, text)
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        browser.log_in()
        for path in ("/stories", "/stories/hostile", "/sheet"):
            assert text in ReadPage(browser.get(path).text).text


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x", "//evil.example"],
)
def test_no_link_of_a_story_is_a_program(home, address):
    assert written(home, f"[here]({address})")
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        browser.log_in()
        page = ReadPage(browser.get("/stories/hostile").text)
    assert address not in page.addresses
    assert page.live == []


def test_a_link_of_a_story_says_nothing_of_where_it_came_from(home):
    assert written(home, "[here](https://example.com/a?b=1&c=2)")
    with Browser(Workspace((str(home / "stories"),), None, NOW)) as browser:
        browser.log_in()
        page = ReadPage(browser.get("/stories/hostile").text)
    links = [one for tag, one in page.elements if one.get("href", "").startswith("https:")]
    assert links
    for link in links:
        assert link["href"] == "https://example.com/a?b=1&c=2"
        assert link["rel"] == "noreferrer noopener"


def test_what_an_address_asks_for_stands_in_no_page(browser):
    for path in (
        "/stories/%3Cscript%3E",
        "/%3Cb%3E",
        "/sheet?story=%3Cscript%3E&paper=%22x",
    ):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert "<script>" not in answer.text
        assert "<b>" not in answer.text
    assert browser.get("/", headers={"Host": HOST}).status_code == 200
