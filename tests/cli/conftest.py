"""What the tests of the command line share: a small story of one's own, with few cards."""

import pytest
from click.testing import CliRunner

from conftest import Said
from lpcards.cli import _verdict, cli

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

    def run(*args, **told):
        return lp("--content", cellar.parent, *args, **told)

    return run


@pytest.fixture
def here(cellar):
    """Return a function that runs the program on that story as `own`, but in this process."""

    def run(*args, now="2026-03-02T09:00", stdin="", code=0):
        words = ["--now", f"{now}+01:00", "--content", str(cellar.parent), *map(str, args)]
        done = CliRunner().invoke(cli, words, input=stdin, standalone_mode=False)
        fault, left = _verdict(done.exception) if done.exception else ("", done.return_value or 0)
        said = Said(left, done.stdout, f"{done.stderr}{fault}\n" if fault else done.stderr)
        assert code is None or said.code == code, said
        return said

    return run
