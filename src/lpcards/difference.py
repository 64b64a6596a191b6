"""Two versions of a text, word by word."""

from collections.abc import Iterator

SAME, GONE, FRESH = "same", "gone", "fresh"


def word_runs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield (`same`, `gone` or `fresh`, words) for each run of words, gone ones first."""
    from difflib import SequenceMatcher  # here: its import costs a prompt's time

    old, new = before.split(), after.split()
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield SAME, " ".join(new[c:d])
            continue
        if a < b:
            yield GONE, " ".join(old[a:b])
        if c < d:
            yield FRESH, " ".join(new[c:d])


def marked(kind: str, words: str) -> str:
    """Return a run with marks that need no colour: `[-gone-]`, `{+fresh+}`."""
    return {SAME: "{}", GONE: "[-{}-]", FRESH: "{{+{}+}}"}[kind].format(words)
