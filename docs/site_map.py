# ruff: noqa: INP001  it lies beside the pages, which are no package
"""Where the pages of the site have their place: as the README's table says."""

import re

ROW = re.compile(r"^\| (?!for \||---)([^|]+) \| (.*) \|$", re.MULTILINE)
PAGE = re.compile(r"\]\(([\w./-]+)\.md\)")
LINK = re.compile(r"\[(?:docs/)?([\w./-]+)\.md\](?=\()")
PROJECT = ("release/0.2.0", "CHANGELOG", "CONTRIBUTING", "SECURITY", "release/checklist")
"""What is about the project, and for the README's readers no page of the manual."""


def sections(readme: str) -> dict[str, list[str]]:
    """Return the pages, without `.md`, that each row of the README's table leads to."""
    _, _, table = readme.partition("\n## Read on\n")
    found = {caption: PAGE.findall(pages) for caption, pages in ROW.findall(table)}
    manual = {name: [one for one in pages if one not in PROJECT] for name, pages in found.items()}
    return {**manual, "project": [*PROJECT]}


def contents(readme: str) -> str:
    """Return what the site shows at its side, as MyST."""
    return "".join(_toctree(*section) for section in sections(readme).items())


def _toctree(caption: str, pages: list[str]) -> str:
    entries = "\n".join(f"/{page}" for page in pages)
    return f"\n\n```{{toctree}}\n:hidden:\n:caption: {caption.capitalize()}\n\n{entries}\n```\n"


def named_by_page(text: str) -> str:
    """Return a page whose links are called `start` where their text is `docs/start.md`."""
    return LINK.sub(r"[\1]", text)
