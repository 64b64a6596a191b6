"""Settings written into a file that somebody else wrote: all else stays byte for byte."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpcards.story.settings import Settings
from lpcards.story.settings_file import read_settings, with_settings

VALUES = {"interview": "2026-12-12", "minutes": 10}
READ = {"interview": date(2026, 12, 12), "minutes": 10}
LINES = st.lists(
    st.sampled_from(
        [
            *("new: 3", "level: senior  # really", "", "# mine", "buttons: '4'", "library: no"),
            *(
                "kinds:\n  - probe\n  - quiz",
                "editor: |\n  vim\n",
                "kinds: [probe,\n  quiz]",
                "---",
            ),
        ]
    ),
    unique=True,
)
ENDS = st.sampled_from(["\n", "\r\n"])


@given(LINES, ENDS, st.booleans(), st.booleans())
def test_what_was_there_stays_and_what_is_new_is_read(lines, end, is_open, marked):
    text = "\n".join(sorted(lines, key=lambda line: line != "---"))
    data = ("\ufeff" * marked + text + ("" if is_open else "\n")).replace("\n", end).encode()
    before, faults = read_settings("", data)
    if any(fault.severity == "error" for fault in faults):
        return
    written = with_settings(data, VALUES)
    assert written.startswith(data)
    assert written[len(data) :].decode().split() == ["interview:", "2026-12-12", "minutes:", "10"]
    assert read_settings("", written) == (before.model_copy(update=READ), ())
    assert ("\r\n" in data.decode()) == (b"\r\n" in written[len(data) :]) or b"\n" not in data


@pytest.mark.parametrize("line", ["butons: 4", "kinds: [nonsense]", "new: ten"])
def test_a_fault_beside_them_stays_as_it_is(line):
    written = with_settings(f"{line}\n".encode(), VALUES)
    assert written == f"{line}\ninterview: 2026-12-12\nminutes: 10\n".encode()


def test_a_new_file_has_nothing_else():
    assert with_settings(b"", VALUES) == b"interview: 2026-12-12\nminutes: 10\n"
    assert with_settings(b"", {"minutes": 10}) == b"minutes: 10\n"


@pytest.mark.parametrize("gap", ["", " ", "   # to be found out", "\t"])
def test_a_key_that_waits_for_its_value_gets_it(gap):
    data = f"new: 3\ninterview:{gap}\nlevel: senior\n".encode()
    written = with_settings(data, {"interview": "2026-12-12"})
    assert written == f"new: 3\ninterview: 2026-12-12{gap}\nlevel: senior\n".encode()


@pytest.mark.parametrize(
    "data",
    [
        *(b"{new: 3}\n", b"new: 3\n...\n", b"  new: 3\n", b"- new\n", b"\xff\xfe"),
        *(b"a", b"minutes: 5\nminutes: 10\n", b"new: [\n"),
    ],
)
def test_a_file_that_takes_no_more_lines_is_left_alone(data):
    assert with_settings(data, VALUES) is None


@given(st.binary(max_size=60))
def test_whatever_the_file_is_it_is_set_or_left_alone(data):
    written = with_settings(data, VALUES)
    if written is not None:
        assert read_settings("", written)[0].interview == date(2026, 12, 12)
        assert read_settings("", written)[0].new == read_settings("", data)[0].new


def test_nothing_is_set_by_nothing():
    assert with_settings(b"new: 3", {"minutes": 10}) == b"new: 3\nminutes: 10\n"
    assert read_settings("", b"")[0] == Settings()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("minutes: 5  # a day\nnew: 3\n", "minutes: 10  # a day\nnew: 3\n"),
        ("# mine\nminutes:\n  5\n\nnew: 3", "# mine\nminutes: 10\n\nnew: 3"),
        ("minutes: lots\n", "minutes: 10\n"),
        ("{minutes: 5, new: 3}\n", "{minutes: 10, new: 3}\n"),
        ("minutes: '5'\r\nnew: 3\r\n", "minutes: 10\r\nnew: 3\r\n"),
    ],
)
def test_a_setting_that_stands_there_gets_the_new_value(before, after):
    assert with_settings(before.encode(), {"minutes": 10}) == after.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("minutes: 5\nnew: 3\n", "new: 3\n"),
        ("new: 3\nminutes: 5  # a day\nlevel: senior\n", "new: 3\n# a day\nlevel: senior\n"),
        ("new: 3\r\nkinds:\r\n  - probe\r\n  - quiz\r\n# end\r\n", "new: 3\r\n# end\r\n"),
        ("minutes: 5", ""),
        ("new: 3\n", "new: 3\n"),
    ],
)
def test_a_setting_without_a_value_goes_and_comments_stay(before, after):
    gone = with_settings(before.encode(), {"minutes": None, "kinds": None})
    assert gone == after.encode()


@given(LINES, ENDS, st.sampled_from(["new", "level", "buttons", "library", "kinds", "editor"]))
def test_what_goes_takes_nothing_else_with_it(lines, end, key):
    data = "\n".join(sorted(lines, key=lambda line: line != "---")).replace("\n", end).encode()
    before, faults = read_settings("", data)
    gone = with_settings(data, {key: None})
    if faults or gone is None:
        return
    default = getattr(Settings(), key)
    assert read_settings("", gone) == (before.model_copy(update={key: default}), ())
    assert data.count(b"#") == gone.count(b"#")
