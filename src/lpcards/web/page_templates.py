"""Templates filled in: everything in them is escaped, and nothing moves a line or a cursor."""

import functools
import os
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lpcards.english.printable import counted, printable
from lpcards.web.command_links import page_of
from lpcards.web.story_html import marked_html, prose_html

FOLDER = os.path.join(os.path.dirname(__file__), "templates")

LINKS = [
    ("/review", "Review"),
    ("/stories", "Stories"),
    ("/rehearse", "Rehearse"),
    ("/mock", "Mock"),
    ("/sheet", "Sheet"),
    ("/statistics", "Statistics"),
    ("/settings", "Settings"),
]
"""The pages that each page links to besides today: address and name."""


@functools.cache
def _environment() -> Environment:
    found = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_plain,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters.update(
        counted=counted,
        marked=marked_html,
        prose=prose_html,
        commands=_with_commands,
        sentence=sentence,
    )
    found.globals["pages"] = LINKS
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401  whatever a template shows
    """Return a text with escapes for what could turn or hide it; HTML of ours stays."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value)
    return value


def _with_commands(words: str) -> Markup:
    """Return a sentence of ours with what stands in backticks as code, led to its page."""
    parts = printable(words).split("`")
    ways = (Markup("{}").format, _code)
    return Markup().join(ways[at % 2](part) for at, part in enumerate(parts))


def _code(command: str) -> Markup:
    code = Markup("<code>{}</code>").format(command)
    page = page_of(command)
    return Markup('<a href="{}">{}</a>').format(page, code) if page else code


def sentence(words: str) -> str:
    """Return what the terminal says behind `lpcards: ` as a sentence; a command stays one."""
    if words.lstrip().startswith("lpcards "):
        return f"`{words.strip()}`"
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def filled(template: str, **values: object) -> str:
    """Return a template filled in, HTML."""
    return _environment().get_template(template).render(values)
