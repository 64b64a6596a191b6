"""Three hundred texts as people write them: each is replaced whole, named as left, or nothing."""

from pathlib import Path

import pytest

from lpcards.sharing.suspects import EMPLOYERS, NAMES, suspects_in
from sharing.listing import redactor

FILE = Path(__file__).parent / "snippets.txt"


def snippets():
    """Yield each text with what becomes of it and what is told as left."""
    text, after, told = "", "", []
    for line in [*FILE.read_text("utf-8").splitlines(), "# end"]:
        if line.startswith("  ? "):
            told = line[4:].split(" | ")
        elif line.startswith("  "):
            after = text if line == "  =" else line[2:]
        elif line:
            if text:
                yield text, after, told
            text, told = "" if line.startswith("# ") else line, []


SNIPPETS = [*snippets()]


def test_there_are_enough_of_them():
    assert len({text for text, _, _ in SNIPPETS}) == len(SNIPPETS) >= 300


@pytest.mark.parametrize(("text", "after", "told"), SNIPPETS)
def test_a_snippet_is_shared_as_expected(text, after, told):
    found, replaced = redactor().redacted(text)
    assert found == after
    assert bool(replaced) == (text != after)
    assert redactor().redacted(after) == (after, [])
    left = [one.text for one in suspects_in(after, (), ()) if one.kind not in {NAMES, EMPLOYERS}]
    assert left == told
