import pytest

from advice_on_yaml import messages


def task(text, *phrases):
    items = "".join(f"\n      - {phrase}" for phrase in phrases)
    listed = f"    key_phrases:{items}\n" if phrases else ""
    return f"steps:\n  task:\n    example: >-\n      {text}\n{listed}"


@pytest.mark.parametrize(
    "text",
    [
        "The hours belong to the site manager.",
        "It wasn't my service.",
        "Nobody had asked for it.",
        "The study was sales', and so was the decision.",
        "I was only supposed to order the dough.",
        "There was no ticket.",
        "That was up to the doctors.",
    ],
)
def test_a_line_that_is_drawn_is_seen(text):
    assert messages("boundary", task(text)) == []


@pytest.mark.parametrize(
    "text",
    ["The app was wrong, so I opened the log.", "I wanted to find the cause within a week."],
)
def test_a_task_without_one_is_found(text):
    assert len(messages("boundary", task(text))) == 1


def test_a_key_phrase_may_draw_it():
    assert messages("boundary", task("I wanted to find the cause.", "not my team")) == []


def test_a_task_that_is_not_told_yet_is_not_blamed():
    assert messages("boundary", "steps: {task: {key_phrases: [a]}}\n") == []
