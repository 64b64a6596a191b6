"""Pages made for a browser: where they are written, and how they are shown."""

import os
import sys

from lpcards.system.disk import SCRATCH
from lpcards.system.folders import cache_folder
from lpcards.system.private_files import PRIVATE, write_whole


def write_page(page: str, name: str, out: str | None) -> str:
    """Write the page and return where; where the cache cannot be written, among what is temporary.

    `name` is its name there; `out` is a path of the learner's choice.

    Own stories stand in it, so it is nobody else's to read.
    """
    if out:
        return write_whole(out, page.encode())
    folder = cache_folder()
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return write_whole(os.path.join(folder, name), page.encode(), PRIVATE)
    except OSError:
        from tempfile import mkdtemp

        folder = mkdtemp(prefix=f"{SCRATCH}{os.getpid()}-")
        return write_whole(os.path.join(folder, name), page.encode(), PRIVATE)


def open_in_browser(path: str) -> None:
    """Show the file in the browser."""
    from urllib.parse import quote

    open_address(f"file://{quote(os.fsencode(path))}")


def open_address(url: str) -> None:
    """Show an address in the browser; without a screen a text browser would take the terminal."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    if sys.platform == "darwin" or any(os.environ.get(name) for name in screens):
        import webbrowser

        webbrowser.open(url)
