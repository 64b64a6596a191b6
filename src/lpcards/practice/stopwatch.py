"""A stopwatch as a value: it knows when it was started, and is given the time."""

from typing import NamedTuple


class Stopwatch(NamedTuple):
    """So many seconds were measured `before`; it runs `since` then (None: it stands still).

    Times are seconds of a clock that only grows.
    """

    since: float | None = None
    before: float = 0.0

    @property
    def is_running(self) -> bool:
        """Say whether it runs."""
        return self.since is not None

    def elapsed(self, now: float) -> float:
        """Return the seconds measured until `now`."""
        return self.before + (max(0.0, now - self.since) if self.since is not None else 0.0)

    def started(self, now: float) -> "Stopwatch":
        """Return it running from `now` on; one that runs goes on as it is."""
        return self if self.is_running else Stopwatch(now, self.before)

    def stopped(self, now: float) -> "Stopwatch":
        """Return it standing still, what was measured kept."""
        return Stopwatch(None, self.elapsed(now))


def announcements(target: int) -> tuple[tuple[float, str], ...]:
    """Return what a voice says at which second of a telling of `target` seconds: four times."""
    if target <= 0:
        return ()
    half = target / 2
    return (
        (half, f"Half time: {round(half)} seconds left."),
        (target, f"Time: {target} seconds are over."),
        (target + half, f"{round(half)} seconds over."),
        (2.0 * target, f"{target} seconds over: twice the time."),
    )


def announced(target: int, before: float, now: float) -> str:
    """Return the last thing to say when the clock goes from `before` to `now`; "" for nothing."""
    due = [words for at, words in announcements(target) if before < at <= now]
    return due[-1] if due else ""
