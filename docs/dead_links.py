# ruff: noqa: INP001, T201  it lies beside the pages, which are no package; it prints
"""Look at a built site: does each link lead somewhere, and does it load from no other host?

    python docs/dead_links.py FOLDER

Links to other hosts are not followed, only looked at. Prints what is wrong; 1 if something is.
"""

import os
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

LOADS = {"src", "srcset", "poster", "data"}
"""Attributes whose address a browser fetches without being asked."""
LEADS = {"href", "action"}
ONLY_TOLD = {"canonical", "next", "prev", "search", "index", "author", "license"}
"""A <link> of these relations is fetched by nobody."""
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")


class Address(NamedTuple):
    """An address in a file of the site, and whether a browser loads it by itself."""

    text: str
    loads: bool


class Page(HTMLParser):
    """What a page leads to, what it loads, and the places in it that a link can name."""

    def __init__(self, text: str) -> None:
        """Read a page of HTML."""
        super().__init__()
        self.addresses: list[Address] = []
        self.anchors = {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the addresses and the anchor of one element."""
        held = {name: value or "" for name, value in attrs}
        self.anchors |= {held[name] for name in ("id", "name") if name in held}
        fetched = tag == "link" and not {*held.get("rel", "").split()} <= ONLY_TOLD
        for name, value in held.items():
            if name in LOADS | LEADS:
                self.addresses.append(Address(value, loads=name in LOADS or fetched))
        self.addresses += in_style(held.get("style", ""))

    def handle_data(self, data: str) -> None:
        """Note what a style loads that stands in the page."""
        if self.lasttag == "style":
            self.addresses += in_style(data)


def in_style(text: str) -> Iterator[Address]:
    """Yield what a style loads."""
    return (Address(one or other, loads=True) for one, other in IN_STYLE.findall(text))


def faults_of(site: Path) -> Iterator[str]:
    """Yield a sentence for each address of a site that is wrong."""
    pages = {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    styles = {path: [*in_style(path.read_text("utf-8"))] for path in sorted(site.rglob("*.css"))}
    found = {**{path: page.addresses for path, page in pages.items()}, **styles}
    for path, addresses in found.items():
        for address in dict.fromkeys(addresses):
            if wrong := _wrong_in(address, path, pages):
                yield f"{path.relative_to(site)}: {address.text}: {wrong}"


def _wrong_in(address: Address, path: Path, pages: dict[Path, Page]) -> str:
    """Say what is wrong with an address in a file; "" if nothing is."""
    try:
        parts = urlsplit(address.text)
    except ValueError:
        return "this is no address"
    if parts.scheme == "data":
        return ""
    if parts.scheme or parts.netloc:
        return _wrong_elsewhere(address, parts.scheme, parts.netloc)
    return _wrong_here(unquote(parts.path), unquote(parts.fragment), path, pages)


def _wrong_here(to: str, anchor: str, path: Path, pages: dict[Path, Page]) -> str:
    if to.startswith("/"):
        return "the site need not lie at the top of its host"
    target = Path(os.path.normpath(path.parent / to)) if to else path
    if not target.is_file():
        return "no such page"
    if target in pages and anchor not in pages[target].anchors:
        return "no such place on that page"
    return ""


def _wrong_elsewhere(address: Address, scheme: str, host: str) -> str:
    if address.loads:
        return "a page loads nothing from other hosts"
    if scheme != "https" or not HOST.fullmatch(host) or re.search(r"\s", address.text):
        return "a link to another host is https://HOST/..."
    return ""


def main(folder: str) -> int:
    """Print what is wrong with the site in a folder; return the exit code."""
    faults = [*faults_of(Path(folder))]
    print(*faults, sep="\n", end="\n" if faults else "")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
