"""How long does a card take me: seconds by kind of card, against what its text is worth."""

from collections.abc import Sequence

from lpcards.charts.axis import round_steps
from lpcards.charts.bar_chart import Bar, BarScale, bar_charts
from lpcards.charts.drawing import Drawing
from lpcards.charts.picture import LegendEntry, Picture
from lpcards.charts.table import Table, TableColumn
from lpcards.day.pace import ENOUGH, LAST, KindTime, Pace, TimedAnswer, times_by_kind
from lpcards.english.printable import counted

COLUMNS = (
    TableColumn("kind", "Kind of card", "text"),
    TableColumn("reviews", "Reviews timed"),
    TableColumn("review_seconds", "Seconds a review", "seconds"),
    TableColumn("new", "New cards timed"),
    TableColumn("new_seconds", "Seconds a new card", "seconds"),
    TableColumn("own_seconds", "Seconds of the card itself", "seconds"),
)
PATTERNS: tuple[str, ...] = ("solid", "tint")
LEGEND: tuple[LegendEntry, ...] = (
    LegendEntry("solid", "a review"),
    LegendEntry("tint", "a new card"),
    LegendEntry("mark", "the card itself: to read it and say its answer"),
)
QUESTION = "How long does a card take me?"
ABOUT = (
    f"Means of your last answers (up to {LAST}) without their drills, by kind of card, the "
    "slowest first. Your minutes a day are filled at this pace."
)


def time_picture(answers: Sequence[TimedAnswer], pace: Pace) -> Picture:
    """Return the seconds by kind; `pace` is what those `answers` come to."""
    times = times_by_kind(answers)
    shown = _shown(times)
    legend = LEGEND[:2][shown] + LEGEND[2:]

    def draw(width: float) -> Sequence[Drawing]:
        most = max(
            max(time.review_seconds or 0, time.new_seconds or 0, time.own_seconds) for time in times
        )
        scale = BarScale(round_steps(most)[-1])
        return bar_charts([_bar(time, shown) for time in times], PATTERNS[shown], scale, width)

    rows = tuple(
        (
            time.kind,
            time.reviews,
            _rounded(time.review_seconds),
            time.new,
            _rounded(time.new_seconds),
            round(time.own_seconds, 1),
        )
        for time in times
    )
    return Picture(
        "time",
        QUESTION,
        _answer(times, pace),
        ABOUT,
        Table(COLUMNS, rows),
        draw,
        legend,
    )


def _shown(times: Sequence[KindTime]) -> slice:
    """Return which of reviews and new cards there are times of."""
    return slice(
        0 if any(time.reviews for time in times) else 1,
        2 if any(time.new for time in times) else 1,
    )


def _bar(time: KindTime, shown: slice) -> Bar:
    values = [time.review_seconds, time.new_seconds][shown]
    return Bar(time.kind, tuple(values), tuple(_words(value) for value in values), time.own_seconds)


def _words(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds:,.0f} s"


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)


def _answer(times: Sequence[KindTime], pace: Pace) -> str:
    review, new = pace.usually("review"), pace.usually("new")
    words = f"About {counted(review, 'second')} a review and {new:,} a new card, drills included"
    if not pace.is_own:
        return f"{words}: a guess until you answered {ENOUGH}."
    slowest = times[0].kind if times else ""
    return f"{words}; {slowest} takes longest." if slowest else f"{words}."
