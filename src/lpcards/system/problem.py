"""What can be wrong, in words for people: one problem in the content, one fault of a request."""

from typing import NamedTuple


class Problem(NamedTuple):
    """One fault or piece of advice at one place in the content. Lines and columns count from 1."""

    path: str
    line: int
    column: int
    rule: str
    severity: str
    message: str

    def __str__(self) -> str:
        """Return `path:line:col: words`."""
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class UserFault(Exception):  # noqa: N818  it is the user's fault, and it reads as one
    """Something the content or the request is at fault for; its text is for people. Exit code 1."""
