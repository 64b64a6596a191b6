"""Templates filled in: everything in them is escaped, and nothing moves a line or a cursor."""

import functools
import os
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from lpcards.charts.picture import command_code, sentence_html
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
    return Markup(sentence_html(words, command_html))  # noqa: S704  it escapes everything


def command_html(command: str) -> str:
    """Return a command as code, led to the page that does the same, if one does."""
    code, page = command_code(command), page_of(command)
    return f'<a href="{escape(page)}">{code}</a>' if page else code


def sentence(words: str) -> str:
    """Return what the terminal says behind `lpcards: ` as a sentence; a command stays one."""
    if words.lstrip().startswith("lpcards "):
        return f"`{words.strip()}`"
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."


def filled(template: str, **values: object) -> str:
    """Return a template filled in, HTML."""
    return _environment().get_template(template).render(values)
