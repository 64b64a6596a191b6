"""The figures of a run as a page of the docs."""

from collections import Counter
from pathlib import Path

SORTS = ("error", "full disk", "kill -9", "output")
BEGIN, END = "<!-- figures -->\n", "<!-- end of figures -->\n"
"""Where the figures stand in the page; the words around them are written by hand."""


def write(path, results, kills):
    """Put the figures in their place in the page."""
    before, _, rest = Path(path).read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    figures = "\n".join(_lines(results, kills)) + "\n"
    Path(path).write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", "utf-8")


def _lines(results, kills):
    yield "| command | errors | full disk | kill -9 | output | injected | held | lost or wrong |"
    yield "|---|--:|--:|--:|--:|--:|--:|--:|"
    by_command = {}
    for one in results:
        if one.was_met:
            by_command.setdefault(one.trial.split()[0], []).append(one)
    for name in sorted(by_command):
        yield _row(f"`{name}`", by_command[name])
    yield _row("**all**", [one for some in by_command.values() for one in some])
    yield ""
    answers, wrong = sum(one.acknowledged for one in kills), sum(bool(one.wrong) for one in kills)
    yield (
        f"Reviews in a terminal that were killed at some moment: {len(kills)}. Answers that they"
        f" had acknowledged: {answers:,}. Reviews after which anything was lost or wrong: {wrong}."
    )


def _row(name, results):
    sorts = Counter(one.fault.sort for one in results)
    wrong = sum(bool(one.wrong) for one in results)
    numbers = [*(sorts[one] for one in SORTS), len(results), len(results) - wrong, wrong]
    return f"| {name} | {' | '.join(f'{one:,}' for one in numbers)} |"
