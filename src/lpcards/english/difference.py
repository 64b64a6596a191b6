"""Two versions of a text, word by word."""

from collections import Counter
from collections.abc import Iterator, Sequence

SAME, GONE, FRESH = "same", "gone", "fresh"
MOST_WORDS, MOST_PAIRS = 500, 50_000
"""Words of a text, and pairs of the same word before and after, up to which all words are set
against each other: 300 words have some 3,000 pairs. Of more only both ends are compared."""
Change = tuple[str, int, int, int, int]
"""What difflib calls an opcode."""


def word_runs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield (`same`, `gone` or `fresh`, words) for each run of words, gone ones first."""
    old, new = before.split(), after.split()
    for tag, a, b, c, d in _changes(old, new):
        if tag == "equal":
            yield SAME, " ".join(new[c:d])
            continue
        if a < b:
            yield GONE, " ".join(old[a:b])
        if c < d:
            yield FRESH, " ".join(new[c:d])


def _changes(old: list[str], new: list[str]) -> Sequence[Change]:
    """Return what is to be done to `old` to make it `new`."""
    from difflib import SequenceMatcher  # here: its import costs a prompt's time

    if _are_many(old, new):
        return _between_the_ends(old, new)
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _are_many(old: list[str], new: list[str]) -> bool:
    """Say whether it would take too long to set all words against each other."""
    counts = Counter(old)
    return max(len(old), len(new)) > MOST_WORDS or sum(counts[word] for word in new) > MOST_PAIRS


def _between_the_ends(old: list[str], new: list[str]) -> list[Change]:
    """Return one change: what stands between the words that both begin and end with."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    a, b = len(old) - tail, len(new) - tail
    changes: list[Change] = [
        ("equal", 0, head, 0, head),
        ("replace", head, a, head, b),
        ("equal", a, len(old), b, len(new)),
    ]
    return [
        change for change in changes if change[1:] != (change[1], change[1], change[3], change[3])
    ]


def _alike(words: list[str], others: list[str]) -> int:
    """Return how many words two texts have in common at their beginning."""
    pairs = zip(words, others, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(words), len(others)))


def marked(kind: str, words: str) -> str:
    """Return a run with marks that need no colour: `[-gone-]`, `{+fresh+}`."""
    return {SAME: "{}", GONE: "[-{}-]", FRESH: "{{+{}+}}"}[kind].format(words)
