"""The manual: the pages of docs/, which come with the program, as they read where no clone is."""

import os
import re
from collections.abc import Iterator

from lpcards.study.places import PACKAGE

SOURCE = os.path.dirname(os.path.dirname(PACKAGE))
ENDS = ("readme", "changelog")
FENCED = re.compile(r"(^```(?:(?!^```).)*+^```$)", re.MULTILINE | re.DOTALL)
CLONE = re.compile(
    r"<!-- in a clone -->(?:(?!<!-- (?:in a clone|anywhere) -->).)*+<!-- anywhere -->\n?", re.DOTALL
)
COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*+-->\n?", re.DOTALL)
LINK = re.compile(r"\[([^\[\]]+)\]\((?!https?://)([^()#]*+)[^()]*+\)")
NAMED = re.compile(r"(?<!\w)docs/(\w+)\.md")
TITLE = re.compile(r"^# (.*)$", re.MULTILINE)


def topics() -> dict[str, str]:
    """Return the path of each page by its topic: installed, or beside the source."""
    folder = os.path.join(PACKAGE, "docs")
    found = dict(_pages_in(folder if os.path.isdir(folder) else os.path.join(SOURCE, "docs")))
    ends = {topic: found.pop(topic, os.path.join(SOURCE, f"{topic.upper()}.md")) for topic in ENDS}
    first, last = ENDS
    return {first: ends[first], **dict(sorted(found.items())), last: ends[last]}


def _pages_in(folder: str) -> Iterator[tuple[str, str]]:
    for name in os.listdir(folder):
        topic, end = os.path.splitext(name)
        if end == ".md":
            yield topic.lower(), os.path.join(folder, name)


def title_of(path: str) -> str:
    """Return a page's heading."""
    found = TITLE.search(_read(path))
    return found[1] if found else ""


def text_of(path: str) -> str:
    """Return a page as Markdown: commands instead of links to pages, nothing for clones only."""
    parts = FENCED.split(COMMENT.sub("", CLONE.sub("", _read(path))))
    parts[::2] = (NAMED.sub(r"`lpcards docs \1`", LINK.sub(_led, part)) for part in parts[::2])
    return "".join(parts)


def _led(link: re.Match[str]) -> str:
    words, page = link[1], os.path.basename(link[2]).removesuffix(".md").lower()
    if not page:
        return words
    command = f"`lpcards docs {page}`"
    return command if words.endswith(".md") else f"{words} ({command})"


def _read(path: str) -> str:
    with open(path, encoding="utf-8") as file:
        return file.read()
