"""The draft of the last build, kept in the cache: what has to be the same for it to be trusted."""

import contextlib
import json
import os
import sqlite3
import sys
from collections.abc import Iterable

from lpcards.anki.decks import Decks
from lpcards.anki.edition_draft import keep_draft
from lpcards.anki.manifest import NAME
from lpcards.index.cache_file import code_version
from lpcards.index.card_index import CardIndex
from lpcards.study.with_anki.build_result import state_of_decks
from lpcards.system.folders import cache_folder


def kept_draft() -> str:
    """Return the path of the draft that is kept: one only, whichever folder's decks it is of."""
    return os.path.join(cache_folder(), "draft")


def state_of(folder: str, authors: Iterable[str]) -> str:
    """Return what a kept draft depends on besides the content: code and decks, as they are.

    And the authors' files (paths).
    """
    code = (code_version(), sys.version, sqlite3.sqlite_version)
    return json.dumps([os.path.abspath(folder), *code, state_of_decks(folder, authors)])


def keep_draft_of(
    decks: Decks, draft: str, files: dict[str, str], folder: str, index: CardIndex, state: str
) -> None:
    """Keep the draft (a path) of the decks just written, made of `files` (digests by story).

    Not where another build or a newer content came in between.
    """
    with contextlib.suppress(FileNotFoundError):
        there, ours = os.stat(os.path.join(folder, NAME)), decks.manifest
        same = os.path.samestat(there, ours) and there.st_mtime_ns == ours.st_mtime_ns
        if same and index.is_last():
            keep_draft(kept_draft(), draft, state, files)
