"""The learner's editor, opened at a card's line."""

import os

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
    import subprocess  # here, as below: its import costs the first card's time

    command = editor_command(_editor(setting), path, line)
    try:
        outcome = subprocess.run(command, check=False)  # noqa: S603  the learner's own editor
    except OSError as fault:
        raise UserFault(f"{command[0]} cannot be started: {fault.strerror}") from None
    if outcome.returncode != 0:
        raise UserFault(f"{command[0]} left with {outcome.returncode}")


def _editor(setting: str | None) -> str:
    from shutil import which

    told = setting or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    found = told or next((name for name in ("nano", "vi") if which(name)), "")
    if not found:
        raise UserFault("no editor is known; set $EDITOR, or `editor` in lpcards.yaml")
    return found


def _words(editor: str) -> list[str]:
    import shlex

    try:
        words = shlex.split(editor)
    except ValueError:
        words = []
    if not words:
        raise UserFault(f"{editor!r} is no command; set $EDITOR, or `editor` in lpcards.yaml")
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
