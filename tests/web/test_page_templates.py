"""What a template is given is shown as text, whoever forgot to say so."""

import pytest
from hypothesis import given

from hostile_texts import HOSTILE, texts
from lpcards.charts.drawing import quoted
from lpcards.english.printable import printable
from lpcards.web.command_links import PAGES, links_in, page_of
from lpcards.web.page_templates import filled, sentence
from web_pages import ReadPage


def shown(text):
    """Return the page of a message, and the words between its heading's tags."""
    page = filled("message.html", title=text, words="Nothing.", is_in=True)
    return page, page.partition("<h1>")[2].partition("</h1>")[0]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:20]))
def test_a_text_is_escaped_and_turns_nothing(text):
    page, heading = shown(text)
    assert ReadPage(page.replace("<title>", "<p>").replace("</title>", "</p>")).live == []
    assert "<" not in heading
    assert printable(page) == page


@given(texts)
def test_every_letter_of_a_text_is_there(text):
    _, heading = shown(text)
    assert " ".join(printable(text).split()) == ReadPage(f"<p>{heading}</p>").text


def test_what_the_terminal_says_behind_its_name_is_a_sentence_here():
    assert sentence("the log is locked") == "The log is locked."
    assert sentence("Nothing is due today.") == "Nothing is due today."
    assert sentence("  lpcards new my-story") == "`lpcards new my-story`"


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("lpcards review", "/review"),
        (
            "lpcards review --cram --kind weak --scenario x",
            "/review?how=cram&amp;kind=weak&amp;scenario=x",
        ),
        ("lpcards review --minutes 5 x/*", "/review?minutes=5&amp;card=x%2F%2A"),
        ("lpcards set minutes=20", "/settings"),
        ('lpcards set interview="Dec 12"', "/settings"),
        ("lpcards why a/b.c", "/card?id=a/b.c"),
        ("lpcards rehearse cellar", "/rehearse?story=cellar"),
        ("lpcards new", "/new"),
        ("lpcards new my-ownership-story --principle ownership", "/new"),
        ("lpcards read cellar", "/stories/cellar"),
        ("lpcards stats", "/statistics"),
    ],
)
def test_a_command_in_a_sentence_leads_to_the_page_that_does_the_same(command, page):
    written = quoted(command)
    assert f'<a href="{page}"><code>{written}</code></a>' in filled(
        "message.html", title="A", words=f"Do `{command}` now.", is_in=True
    )


@pytest.mark.parametrize(
    "command",
    [
        "lpcards check",
        "lpcards review --plain",
        "lpcards review --scenario STORY",
        "lpcards review 'a",
        "lpcards new --from FILE",
        "lpcards read ../x",
        "lpcards read a?b",
        "rm -r x",
    ],
)
def test_what_no_page_does_is_a_command_to_type(command):
    assert page_of(command) == ""


def test_the_script_is_told_which_commands_lead_to_a_page(browser):
    found = browser.get("/api/review?scenario=nothing&how=x").json()
    assert found["links"] == {}
    words = "Say `lpcards review --cram`, `lpcards check` or `rm`."
    assert links_in(words, "`lpcards why a/b`") == {
        "lpcards review --cram": "/review?how=cram",
        "lpcards why a/b": "/card?id=a/b",
    }


def test_each_page_that_a_command_leads_to_is_there(browser):
    for page in {*PAGES.values(), "/settings", "/new", "/rehearse?story=webhook-drops"}:
        assert browser.get(page).status_code == 200, page
