"""`serve` says where the page is and who may come in, answers, and ends clean."""

import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from lpcards.system.folders import state_folder
from lpcards.web.last_port import last_port, remember_port
from pty_terminal import Terminal
from results import unknown_fields

PATIENCE = 60
LINK = re.compile(r"http://127\.0\.0\.1:\d+/login\?token=[\w-]{43}")


class Serving:
    """The program while it serves."""

    def __init__(self, *options):
        command = [sys.executable, "-m", "lpcards", "serve", "--json", *options]
        pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        self.process = subprocess.Popen(command, text=True, **pipes)
        self.json = json.loads(self.process.stdout.readline() or "{}")

    def end(self, by=signal.SIGINT):
        """Have it end; return its exit code and what it said besides."""
        self.process.send_signal(by)
        out, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out + errors


@pytest.fixture
def serving(home):
    """Return a function that begins to serve; in the end all are ended."""
    begun = []

    def begin(*options):
        begun.append(Serving(*options))
        return begun[-1]

    yield begin
    for one in begun:
        one.process.kill()
        one.process.communicate(timeout=PATIENCE)


def opened(url):
    """Return a page, the browser's cookies kept."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(url, timeout=PATIENCE) as answer:
        return answer.url, answer.read().decode()


def test_the_link_leads_to_today_and_works_once(serving):
    served = serving()
    assert unknown_fields(("serve",), served.json) == []
    url, page = opened(served.json["login"])
    assert url == f"{served.json['url']}/"
    assert "<h1>Welcome</h1>" in page
    with pytest.raises(urllib.error.HTTPError, match="401"):
        opened(served.json["login"])
    assert served.json["login"] == f"{served.json['url']}/login?token={served.json['token']}"
    assert served.json["phone"] is None


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_clean_whoever_ends_it(serving, by):
    served = serving()
    opened(served.json["login"])
    assert served.end(by) == (0, "")


def test_it_can_be_served_again_at_once_at_the_same_port(serving):
    served = serving()
    opened(served.json["login"])
    port = served.json["url"].rpartition(":")[2]
    served.end()
    again = serving("--port", port)
    assert again.json["url"] == served.json["url"]
    with pytest.raises(urllib.error.HTTPError, match="401"):
        opened(served.json["login"])


def test_without_a_port_each_log_has_the_one_that_it_had_last(serving, home):
    first = serving()
    other = serving()  # beside it
    assert other.json["url"] != first.json["url"]
    for one in (other, first):
        one.end()
    again = serving()
    assert again.json["url"] == other.json["url"]
    again.end()
    named = serving("--port", first.json["url"].rpartition(":")[2])
    named.end()
    assert serving().json["url"] == first.json["url"]


def test_each_log_has_a_port_of_its_own(home):
    remember_port(str(home / "a.db"), 40_000)
    (home / "link.db").symlink_to(home / "a.db")
    found = [last_port(str(home / name)) for name in ("a.db", "b.db", "link.db")]
    assert found == [40_000, 0, 40_000]


@pytest.mark.parametrize("words", ["", "x", "-1", "70000", "\xff", "9" * 5000])
def test_a_port_that_cannot_be_read_is_any(home, words):
    database = str(home / "a.db")
    remember_port(database, 40_000)
    [kept] = Path(state_folder()).glob("port-*")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.write_bytes(words.encode("latin-1"))
    assert last_port(database) == 0


def test_where_no_port_can_be_kept_it_is_served_anyway(serving, home):
    folder = Path(state_folder())
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("no folder")
    assert opened(serving().json["login"])[1]


def test_a_port_that_is_taken_is_said_in_a_sentence(lp):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = lp("serve", "--port", port, code=1).err
    assert said == (f"lpcards: port {port} is taken; leave `--port` out, and a free one is found\n")


def test_a_time_that_is_none_is_said_before_anybody_waits(lp):
    assert "is not a time" in lp("serve", now="soon", code=2).err


def test_at_a_terminal_enter_shows_a_new_link_and_control_c_ends_it(home):
    one = Terminal("serve", "--no-open", columns=100, rows=40)
    first = LINK.search(one.wait_for("Ctrl-C ends it"))[0]
    second = LINK.findall(one.press("\r"))[-1]
    assert second != first
    opened(first)
    opened(second)
    one.press("\x03")
    assert one.ended() == 0


def test_without_its_packages_it_says_what_to_install(home):
    program = (
        "import sys; sys.modules['starlette'] = None\nfrom lpcards.cli.program import main\nmain()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, "serve"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        1,
        "lpcards: the page needs a few packages more: `pip install 'lpcards[web]'`\n",
    )
