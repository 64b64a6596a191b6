"""The table of pages: each is there, and those that need much are loaded when somebody comes."""

import os
import subprocess
import sys
from importlib import import_module

from lpcards.web import pages
from lpcards.web.routes import LATER, PAGES

HEAVY = ("pydantic", "lpcards.story.models", "lpcards.drafts", "lpcards.practice.script")


def test_each_page_that_a_module_has_is_in_the_table():
    names = [name for name in os.listdir(pages.__path__[0]) if name.endswith(".py")]
    modules = [import_module(f"lpcards.web.pages.{name.removesuffix('.py')}") for name in names]
    paths = [page.path for module in modules for page in getattr(module, "PAGES", ())]
    assert sorted(paths) == sorted(page.path for page in PAGES)


def test_what_is_loaded_later_is_what_its_module_says():
    for module in {module for _, module, _, _ in LATER}:
        found = import_module(f"lpcards.web.pages.{module}").PAGES
        assert {
            (page.path, page.show.__name__, page.take and page.take.__name__) for page in found
        } == {(path, show, take or None) for path, its, show, take in LATER if its == module}


def test_what_nobody_asked_for_yet_is_not_loaded():
    program = "import sys, lpcards.web.application; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert {*HEAVY} & {*loaded} == set()
