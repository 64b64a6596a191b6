"""Commands in a sentence of the terminal, and the pages that do the same."""

import re

COMMAND = re.compile(r"lpcards ([a-z]+)(?: ([^`]+))?")
SEED = re.compile(r"--seed ([0-9]{1,9})")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PAGES = {
    "due": "/",
    "list": "/stories",
    "mock": "/mock",
    "rehearse": "/rehearse",
    "report": "/statistics",
    "review": "/review",
    "settings": "/settings",
    "sheet": "/sheet",
    "stats": "/statistics",
    "welcome": "/welcome",
}
OF_A_STORY = {
    "read": "/stories/{}",
    "rehearse": "/rehearse?story={}",
    "sheet": "/sheet?story={}",
}


def page_of(command: str) -> str:
    """Return the address of the page that does what a command does; "" if there is none."""
    found = COMMAND.fullmatch(command)
    if not found:
        return ""
    name, rest = found.groups()
    if name == "set":
        return "/settings"
    if name == "new" and "--from" not in (rest or ""):
        return "/new"
    seed = SEED.fullmatch(rest or "") if name == "mock" else None
    if seed:
        return f"/mock?seed={seed[1]}"
    if rest is None:
        return PAGES.get(name, "")
    return OF_A_STORY.get(name, "").format(rest) if ID.fullmatch(rest) else ""
