"""The files that say whose stories these are, on a disk that several builds write to."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lpcards.anki.author_lines import read_author
from lpcards.anki.edition import Known
from lpcards.index.scan import Folder, Sources
from lpcards.study.with_anki.author_files import AuthorFiles
from lpcards.system.problem import UserFault

CARD = "attic/probe/why"
BUILDS = 8


def _saved(stories, decks, together):
    """Return the key of a card by one of several first builds, or None where that gave way."""
    authors = AuthorFiles(Sources((Folder(str(stories), own=True),)), str(decks), {"attic": 0})
    authors.look_at([Known(CARD, "question")], [])
    key = authors.key_of(CARD)
    together.wait()
    try:
        authors.save()
    except UserFault:
        return None
    return key


def test_of_several_first_builds_at_once_one_makes_the_key_and_the_others_say_so(tmp_path):
    with ThreadPoolExecutor(BUILDS) as pool:
        for turn in range(20):
            stories, together = tmp_path / str(turn), Barrier(BUILDS)
            stories.mkdir()
            tries = [pool.submit(_saved, stories, tmp_path, together) for _ in range(BUILDS)]
            made = [key for one in tries if (key := one.result())]
            file = stories / "lpcards-author.txt"
            assert [read_author(file.read_text("utf-8"), str(file)).key] == made
