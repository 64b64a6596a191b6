"""Web pages: saved, or exported from Notion and Google Docs."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.drafts.files import text_of_file
from lpcards.system.problem import UserFault
from sizes import some
from time_growth import outgrows

NESTED = """<!doctype html><title>The queue</title><body>
<h2>Situation</h2><p>It stood
still for <b>two</b> days.<p>Nobody looked.
<p><b>Action:</b> first
<ul><li>I read<ul><li>the log<li>the <i>code</i></ul><li><p>I rang</p><p>twice</p></ul>
<ol start=3><li>three<li>four</ol>
<p><strong>Result</strong><br>From 2 days to 5 minutes.
<dl><dt>Reflection<dd>Look first.</dl>"""

GOOGLE = """<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style>.c0{color:#000;font-weight:700}.c1{font-weight:400}</style></head><body class="c9">
<p class="c3 title"><span class="c1">The queue</span></p>
<p><span class="c0">Task: </span><span class="c1">not my queue</span></p>
<ul class="lst-kix_ab1-0"><li><span class="c1">I read</span></li></ul>
<ul class="lst-kix_ab1-1"><li><span class="c1">the log</span></li></ul></body></html>"""

NOTION = """<html><head><title>The queue</title></head><body><article class="page sans">
<header><h1 class="page-title">The queue</h1><table class="properties"><tbody><tr><th>Principle</th>
<td><span>Dive Deep</span></td></tr></tbody></table></header><div class="page-body">
<h2>Situation</h2><p>It stood still.</p>
<ul class="toggle"><li><details open=""><summary>Action</summary><p>I read the log.</p></details>
</li></ul></div></article></body></html>"""

SAVED = """<!doctype html><html><head><title>The queue</title></head><body><nav>Search Home</nav>
<main><div class="notion-page-content"><div class="notion-sub_header-block"><div>Result</div></div>
<div class="notion-bulleted_list-block"><div>•</div><div><div>Five minutes.</div></div></div>
</div></main></body></html>"""


def lines(html):
    return text_of_file(html.encode(), "page.html").text.split("\n")


def test_lines_end_where_blocks_end_whether_tags_are_closed_or_not():
    assert [line for line in lines(NESTED) if line] == [
        "# The queue",
        "## Situation",
        "It stood still for two days.",
        "Nobody looked.",
        "**Action:** first",
        "- I read",
        "  - the log",
        "  - the code",
        "- I rang",
        "  twice",
        "3. three",
        "4. four",
        "**Result**",
        "From 2 days to 5 minutes.",
        "Reflection",
        ": Look first.",
    ]


def test_raised_figures_stay_raised():
    html = "<p>From O(n<sup>2</sup>) to the 1<sup>st</sup> in 5 min<sup>10</sup></p>"
    assert lines(html) == ["From O(n²) to the 1st in 5 min¹⁰"]


def test_google_docs_say_in_a_style_what_is_bold_and_in_a_class_how_deep_a_list_is():
    assert lines(GOOGLE) == [
        "# The queue",
        "",
        "**Task:** not my queue",
        "",
        "- I read",
        "",
        "  - the log",
    ]


def test_a_page_of_notion_has_its_properties_and_what_is_folded():
    assert [line for line in lines(NOTION) if line] == [
        "# The queue",
        "Principle: Dive Deep",
        "## Situation",
        "It stood still.",
        "- **Action**",
        "  I read the log.",
    ]


def test_what_stands_around_an_article_is_left_out_and_named():
    found = text_of_file(SAVED.encode(), "page.html")
    assert found.text == "# The queue\n\n## Result\n\n- Five minutes."
    assert found.remarks == ("Left out: what stands around the article (Search Home).",)


def test_a_page_saved_as_one_file_is_a_page():
    head = (
        "From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
    )
    page = "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>It&nbsp;stood</p>\r\n--x--\r\n"
    assert text_of_file((head + page).encode(), "page.mhtml").text == "It\xa0stood"


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "shift_jis"])
def test_a_page_is_read_in_the_encoding_that_it_names(encoding):
    words = "遅い" if encoding == "shift_jis" else "naïve"
    html = f'<html><meta charset="{encoding}"><p>{words}</p></html>'
    assert text_of_file(html.encode(encoding), "a.html").text == words


@pytest.mark.parametrize("encoding", ["base64", "utf-16", "nonsense", "rot13"])
def test_a_page_in_an_encoding_that_is_none_is_told_with_the_place(encoding):
    html = f'<html><meta charset="{encoding}"><p>na\xefve</p></html>'.encode("latin-1")
    with pytest.raises(UserFault, match=r"a\.html:1:\d+: the byte 0xEF is not UTF-8"):
        text_of_file(html, "a.html")


def test_what_a_picture_shows_is_kept_and_the_picture_is_told_of():
    html = '<p>The queue grew. <img src="a.png" alt="the queue over a week"> So did I.</p>'
    html += '<p><img src="b.png" alt="IMG_2041.png"><img src="c.png"> Then it fell.</p>'
    page = text_of_file(html.encode(), "a.html")
    assert page.text.split("\n\n") == [
        "The queue grew. [picture: the queue over a week] So did I.",
        "Then it fell.",
    ]
    assert page.remarks == ("Left out: 3 pictures.",)


def test_markdown_with_tags_in_it_is_markdown():
    text = "<div align=center>\n\n# The queue\n\n</div>\n\nS: It stood.\n"
    assert text_of_file(text.encode(), "a.md") == (text, (), True, "")
    assert text_of_file(b"<h2>Task</h2><p>Not mine.</p>", "-").text == "## Task\n\nNot mine."


def test_a_page_of_scripts_alone_says_what_to_do():
    with pytest.raises(UserFault, match="holds no text: copy what you see"):
        text_of_file(b"<html><script>let a = '<p>Words</p>'</script></html>", "a.html")


WORDS = st.sampled_from("I read 350ms 24/7 naïve &amp; log".split())
TAGS = st.sampled_from(
    "p div ul ol li b strong span table tr td th h2 h7 br hr dl dt dd pre".split()
)
BITS = st.one_of(
    WORDS.map(lambda word: f" {word} "), TAGS.map("<{}>".format), TAGS.map("</{}>".format)
)


@given(st.lists(BITS))
def test_no_word_of_a_page_is_lost_however_its_tags_stand(bits):
    html = "<html><body>" + "".join(bits)
    there = Counter(re.sub(r"<[^>]*>", " ", html).replace("&amp;", "&").split())
    try:
        text = text_of_file(html.encode(), "a.html").text
    except UserFault:
        assert not there
        return
    assert not there - Counter(re.sub(r"\*\*|[|#]", " ", text).split())


PARTS = """<!--|<!-- a -->|<p>|<p>a|<table><tr><td>a|</b>|<ul><li>a|<b>a|<![|<![CDATA[|<a |<a b="
|<a b='|&#|<?|<!|<br>|<h2>|</|<style>.a{|<td>|<ol><li></ol>|<pre>a|<svg>|<title>|<article>|<"""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it is stopped
@pytest.mark.parametrize("end", ["", ">", "-->", "]]>"])
@pytest.mark.parametrize("part", some(PARTS.replace("\n", "").split("|"), 6))
def test_hostile_pages_take_time_like_their_length(part, end):
    def read(text):
        try:
            text_of_file(text.encode(), "a.html")
        except UserFault as fault:
            assert "no text" in str(fault)  # noqa: PT017

    assert not outgrows(read, lambda length: "<html>" + part * (length // len(part)) + end, 9_000)
