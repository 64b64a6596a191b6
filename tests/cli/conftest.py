"""What the tests of the command line share: a small story of one's own, with few cards."""

import pytest

CELLAR = """\
id: cellar
title: A pump too late
short: Cellar
principle: dive-deep
overview: The cellar was under water.
disqualifiers:
  - {id: told-to, phrase: I was told to pump., signals: no will, instead: I chose to pump.}
  - {id: we, phrase: We pumped., signals: whose hands?, instead: I held the hose.}
probes:
  - id: why
    ask: Why a pump?
    tests: depth
    strong: {answer: Because it rose., points: [it was wet, it rose], takeaway: Measure first.}
"""


@pytest.fixture
def cellar(home):
    """Put the story into a folder of its own, named by LPCARDS_CONTENT; return its file."""
    folder = home / "stories"
    folder.mkdir()
    (folder / "cellar.yaml").write_text(CELLAR, encoding="utf-8")
    return folder / "cellar.yaml"


@pytest.fixture
def own(lp, cellar):
    """Return a function that runs the program on that story alone."""

    def run(*args, **options):
        return lp("--content", cellar.parent, *args, **options)

    return run
