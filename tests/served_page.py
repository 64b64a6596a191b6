"""The page as people have it: the real program, killed and started again, and a real browser."""

import json
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

PATIENCE = 60
NOW = "2026-03-02T09:00"


class ServedPage:
    """`lpcards serve` in a process of its own, at the same port each time."""

    def __init__(self, now=NOW):
        self.port, self.now = "", now
        self.process = None
        self.start()

    def start(self):
        """Begin to serve; `login` is the link that lets a browser in."""
        command = [sys.executable, "-m", "lpcards", "--now", self.now, "serve", "--json"]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
        at = ["--port", self.port] if self.port else []
        self.process = subprocess.Popen([*command, *at], text=True, **pipes)
        said = json.loads(self.process.stdout.readline())
        self.url, self.login = said["url"], said["login"]
        self.port = self.url.rpartition(":")[2].strip("/")

    def kill(self):
        """End it as a power cut does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate(timeout=PATIENCE)


@contextmanager
def chromium():
    """Give a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()
