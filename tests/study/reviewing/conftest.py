import pytest

from terminal import Terminal

CARD = "general/disqualifier/we.mend"
LIST = "general/result/needs.list"


@pytest.fixture
def sitting(home):
    """Return a function that opens a review on a terminal of its own."""
    opened = []

    def sit(*args, **how):
        opened.append(Terminal("review", *args, **how))
        return opened[-1]

    yield sit
    for terminal in opened:
        terminal.child.close(force=True)
