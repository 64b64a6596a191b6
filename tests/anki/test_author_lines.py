"""The file that says whose stories these are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.anki.author_lines import Author, author_text, read_author
from lpcards.system.problem import UserFault

ONE, OTHER = "0123456789abcdef", "fedcba9876543210"

keys = st.text("0123456789abcdef", min_size=16, max_size=16)
names = st.text("abc0-", min_size=1, max_size=5)
authors = st.builds(
    lambda keys, stories: Author(tuple(sorted(keys)), stories),
    st.sets(keys, max_size=3),
    st.dictionaries(names, keys | st.just("")),
)


@given(authors)
def test_what_is_written_is_read(author):
    assert read_author(author_text(author), "f") == author


@given(authors, authors, st.randoms())
def test_a_merge_in_any_order_says_the_same(one, other, chance):
    lines = [*author_text(one).splitlines(), *author_text(other).splitlines()]
    lines += ["<<<<<<< HEAD", "=======", ">>>>>>> theirs", ""]
    read = read_author("\n".join(lines), "f")
    chance.shuffle(lines)
    assert read_author("\r\n".join(lines), "f") == read
    assert read.keys == tuple(sorted({*one.keys, *other.keys}))
    for name in {*one.stories, *other.stories}:
        found = [author.stories[name] for author in (one, other) if name in author.stories]
        assert read.stories[name] == min(found)


def test_the_first_key_of_the_alphabet_is_the_files_and_a_story_may_have_its_own():
    author = read_author(f"key {OTHER}\nkey {ONE}\nstory attic none\nstory roof {OTHER}\n", "f")
    assert author.key == ONE
    assert [author.key_of([name]) for name in ("attic", "roof", "cellar")] == ["", OTHER, None]
    assert author.key_of(["barn", "roof"]) == OTHER


@pytest.mark.parametrize(
    "line", ["key", "key 12", f"key {ONE} x", f"clef {ONE}", "story attic", "story attic some", ONE]
)
def test_a_line_that_cannot_be_read_is_refused_with_its_place(line):
    with pytest.raises(UserFault, match=r"^there/f:2: this line cannot be read"):
        read_author(f"key {ONE}\n{line}\n", "there/f")
