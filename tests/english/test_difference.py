import pytest

from lpcards.english.difference import FRESH, GONE, SAME, word_runs

MANY = [f"word{number}" for number in range(3_000)]


def words(runs, *kinds):
    return [word for kind, said in runs if kind in kinds for word in said.split()]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (MANY, [*MANY[:1_500], "other", *MANY[1_501:]]),
        (MANY, MANY),
        (MANY, MANY[::-1]),
        (MANY, MANY[:-1]),
        (["a"] * 600, ["a"] * 900),
        (["a"] * 2_000, []),
        ([], []),
    ],
)
def test_a_long_text_is_shown_whole_in_both_versions(before, after):
    runs = [*word_runs(" ".join(before), " ".join(after))]
    assert words(runs, SAME, GONE) == before
    assert words(runs, SAME, FRESH) == after


def test_one_word_changed_in_a_long_text_is_all_that_is_shown():
    runs = [*word_runs(" ".join(MANY), " ".join([*MANY[:7], "other", *MANY[8:]]))]
    assert [kind for kind, _ in runs] == [SAME, GONE, FRESH, SAME]
    assert words(runs, GONE, FRESH) == ["word7", "other"]
