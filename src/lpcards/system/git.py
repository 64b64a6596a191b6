"""A file as git has it in a revision. Git is run as it is, without a shell."""

import os
import subprocess

from lpcards.system.problem import UserFault

ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git tells a hook: where the hook's own repository is."""


def file_at(path: str, revision: str) -> bytes | None:
    """Return the bytes of the file at `path` in a revision of its repository; None: it had none.

    Raises UserFault with a sentence where there is no git, no repository or no such revision.
    """
    if revision.startswith("-") or not revision.strip():
        raise UserFault(f"{revision!r} is not a revision; name a commit, a branch or a tag")
    goal, name = os.path.split(os.path.abspath(path))
    folder = _existing(os.path.realpath(goal))
    inside = os.path.join(os.path.relpath(os.path.realpath(goal), folder), name)
    prefix = _prefix(folder)
    commit = _object(folder, f"{revision}^{{commit}}")
    if not commit.isalnum():  # `^main` is a revision to git, but not one
        raise UserFault(
            f"the repository of {folder} has no revision {revision!r}; a shallow clone has to "
            "fetch it first"
        )
    blob = _object(folder, f"{commit}:{os.path.normpath(os.path.join(prefix, inside))}")
    return _content(folder, blob, path) if blob else None


def _existing(folder: str) -> str:
    """Return the folder, or the nearest one above it that is there."""
    while not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def _prefix(folder: str) -> str:
    """Return where in its repository a folder is: `some/folder/`, or "" for the topmost."""
    try:
        return os.fsdecode(_git(folder, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    except subprocess.CalledProcessError as fault:
        raise UserFault(
            f"{folder} is not in a git repository that can be read ({_words(fault)})"
        ) from None


def _object(folder: str, name: str) -> str:
    """Return the id of the object that git knows by a name; "" if there is none."""
    try:
        return os.fsdecode(_git(folder, "rev-parse", "--verify", "--quiet", name)).strip()
    except subprocess.CalledProcessError:
        return ""


def _content(folder: str, blob: str, path: str) -> bytes:
    try:
        return _git(folder, "cat-file", "blob", blob)
    except subprocess.CalledProcessError as fault:
        raise UserFault(f"git cannot read what {path} was ({_words(fault)})") from None


def _words(fault: subprocess.CalledProcessError) -> str:
    return os.fsdecode(fault.stderr).strip().partition("\n")[0]


def _git(folder: str, *words: str) -> bytes:
    kept = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    try:
        done = subprocess.run(  # noqa: S603  its words are ours, and a revision is never an option
            ["git", "-C", folder, *words],  # noqa: S607  the git that the learner has
            env={**kept, "GIT_TERMINAL_PROMPT": "0"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        )
    except FileNotFoundError:
        raise UserFault("git is not installed, and --against needs it") from None
    return done.stdout
