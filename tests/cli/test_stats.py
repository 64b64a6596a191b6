"""`stats`: in charts, in words, in JSON; on wide and narrow terminals, with and without blocks."""

import re

import pytest

from pty_terminal import Terminal

WHY = "cellar/probe/why"
WE = "cellar/disqualifier/we.mend"
LAST = "2026-03-12T09:00"


@pytest.fixture
def learned(own):
    """Learn for ten days; return the program as on the day after the last."""
    for day, grade in ((2, 1), (3, 5), (4, 4), (10, 2), (11, 4)):
        own("grade", WHY, grade, "--seconds", "30", "--missed", "2", now=f"2026-03-{day:02}T09:00")
    own("grade", WE, "4", "--seconds", "90", now="2026-03-11T09:10")
    return lambda *args, **more: own(*args, **{"now": LAST, **more})


def test_the_first_line_says_how_ready_one_is(learned):
    first = learned("stats").out.split("\n\n")[0].replace("\n", " ")
    assert first == (
        "0 of 1 principle met, 1 covered by your stories, 0 ready to tell. "
        "90% of what you learned would come to mind today; weakest: Dive Deep 60%."
    )


def test_nothing_learned_is_said_and_draws_no_empty_charts(own):
    text = own("stats").out
    assert text.startswith("Nothing learned yet of 3 cards; `lpcards review` starts.\n")
    assert "Answers a day" not in text
    assert "Due in" not in text


def test_json_holds_the_figures(learned):
    stats = learned("stats", "--json").json
    assert stats["day"] == "2026-03-12"
    assert stats["streak"] == {"days": 5, "longest": 5}
    assert stats["minutes"] == 0.8
    assert stats["readiness"]["on"] == "2026-03-12"
    item = {"card": WHY, "front": '"Why a pump?"', "item": "it rose", "missed": 5, "asked": 5}
    assert stats["items"] == [item]
    assert [(one["card"], one["lapses"]) for one in stats["cards"]] == [(WHY, 1)]
    assert [one["kind"] for one in stats["kinds"]] == ["disqualifier", "probe"]
    due = [day["due"] for day in stats["forecast"]["days"]]
    assert (len(due), due[0]) == (30, 2)
    assert {one["age"]: one["asked"] for one in stats["retention"]} == {
        "first": 2,
        "young": 4,
        "growing": 0,
        "mature": 0,
    }


def test_a_selection_leaves_the_rest_out_but_the_streak_is_the_learners(learned):
    stats = learned("stats", "--json", "--kind", "disqualifier").json
    assert [one["kind"] for one in stats["kinds"]] == ["disqualifier"]
    assert [day["answers"] for day in stats["days"]] == [1]
    assert stats["streak"] == {"days": 5, "longest": 5}
    assert learned("stats", "--json", WHY).json["readiness"]["learned"] == 1


def test_what_comes_of_a_selection_is_its_part_of_the_days(learned):
    kinds = [learned("stats", "--json", "--kind", kind) for kind in ("disqualifier", "probe")]
    whole, *parts = (
        [day["due"] for day in stats.json["forecast"]["days"]]
        for stats in (learned("stats", "--json"), *kinds)
    )
    assert [sum(part) for part in zip(*parts, strict=True)] == whole
    assert all(map(any, parts))


def test_days_bound_the_look_back_and_not_the_tables(learned):
    stats = learned("stats", "--json", "--days", "2").json
    assert stats["since"] == "2026-03-11"
    assert [day["day"] for day in stats["days"]] == ["2026-03-11"]
    assert stats["principles"][0]["asked"] == 4


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_no_line_is_longer_than_the_terminal(learned, monkeypatch, columns, encoding):
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    lines = learned("stats").out.splitlines()
    assert max(map(len, lines)) <= min(80, columns)
    assert any(set(line) & set("█#") for line in lines)
    if encoding == "ascii":
        assert all(line.isascii() and "\\u" not in line for line in lines)


def test_plain_says_in_words_what_the_charts_show(learned):
    text = learned("stats", "--plain").out
    assert "March 11: 2 answers in 2 minutes." in text
    assert "cards with an interval under 7 days: 3 of 4 passed, 75%." in text
    assert (
        "Dive Deep: 2 of 3 cards learned, recall 90%, 60% of all, 3 of 4 passed, 1 lapse." in text
    )
    assert 'missed 5 of 5 times: it rose, asked by "Why a pump?"' in text
    assert "March 12: 2 due." in text
    assert not re.search(r"[▁-█░▒▓#]", text)


@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_shows_the_charts_without_any_colour(learned, cellar, columns):
    call = ["--content", str(cellar.parent), "stats"]
    terminal = Terminal(*call, columns=columns, rows=80, now=LAST)
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.raw
    lines = terminal.lines
    assert any(line.startswith("Streak") for line in lines)
    assert [line[:3] for line in lines if line[:3] in {"Mon", "Thu", "Sun"}] == [
        "Mon",
        "Thu",
        "Sun",
    ]


def test_stats_of_nothing_are_refused(own):
    assert "there is no kind of card" in own("stats", "--kind", "no", code=1).err
    assert "is not in the range" in own("stats", "--days", "0", code=2).err
