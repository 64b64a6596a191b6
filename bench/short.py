"""What a shell prompt waits for: `due --short`, asked again with nothing changed."""

import sys
import time
from collections.abc import Iterator

from content import write_stories
from measuring import PYTHON_PASS, Failed, Finding, Question, finding, ratios, run
from world import PROGRAM, World, world

from lpcards.index.scan import YOUNG_NS

LIMIT, FILES = 2.2, 1000
ASKED = ("due", "--short")
SCRIPT, MODULE = (PROGRAM, *ASKED), (sys.executable, "-m", "lpcards", *ASKED)


def shell_prompt(quick: bool) -> Iterator[Finding]:
    """Time it as a console script, as a module, and with a thousand stories."""
    with world() as home:
        home.learn()
        yield _found("`due --short`", home, SCRIPT, quick)
        yield _found("`python -m lpcards due --short`", home, MODULE, quick)
        write_stories(home.content, FILES)
        yield _found("`due --short`, 1,000 stories", home, SCRIPT, quick)


def _found(what: str, home: World, command: tuple[str, ...], quick: bool) -> Finding:
    _let_it_be_kept(home)

    def asked(_: int) -> float:
        return run(command, home.environment).seconds

    values = ratios(10 if quick else 60, asked, lambda _: home.python_pass())
    return finding(Question(what, PYTHON_PASS, LIMIT), values)


def _let_it_be_kept(home: World) -> None:
    """Ask until the number is kept, which it is once no file is young any more."""
    for _ in range(3):
        run(SCRIPT, home.environment)
        time.sleep(YOUNG_NS / 1e9)
    if not any(name.startswith("due-") for name in home.cached()):
        raise Failed("the number is not kept")
