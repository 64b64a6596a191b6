"""A request that is refused, in words for whoever sent it."""


class Refusal(Exception):  # noqa: N818  it reads as one
    """A request that is refused: its text is for people, its `status` is HTTP's (4xx)."""

    def __init__(self, status: int, words: str) -> None:
        """Refuse with a status and a sentence."""
        super().__init__(words)
        self.status = status
