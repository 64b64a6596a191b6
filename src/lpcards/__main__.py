"""The program: `lpcards`, or `python -m lpcards`."""

import gc
import os
import sys

TYPE_CHECKING = False  # `typing` costs a prompt a quarter of its time
if TYPE_CHECKING:
    from typing import NoReturn

gc.set_threshold(100_000)  # start-up makes thousands of objects that all stay: no use looking


def run() -> "NoReturn":
    """Run the command line and leave.

    Everything is closed and flushed by then, so the interpreter is not taken down piece by piece:
    that would take longer than most commands do.
    """
    _answer_a_prompt()
    try:
        from lpcards.cli.program import main

        main()
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        code = 130
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def _answer_a_prompt() -> None:
    """Leave with the kept answer to `due --short`, if there is one; nothing else is imported."""
    if sys.argv[2:] != ["--short"] or os.environ.get("LPCARDS_DEBUG"):
        return
    from lpcards.index import prompt_line

    said = prompt_line.remembered() if sys.argv[1:] == prompt_line.ASKED else None
    if said is None:
        return
    try:
        os.write(1, said)
    except OSError:
        return  # the long way meets it again, and knows what to do
    os._exit(0)


if __name__ == "__main__":
    run()
