"""Texts that would do something else than be read, and cards full of them."""

import re

from hypothesis import strategies as st

from lpcards.anki.fields import cloze, escaped, field_of
from lpcards.anki.notes import CLOZE, Note
from lpcards.cards.card import Card
from lpcards.story.markup import runs_of

HOSTILE = [
    "<script>window.ran = 1</script>",
    "<img src=x onerror='window.ran=1'>",
    "<svg/onload=window.ran=1>",
    "</div></body><!-- <![CDATA[",
    "<style>* { display: none }</style>",
    "List<String>",
    "a < b && c > d",
    "&lt;b&gt; &amp; &#60; &nbsp",
    "{{c1::x::y}}",
    "{{c1::",
    "}}",
    "{{Front}} {{FrontSide}} {{#Back}} {{hint:ID}} {{=<% %>=}}",
    "std::vector::at",
    r"\(x\) \[y\] \\( \begin{x} \ref{x}",
    "$$x$$ $x$ [$]x[/$] [$$]x[/$$]",
    "[sound:x.mp3]",
    "[latex]x[/latex]",
    "[anki:tts lang=en_US]x[/anki:tts] [anki:play:q:0]",
    "[[type:Back]]",
    "a\x1fb",
    "a\x00b\x08\x7f\x9d",
    "a\ud800b\udfff",
    "\u05e9\u05dc\u05d5\u05dd abc \u202eabc",
    "\U0001f469\u200d\U0001f4bb \U0001f600",
    "\u0338 <\u0338 >\u0338 =\u0338",
    "**\u0338bold** *\u0338* `\u0338`",
    "e\u0301 \u212a \u037e \u1fef",
    "one\ntwo\r\nthree\rfour\u2028five\x85six\x0bseven",
    "tab\tand\xa0space  two",
    "ends in \\",
    "**bold** *slanted* `code {{c1::x}} <b>` **",
    "`\\`(x\\)",
    "Not: <b>",
    "\ufffe\uffff\ufeff",
    "x" * 100_000,
    "<b> &amp; " * 10_000,
    "<[{\\($ " * 1_000,
]
MATHJAX = re.compile(r"\\[()\[\]]|\\(?:begin|end|ref)|\$\$")
LINE_END = "\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"

characters = st.characters(exclude_categories=()) | st.sampled_from(
    "<>&[]{}:\\()$*`\u0338\u0301\n\r\0\x1f\ud800 x1c"
)
texts = st.lists(st.text(characters, max_size=8) | st.sampled_from(HOSTILE[:-3])).map("".join)


def plain(text):
    """Return what is to be seen of a text: line ends as such, what Anki cannot hold replaced."""
    text = re.sub(LINE_END, "\n", text)
    return re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "\ufffd", text)


def unmarked(text):
    return "".join(plain(words) for _, words, _ in runs_of(text))


def card_of(at, text):
    return Card(
        id=f"hostile/probe/n{at}",
        kind="probe",
        scenario="hostile",
        principle="dive-deep",
        group="",
        top=f".{text}",
        front=f".{text}",
        back=f".{text}",
        hint=f".{text}",
        items=(f".{text}", f".{text}"),
        options=(f".{text}",),
        below=f".{text}",
    )


def blank_of(at, text):
    sentence = cloze(f"a {text}", f".{text}", f"{text} z", f".{text}")
    name = f"hostile/phrase/n{at}"
    return Note(
        name, CLOZE, (name, escaped(text), sentence, field_of(text), *[""] * 4), (), "lpcards"
    )
