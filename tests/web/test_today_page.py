"""`/` says what the terminal says of today."""

from html import unescape


def words_of(page):
    return " ".join(unescape(page.text).split())


def test_the_first_page_says_what_due_says(lp, browser):
    due = lp("due").out.strip()
    assert due in words_of(browser.get("/"))


def test_a_learner_reads_the_terminal_s_words_of_today(lp, browser):
    lp("grade", lp("next", "--json").json["id"], "4")
    page = words_of(browser.get("/"))
    assert lp("due").out.strip() in page
    assert "Tomorrow: " in page
    assert "<h1>Today</h1>" in page
