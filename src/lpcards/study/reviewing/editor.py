"""The learner's editor, opened at a card's line; a file of the library is edited as a copy."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from lpcards.index.scan import Sources, bytes_of
from lpcards.study.places import library_folder
from lpcards.system.problem import UserFault

PLUS = {
    "vi",
    "vim",
    "nvim",
    "view",
    "nano",
    "emacs",
    "emacsclient",
    "micro",
    "kak",
    "joe",
    "jed",
    "mg",
    "ne",
}
COLON = {"hx", "helix", "subl", "zed", "mate"}
GOTO = {"code", "codium", "cursor", "code-insiders"}
WAIT = {"subl": "--wait", "zed": "--wait", "mate": "--wait"}


def edit(path: str, line: int, setting: str | None) -> None:
    """Open `path` at `line` and wait; raise UserFault if no editor can be started.

    The editor is the setting's, else $VISUAL, else $EDITOR, else nano or vi.
    """
    import subprocess  # here, as below: few commands open an editor

    command = editor_command(_editor(setting), path, line)
    try:
        outcome = subprocess.run(command, check=False)  # noqa: S603  the learner's own editor
    except OSError as fault:
        raise UserFault(f"{command[0]} cannot be started: {fault.strerror}") from None
    if outcome.returncode != 0:
        raise UserFault(f"{command[0]} ended with {outcome.returncode}")


def _editor(setting: str | None) -> str:
    from shutil import which

    named = setting or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    found = named or next((name for name in ("nano", "vi") if which(name)), "")
    if not found:
        raise UserFault("no editor is set: set $EDITOR, or `editor` in lpcards.yaml")
    return found


def _words(editor: str) -> list[str]:
    import shlex

    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words:
        raise UserFault(f"{editor!r} is not a command; set $EDITOR, or `editor` in lpcards.yaml")
    return words


def editor_command(editor: str, path: str, line: int) -> list[str]:
    """Return the command that opens `path` at `line` in `editor` (a command line).

    Editors that are not known for a way to name a line are opened at the top.
    """
    words = _words(editor)
    name = os.path.basename(words[0])
    if name in GOTO:
        wait = [] if "--wait" in words or "-w" in words else ["--wait"]
        return [*words, *wait, "--goto", f"{path}:{line}"]
    if name in COLON:
        wait = [WAIT[name]] if name in WAIT and len(words) == 1 else []
        return [*words, *wait, f"{path}:{line}"]
    return [*words, f"+{line}", path] if name in PLUS else [*words, path]


@contextmanager
def editable(path: str, sources: Sources) -> Iterator[str]:
    """Give the path to edit: the file itself, or the learner's copy of a library file.

    A copy that was not changed is taken away again: it would hide the library's next edition. The
    story's pictures and sounds come and go with it.
    """
    from lpcards.study.media_copies import copy_media, take_away
    from lpcards.system.disk import write_new
    from lpcards.system.private_files import private_folder

    target = place_of_copy(path, sources)
    if target is None:
        yield path
        return
    if os.path.lexists(target) and not _same(path, target):
        raise UserFault(f"{target} is in the way of a copy of the example")
    private_folder(os.path.dirname(target))
    pictures = copy_media(path, library_folder(), target)
    write_new(target, bytes_of(path))
    try:
        yield target
    finally:
        if _same(path, target):
            os.unlink(target)
            take_away(pictures)
        else:
            _copy_schema(sources.folders[0].path)


def place_of_copy(path: str, sources: Sources) -> str | None:
    """Return where a library file's copy goes that is edited; None where the file itself is."""
    library = os.path.realpath(library_folder())
    inside = os.path.relpath(os.path.realpath(path), library)
    mine = sources.folders[0] if sources.folders else None
    if inside.startswith("..") or mine is None or not mine.own:
        return None
    return os.path.join(mine.path, inside)


def _same(path: str, other: str) -> bool:
    from filecmp import cmp

    return os.path.isfile(other) and cmp(path, other, shallow=False)


def _copy_schema(folder: str) -> None:
    from lpcards.system.private_files import write_whole

    schema = os.path.join(library_folder(), "lpcards.schema.json")
    if os.path.exists(schema):
        write_whole(os.path.join(folder, "lpcards.schema.json"), bytes_of(schema))
