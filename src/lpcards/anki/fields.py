"""Texts on their way into an Anki field: HTML that shows them, and does nothing else.

Anki runs more than HTML in a field: MathJax, LaTeX, sounds, speech, typed answers, clozes. All are
broken up so that they show as the text they are; the only sounds are our own files. Anki also
writes fields in Unicode's composed form (NFC), which draws a `>` into the slash that follows it:
our own tags would be no tags any more. Quotes and arrows are set as in a book, but in code.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from lpcards.anki.typography import RIGHT_TO_LEFT, TypeSetter
from lpcards.story.markup import LINK, PICTURE, SOUND, Run, has_pointers, name_of_run, runs_of

NO_MEDIA: Mapping[str, str] = MappingProxyType({})
_TAGS = {"strong": "b", "em": "i"}
_LINE_END = "\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
_CONTROL = "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]"
_MATHJAX = r"\\(?=[()\[\]]|begin|end|ref|\Z)|\$(?=\$)"
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "{": "&#123;",
    "}": "&#125;",
    "[": "&#91;",  # opens sounds, speech, LaTeX and typed answers
    "\u0338": "&#824;",  # the slash that composes with `<`, `>` and `=`
}
_SPECIAL = re.compile(
    f"(?P<end>{_LINE_END})|(?P<control>{_CONTROL})|(?P<math>{_MATHJAX})|[&<>{{}}\\[\u0338]"
)
_MAYBE = re.compile("[&<>{}\\[\\\\$\x00-\x1f\x7f-\x9f\u0338\u2028\u2029\ud800-\udfff]")
"""What is special is among these: most texts have none, and looking for one is quick."""
_IN_ATTRIBUTE = re.compile(f'{_LINE_END}|{_CONTROL}|[&<>"{{}}\\[\u0338]')
_ITEM = re.compile(r"- |([0-9]{1,6})\. ")
_LABEL = re.compile(r"(\w[\w ]{0,14}): ")


def field_of(text: str, media: Mapping[str, str] = NO_MEDIA) -> str:
    """Return a text with its little Markdown as the HTML of a field.

    `media` has the names in decks of pictures and sounds, by what the author calls them; of
    others, words tell what they show.
    """
    return _field(text, media, TypeSetter())


def _field(
    text: str, media: Mapping[str, str], setter: TypeSetter, *, goes_on: bool = False
) -> str:
    """Return one part of a text that `setter` sets; `goes_on`: another part follows at once."""
    if "*" not in text and "`" not in text and not has_pointers(text):
        return escaped(setter.set(text, goes_on=goes_on))
    *runs, last = runs_of(text)
    shown = [_shown(run, media, setter, goes_on=True) for run in runs]
    return "".join((*shown, _shown(last, media, setter, goes_on=goes_on)))


def _shown(run: Run, media: Mapping[str, str], setter: TypeSetter, *, goes_on: bool) -> str:
    name = media.get(run.target, "")
    if run.kind == PICTURE and name:
        return f'<img src="{name}" alt="{attribute(run.words)}">'
    if run.kind == "code":
        return f"<code>{escaped(setter.skip(run.words))}</code>"
    if run.kind == SOUND and name:
        return f"{escaped(setter.set(run.words))} [sound:{name}]"
    if run.kind == LINK:
        words = setter.set(run.words, goes_on=goes_on)
        return f'<a href="{attribute(run.target)}">{escaped(words)}</a>'
    words = escaped(setter.set(name_of_run(run), goes_on=goes_on))
    tag = _TAGS.get(run.kind)
    return f"<{tag}>{words}</{tag}>" if tag else words


def attribute(text: str) -> str:
    """Return plain text as the value of an attribute, to stand in double quotes."""
    return _IN_ATTRIBUTE.sub(lambda found: _ENTITIES.get(found[0], " "), text)


def escaped(text: str) -> str:
    """Return plain text as HTML in which nothing runs; line ends become `<br>`.

    A character that Anki cannot hold becomes U+FFFD. Half of a MathJax delimiter is followed by
    an empty element: over its border MathJax does not read.
    """
    return _SPECIAL.sub(_replaced, text) if _MAYBE.search(text) else text


def _replaced(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "math":
        return f"{found[0]}<span></span>"
    return {"end": "<br>", "control": "\ufffd"}[kind] if kind else _ENTITIES[found[0]]


def list_of(texts: Sequence[str], media: Mapping[str, str] = NO_MEDIA) -> str:
    """Return texts as an HTML list; "" if there are none."""
    return _list("ul", [(text, field_of(text, media)) for text in texts])


def ticks_of(
    texts: Sequence[str], must: Collection[int] = (), media: Mapping[str, str] = NO_MEDIA
) -> str:
    """Return texts as an HTML list to tick; "" if there are none. `must` has the places of musts.

    A box needs no script, and keeps nothing: the next time none is ticked.
    """
    shown = (_ticked(field_of(text, media), must=at in must) for at, text in enumerate(texts))
    return _list("ul", [*zip(texts, shown, strict=True)], ' class="lp-ticks"')


def _ticked(words: str, *, must: bool) -> str:
    mark = " <small>(must)</small>" if must else ""
    return f'<label><input type="checkbox"><span>{words}{mark}</span></label>'


def _list(kind: str, items: Sequence[tuple[str, str]], attributes: str = "") -> str:
    """Return items, each its text and its HTML, as a list of a `kind`: `ul` or `ol`.

    Where a script runs from right to left each item says which way it runs, by most of its words:
    one that begins with a name in Latin letters would otherwise run the wrong way.
    """
    if not items:
        return ""
    ways = any(RIGHT_TO_LEFT.search(text) for text, _ in items)
    shown = (f"<li{_way(text) if ways else ''}>{html}</li>" for text, html in items)
    return f"<{kind}{attributes}>{''.join(shown)}</{kind}>"


def _way(text: str) -> str:
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    against = sum(RIGHT_TO_LEFT.search(word) is not None for word in words)
    return ' dir="rtl"' if 2 * against > len(words) else ' dir="ltr"'


def prose(text: str, media: Mapping[str, str] = NO_MEDIA) -> str:
    """Return a text of several lines as HTML: paragraphs, and lists of lines with `- ` or `1. `.

    A blank line parts paragraphs.
    """
    lines = groupby(re.split(_LINE_END, text), key=_line_kind)
    return "".join(_block(kind, [*some], media) for kind, some in lines if kind != "blank")


def _line_kind(line: str) -> str:
    if not line.strip():
        return "blank"
    item = _ITEM.match(line)
    return ("ol" if item[1] else "ul") if item else "p"


def _block(kind: str, lines: Sequence[str], media: Mapping[str, str]) -> str:
    if kind == "p":
        shown = (field_of(line, media) for line in lines)
        return f"<p>{'<br>'.join(shown)}</p>"
    first = _ITEM.match(lines[0])
    start = f' start="{int(first[1])}"' if first and first[1] else ""
    texts = (_ITEM.sub("", line, count=1) for line in lines)
    return _list(kind, [(text, field_of(text, media)) for text in texts], start)


def labelled(text: str, media: Mapping[str, str] = NO_MEDIA) -> str:
    """Return lines whose opening words `Not:`, `Because:` ... stand out by weight."""
    return "<br>".join(_set_off(line, media) for line in re.split(_LINE_END, text))


def _set_off(line: str, media: Mapping[str, str]) -> str:
    label = _LABEL.match(line)
    if not label:
        return field_of(line, media)
    return f"<b>{label[1]}:</b> {field_of(line[label.end() :], media)}"


def cloze(before: str, answer: str, after: str, cue: str) -> str:
    """Return a sentence with one blank; its cue stands in the brackets.

    Inside a cloze `:` is written as an entity: two of them would end the answer.
    """
    setter = TypeSetter()
    begun = _field(before, NO_MEDIA, setter, goes_on=True)
    inside = _field(answer, NO_MEDIA, setter, goes_on=bool(after)).replace(":", "&#58;")
    hint = field_of(cue).replace(":", "&#58;")
    hinted = f"::{hint}" if hint else ""
    return f"{begun}{{{{c1::{inside}{hinted}}}}}{_field(after, NO_MEDIA, setter)}"
