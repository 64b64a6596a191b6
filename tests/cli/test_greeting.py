"""`lpcards` by itself: a page that says where one stands, in a terminal; elsewhere what is due."""

import pytest

from pty_terminal import Terminal


@pytest.fixture
def greeted(home):
    """Return a function that runs `lpcards` by itself on a terminal; it returns what is said."""

    def run(now="2026-03-03T09:00", **how):
        terminal = Terminal(now=now, **how)
        assert terminal.ended() == 0
        return "\n".join(terminal.lines)

    return run


def settings(home, words):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lpcards.yaml").write_text(words, encoding="utf-8")


def test_without_a_terminal_it_says_what_due_says(lp):
    assert lp().out == lp("due").out
    lp("grade", "general/disqualifier/we.mend", 4)
    assert lp().out == lp("due").out


def test_whoever_is_new_is_told_how_to_begin(greeted):
    said = greeted()
    assert "lpcards review" in said
    assert "lpcards --help" in said
    assert "Tomorrow" not in said


def test_it_says_todays_number_its_minutes_and_what_tomorrow_brings(lp, home, greeted):
    settings(home, "interview: 2026-03-22\n")
    lp("grade", "general/disqualifier/we.mend", 4, now="2026-03-02T09:00")
    said = greeted()
    [due] = lp("due", now="2026-03-03T09:00").out.splitlines()
    assert f"{due}; about " in said
    assert "19 days until your interview. Streak: 1 day." in said
    plan = lp("plan", "--json", now="2026-03-03T09:00").json["days"][1]
    reviews = plan["due"] + plan["final_pass"]
    assert f"Tomorrow: {reviews} review{'' if reviews == 1 else 's'}, {plan['new']} new." in said
    assert "Next: write your first story.\n  lpcards new my-first-story" in said
    assert "Today's cards:  lpcards review" in said


def test_in_a_pause_it_says_so_and_offers_no_review(lp, greeted):
    lp("grade", "general/disqualifier/we.mend", 4)
    lp("pause", "--until", "2026-03-08")
    said = greeted()
    assert "Paused until" in said
    assert "Tomorrow: a pause." in said
    assert "Today's cards:" not in said


def test_a_sitting_ends_with_the_lines_that_lpcards_by_itself_has(lp, greeted):
    lp("grade", "general/disqualifier/we.mend", 4, now="2026-03-02T09:00")
    lp("grade", "general/disqualifier/we.mend", 4, now="2026-03-03T09:00")
    sitting = Terminal("review", now="2026-03-03T09:00")
    sitting.press("q")
    assert sitting.ended() == 0
    shared = [line for line in greeted().splitlines() if line[:6] in {"Streak", "Tomorr", "Next: "}]
    assert len(shared) == 3
    assert all(line in sitting.lines for line in shared)


def test_what_it_offers_to_paste_can_be_pasted(lp, home, greeted):
    lp("grade", "general/disqualifier/we.mend", 4)
    for _ in range(3):
        command = next(line for line in greeted().splitlines() if line.startswith("  lpcards new"))
        lp(*command.split()[1:])
    principles = {story["principle"] for story in lp("list", "--json").json if story["own"]}
    assert principles == {"ownership", "customer-obsession", "dive-deep"}


@pytest.mark.parametrize("columns", [30, 40, 80])
@pytest.mark.parametrize(
    "command",
    [
        ["new", "so-this-was-when-i"],
        ["asked", "What was the hardest thing that you ever had to say no to?"],
        ["show", "general/disqualifier/no-such-card-of-mine"],
        ["doctor"],
        ["suspend", "general"],
        ["show", "general/disqualifier/we.mend"],
        ["cards", "--kind", "quiz"],
    ],
)
def test_sentences_are_broken_between_words(home, command, columns):
    terminal = Terminal(*command, columns=columns)
    terminal.ended()
    lines = terminal.raw.decode().splitlines()
    long = [line for line in lines if len(line) > columns]
    assert all(" " not in line.strip() for line in long)  # a path or an id stays in one piece
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize("day", ["2026-03-21", "2026-03-22"])
def test_on_the_eve_of_the_interview_and_on_the_day_it_greets_with_the_sheet(
    lp, cellar, home, greeted, monkeypatch, day
):
    monkeypatch.setenv("LPCARDS_CONTENT", str(cellar.parent))
    settings(home, "interview: 2026-03-22\n")
    lp("grade", "cellar/probe/why", 4)
    said = greeted(now=f"{day}T09:00", rows=200)
    assert "Measure first." in said
    assert f"Your interview is {'today' if day.endswith('22') else 'tomorrow'}." in said
    assert "Tomorrow" not in said
    assert "Next:" not in said
