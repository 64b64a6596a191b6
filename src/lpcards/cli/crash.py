"""A fault of ours: the traceback goes to a file, the person gets its name."""

import os
import time
import traceback

from lpcards import __version__
from lpcards.compiled.tables import discard
from lpcards.folders import cache_folder, state_folder


def report(fault: BaseException) -> str:
    """Write the traceback to a file and return a sentence that names it.

    The cache is thrown away: should it be what is wrong, the next command finds it mended.
    """
    discard(cache_folder())
    told = f"lpcards {__version__}\n" + "".join(traceback.format_exception(fault))
    path = os.path.join(state_folder(), time.strftime("crash-%Y%m%d-%H%M%S.txt"))
    try:
        os.makedirs(state_folder(), mode=0o700, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "a") as file:
            file.write(told)
    except OSError:
        return f"this is our fault, not yours, and could not be written down:\n{told}"
    return f"this is our fault, not yours: {type(fault).__name__}. The traceback is in {path}"
