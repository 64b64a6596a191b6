"""What the rules say of a story, or of several, given fragments of YAML."""

import importlib.util
from pathlib import Path

from lpcards.system.problem import Problem

_DOCS = Path(__file__).parent.parent / "docs" / "generate.py"
_found = importlib.util.spec_from_file_location("generate", _DOCS)
generate = importlib.util.module_from_spec(_found)
_found.loader.exec_module(generate)


def advice(*fragments: str) -> list[Problem]:
    """Return the advice on files, each a fragment below the head of a minimal story."""
    return generate.advice_in(generate.files_of(fragments))


def said(rule: str, *fragments: str) -> list[str]:
    """Return what one rule says of them."""
    return [one.message for one in advice(*fragments) if one.rule == rule]


def spots(rule: str, *fragments: str) -> list[str]:
    """Return the words of the files from where one rule points at, up to the line's end."""
    files = generate.files_of(fragments)
    return [
        files[one.path].splitlines()[one.line - 1][one.column - 1 :]
        for one in generate.advice_in(files)
        if one.rule == rule
    ]


def action(text: str) -> str:
    """Return a fragment with an Action."""
    return f"steps:\n  action:\n    example: >-\n      {text}\n"
