"""Content folders with a cache, written to and read as a learner would."""

import os
import sqlite3
from pathlib import Path

from lpcards.index.cache_file import open_tables
from lpcards.index.card_index import open_index
from lpcards.index.scan import Folder, Sources
from lpcards.index.selection import Selection

STORY = """\
id: {id}
title: {title}
short: Short
principle: {principle}
disqualifiers:
  - {{id: one, phrase: I was told to, signals: no own will, instead: I chose to}}
"""
GUIDE = "type: guide\nid: {id}\ntitle: Guide\nshort: Guide\nprinciple: {principle}\n"
AN_HOUR = 3_600_000_000_000
"""Nanoseconds in which a file is young, where a busy machine might let it come of age."""


class ContentFolders:
    """Content folders and a cache in a folder, written to and read as a learner would."""

    def __init__(self, folder):
        self.folder = str(folder)
        self.cache = os.path.join(self.folder, "cache")
        own, library = (os.path.join(self.folder, name) for name in ("own", "library"))
        self.sources = Sources(
            (Folder(own, own=True),),
            Folder(library, own=False),
            os.path.join(self.folder, "lpcards.yaml"),
        )
        os.makedirs(own)
        os.makedirs(library)

    def write(self, path, text=STORY, **values):
        path = os.path.join(self.folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        values = {
            "id": os.path.basename(path)[:-5],
            "title": "T",
            "principle": "ownership",
            **values,
        }
        Path(path).write_text(text.format(**values), encoding="utf-8")
        return path

    def age(self):
        """Let all caches trust what they have seen, as they do some seconds later."""
        for path in Path(self.cache).glob("*.db"):
            tables = sqlite3.connect(path)
            tables.execute("UPDATE files SET young = 0")
            tables.commit()
            tables.close()

    def contents(self, cache="cache"):
        """Return all that the compiled cards say."""
        with open_index(self.sources, os.path.join(self.folder, cache)) as index:
            return contents_of(index)

    def anew(self):
        with open_index(self.sources, None) as index:
            return contents_of(index)

    def compiles(self):
        """Return how often the sources are read when asked for now."""
        inodes = self.rows("SELECT path, n, sha FROM files")
        self.contents()
        return self.rows("SELECT path, n, sha FROM files") != inodes

    def rows(self, query):
        tables = open_tables(self.sources, self.cache)
        rows = sorted(tables.execute(query))
        tables.close()
        return rows


def contents_of(index):
    kept = [row for row in index._kept_ids() if row[-1]]
    assert kept == list(index._found_ids(Selection()))
    return {
        "cards": list(index.cards()),
        "stories": index.stories(),
        "order": list(index.study_order()),
        "sections": [index.sections(story.id) for story in index.stories()],
        "problems": index.problems(),
        "settings": index.settings,
        "aliases": index.aliases,
        "faulty": index.faulty,
    }


def titles(contents):
    return [story.title for story in contents["stories"]]
