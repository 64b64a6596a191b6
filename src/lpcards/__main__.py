"""The program: `lpcards`, or `python -m lpcards`."""

import gc
import os
import sys
from typing import NoReturn

gc.set_threshold(100_000)  # start-up makes thousands of objects that all stay: no use looking


def run() -> NoReturn:
    """Run the command line and leave.

    Everything is closed and flushed by then, so the interpreter is not taken down piece by piece:
    that would take longer than most commands do.
    """
    try:
        from lpcards.cli import main

        main()
    except SystemExit as leaving:
        code = leaving.code
    except KeyboardInterrupt:
        code = 130
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    run()
