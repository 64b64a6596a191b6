"""The little Markdown of texts: one parser for all that shows, says or counts them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.story.markup import (
    LINK,
    PICTURE,
    SOUND,
    apart,
    blanked,
    in_words,
    media_in_words,
    runs_of,
    unparted,
    words_said,
)

marked = st.lists(
    st.sampled_from(
        ["![", "[", "](", ")", "(", "a.png", "b c", "`", "**", "*", "\n", "https://x.y/", " "]
    )
).map("".join)


def kinds(text):
    return [(run.kind, run.words, run.target) for run in runs_of(text)]


def test_a_picture_is_what_it_shows_and_its_file():
    assert kinds("see ![the queue](pics/a.png).") == [
        ("", "see ", ""),
        (PICTURE, "the queue", "pics/a.png"),
        ("", ".", ""),
    ]
    assert kinds("![how it rings](ring.MP3)") == [(SOUND, "how it rings", "ring.MP3")]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a b.png", "a b.png"),
        ("<a b.png>", "a b.png"),
        ("a%20b.png", "a b.png"),
        ("%C3%BC.png", "ü.png"),
        ("100%.png", "100%.png"),
        ("a%2520b.png", "a%20b.png"),
        ("Screenshot (1).png", "Screenshot (1).png"),
        (" a.png ", "a.png"),
    ],
)
def test_a_name_is_read_as_editors_write_it(written, name):
    assert kinds(f"![x]({written})") == [(PICTURE, "x", name)]


def test_a_link_leads_to_the_web_or_is_text():
    assert kinds("[the page](https://a.b/c_(d))") == [(LINK, "the page", "https://a.b/c_(d)")]
    assert kinds("[](mailto:a@b.c)") == [(LINK, "mailto:a@b.c", "mailto:a@b.c")]
    for other in ("[x](javascript:alert(1))", "[x](data:text/html,y)", "f[i](x)", "[x](/etc)"):
        assert kinds(other) == [("", other, "")]


def test_marks_around_and_inside_are_read():
    assert kinds("**see ![a `b`](c.png) now**") == [
        ("strong", "see ", ""),
        (PICTURE, "a b", "c.png"),
        ("strong", " now", ""),
    ]
    assert kinds("`![a](b.png)`") == [("code", "![a](b.png)", "")]


def test_what_is_said_holds_no_picture():
    text = "I ![a graph](a.png) drew [it](https://x.y) **twice**.\n![x](y.png)\nDone ![z](z.mp3)"
    assert words_said(text) == "I drew it **twice**.\n\nDone"
    assert in_words(text) == (
        "I [picture: a graph] drew it (https://x.y) **twice**.\n[picture: x]\nDone [sound: z]"
    )
    assert media_in_words(text).count("[it](https://x.y)") == 1
    assert apart("a ![b](c.png) [d](https://e) ![f](g.png)") == (
        "a [d](https://e)",
        "![b](c.png) ![f](g.png)",
    )


@given(marked)
@example("`![a](a.png)`![a](a.png)")
@example("[`](https://x.y/)`")
def test_offsets_stay_where_nothing_is_said(text):
    for changed in (blanked(text), unparted(text)):
        assert len(changed) == len(text)
        assert [at for at, char in enumerate(changed) if char == "\n"] == [
            at for at, char in enumerate(text) if char == "\n"
        ]


@given(marked)
def test_no_character_is_lost_that_is_no_mark(text):
    told = "".join(run.words + run.target for run in runs_of(text))
    assert not {*told} - {*text, "%"}
