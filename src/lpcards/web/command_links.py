"""Commands in a sentence of the terminal, and the pages that do the same."""

import re
from urllib.parse import urlencode

from lpcards.web.chosen_sitting import HOW, NAMED

COMMAND = re.compile(r"lpcards ([a-z]+)(?: ([^`]+))?")
SEED = re.compile(r"--seed ([0-9]{1,9})")
QUOTED = re.compile(r"`([^`]+)`")
VALUE = re.compile(r"[a-z0-9*?./-]+")
"""An id or a glob; capitals stand for one that the learner is to put in."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PAGES = {
    "debrief": "/debrief",
    "due": "/",
    "list": "/stories",
    "mock": "/mock",
    "rehearse": "/rehearse",
    "report": "/statistics",
    "review": "/review",
    "settings": "/settings",
    "set": "/settings",
    "sheet": "/sheet",
    "stats": "/statistics",
    "welcome": "/welcome",
}
OF_A_STORY = {
    "edit": "/edit?story={}",
    "read": "/stories/{}",
    "show": "/card?id={}",
    "why": "/card?id={}",
    "rehearse": "/rehearse?story={}",
    "sheet": "/sheet?story={}",
}


OF_A_CARD = frozenset({"show", "why"})


def page_of(command: str) -> str:
    """Return the address of the page that does what a command does; "" if there is none."""
    found = COMMAND.fullmatch(command)
    if not found:
        return ""
    name, rest = found.groups()
    if name == "new" and "--from" not in (rest or ""):
        return "/new"
    seed = SEED.fullmatch(rest or "") if name == "mock" else None
    if seed:
        return f"/mock?seed={seed[1]}"
    if rest is None or name == "set":
        return PAGES.get(name, "")
    if name == "review":
        return _sitting_of(rest)
    is_named = (VALUE if name in OF_A_CARD else ID).fullmatch(rest)
    return OF_A_STORY.get(name, "").format(rest) if is_named else ""


def links_in(*sentences: str) -> dict[str, str]:
    """Return the commands in sentences of ours that a page does, too, and its address."""
    named = [command for words in sentences for command in QUOTED.findall(words)]
    return {command: page for command in named if (page := page_of(command))}


def _sitting_of(options: str) -> str:
    """Return the address of what `lpcards review` asks with these options; "" if none is."""
    fields, words = list[tuple[str, str]](), iter(options.split())
    for word in words:
        name = word.removeprefix("--") if word.startswith("--") else "card"
        if name in HOW:
            fields.append(("how", name))
            continue
        value = word if name == "card" else next(words, "")
        if name not in {*NAMED, "minutes"} or not VALUE.fullmatch(value):
            return ""
        fields.append((name, value))
    return f"/review?{urlencode(fields)}"
