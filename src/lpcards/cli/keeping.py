"""The draft of the last build, kept in the cache: what has to be the same for it to be trusted."""

import json
import os
import sqlite3
import sys

from lpcards.anki.decks import Decks
from lpcards.anki.draft import Draft
from lpcards.anki.kept import Kept
from lpcards.anki.manifest import NAME
from lpcards.cli.outcome import state_of_decks
from lpcards.compiled import Compiled
from lpcards.compiled.tables import code_version
from lpcards.folders import cache_folder


def kept_draft(folder: str) -> Kept:
    """Return the draft that the last build kept, good if it left the decks in `folder` as they are.

    There is one only, whichever folder it is of.
    """
    code = (code_version(), sys.version, sqlite3.sqlite_version)
    state = json.dumps([os.path.abspath(folder), *code, state_of_decks(folder)])
    return Kept(os.path.join(cache_folder(), "draft"), state)


def keep_draft(
    draft: Draft, files: dict[str, str], folder: str, decks: Decks, compiled: Compiled
) -> None:
    """Keep the draft of the decks just written, made of `files` (digests by story).

    Not where another build or a newer content came in between.
    """
    kept = kept_draft(folder)
    there = os.stat(os.path.join(folder, NAME))
    ours = os.path.samestat(there, decks.manifest)
    if ours and there.st_mtime_ns == decks.manifest.st_mtime_ns and compiled.is_last():
        kept.keep(draft.path, files)
