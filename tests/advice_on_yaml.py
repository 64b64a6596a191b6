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


def messages(rule: str, *fragments: str) -> list[str]:
    """Return the messages of one rule on them."""
    return [problem.message for problem in advice(*fragments) if problem.rule == rule]


def spots(rule: str, *fragments: str) -> list[str]:
    """Return the words of the files from where one rule points at, up to the line's end."""
    files = generate.files_of(fragments)
    return [
        files[problem.path].splitlines()[problem.line - 1][problem.column - 1 :]
        for problem in generate.advice_in(files)
        if problem.rule == rule
    ]


def action(text: str) -> str:
    """Return a fragment with an Action."""
    return f"steps:\n  action:\n    example: >-\n      {text}\n"
