# ruff: noqa: INP001  it lies beside the pages, which are no package
"""The docs as a site, for Sphinx (`make site`): the files that are read here and on GitHub."""

import os
import shutil
import sys

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.highlighting import lexers

sys.path.insert(0, os.path.dirname(__file__))
from site_map import contents, named_by_page

FRONT = "README"

project = html_title = "lpcards"
project_copyright = "The lpcards maintainers"
root_doc = FRONT
include_patterns = ["CHANGELOG.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"]
include_patterns += ["docs/*.md", "release/*.md"]
extensions = ["myst_parser"]
myst_heading_anchors = 6
html_theme = "furo"
html_favicon = "../src/lpcards/web/static/icon.svg"
html_copy_source = html_show_sourcelink = html_show_sphinx = html_use_index = False
lexers.update({name: TextLexer() for name in ("crontab", "tmux")})  # Pygments does not know them


def setup(app: Sphinx) -> None:
    """Give each page its form on the site, and the site its front page."""
    app.connect("source-read", _prepare)
    app.connect("build-finished", _put_in_front)


def _prepare(_: Sphinx, page: str, source: list[str]) -> None:
    source[0] = named_by_page(source[0])
    if page == FRONT:
        source[0] += contents(source[0])


def _put_in_front(app: Sphinx, failed: Exception | None) -> None:
    if not failed:  # a copy beside it: all its links are right
        shutil.copyfile(app.builder.get_outfilename(FRONT), os.path.join(app.outdir, "index.html"))
