"""What the tests of the decks share: real Anki, once for each version."""

import pytest

from author import Author
from exported import Exported
from learners import Learner, process_of
from real_anki import VERSIONS, Anki, Visits, python_with_anki


@pytest.fixture(scope="session", params=VERSIONS)
def visits(request):
    """Return a process that opens collections with Anki of each version; skip where it is not."""
    yield (running := Visits(python_with_anki(request.param)))
    running.end()


@pytest.fixture
def anki(visits, tmp_path):
    """Return a learner's Anki of each version."""
    return Anki(visits, tmp_path / "anki")


ATTIC = """\
id: attic
title: A roof mended in time
short: Attic
principle: ownership
overview: The attic was wet.
disqualifiers:
  - {id: told-to, phrase: I was told to look., signals: no will, instead: I chose to look.}
  - {id: we, phrase: We mended it., signals: whose hands?, instead: I held the ladder.}
  - {id: try, phrase: I tried to., signals: no end, instead: I did it.}
  - {id: just, phrase: It was just a tile., signals: small, instead: It was the one that leaked.}
probes:
  - id: why
    ask: Why the roof?
    tests: depth
    strong: {answer: Because it rained., points: [it was wet, it rained], takeaway: Look up first.}
"""


@pytest.fixture
def attic(home):
    """Put a story into a folder of its own; return its file."""
    folder = home / "stories"
    folder.mkdir()
    (folder / "attic.yaml").write_text(ATTIC, encoding="utf-8")
    return folder / "attic.yaml"


@pytest.fixture
def own(lp, attic):
    """Return a function that runs the program on that story alone."""

    def run(*args, **options):
        return lp("--content", attic.parent, *args, **options)

    return run


@pytest.fixture(scope="session", params=VERSIONS)
def process(request):
    """Return a process with Anki of each version, kept for all tests."""
    yield (running := process_of(request.param))
    running.end()


@pytest.fixture(scope="session")
def current():
    """Return a process with the current Anki."""
    yield (running := process_of("current"))
    running.end()


@pytest.fixture
def learner(process, tmp_path):
    """Return a learner with an empty collection, once with each version of Anki."""
    yield (somebody := Learner(process, tmp_path / "learner"))
    somebody.close()


@pytest.fixture
def author(tmp_path):
    """Return an author who has published nothing yet."""
    return Author(tmp_path / "author")


@pytest.fixture
def exported(own, home):
    """Return our decks as Anki would export them, to be answered."""
    own("build", now=None)
    return Exported(home / "decks/lpcards.apkg", home / "collection.anki2")


@pytest.fixture
def card(own):
    """Return a card's id."""
    return own("cards", "--json").json[0]["id"]
