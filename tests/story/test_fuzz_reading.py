"""Whatever the bytes, reading ends in problems at places in the file, in plain characters."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.story.fault import FORBIDDEN
from lpcards.story.new_ids import with_ids
from lpcards.story.reading import read_source
from lpcards.story.settings_file import read_settings

HERE = Path(__file__).parent.parent
FULL = (HERE / "good" / "full.yaml").read_bytes()
GUIDE = (HERE / "good" / "guide.yaml").read_bytes()
LONGEST_MESSAGE = 700


def holds(data: bytes) -> None:
    """Check what is true of every reading."""
    source = read_source("a.yaml", data)
    settings, faults = read_settings("lpcards.yaml", data)
    assert settings is not None
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    lines = text.removesuffix("\n").split("\n")
    for problem in (*source.problems, *faults):
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert not FORBIDDEN.search(problem.message), problem
        assert problem.message.isprintable(), problem
        assert len(problem.message) <= LONGEST_MESSAGE
        assert problem.severity in ("error", "advice")
    errors = any(problem.severity == "error" for problem in source.problems)
    assert (source.file is None) == errors
    after, added = with_ids(data)
    assert with_ids(after) == (after, [])
    assert (after == data) == (not added)


@given(st.binary(max_size=300))
@example(b"")
@example(b"\n")
@example(b"\xef\xbb\xbf")
@example(b"\r")
@example(b"a: \xf0\x9f\x98\x80\x00")
def test_any_bytes_are_read(data):
    holds(data)


@given(st.text(max_size=300))
@example("a:\n- \n-")
@example("? ")
@example("---\n...\n---")
@example("a: |\n")
@example("a: >5")
@example("!<")
@example('"\\')
@example("%YAML 1.1")
@example("a: !!")
def test_any_text_is_read(text):
    holds(text.encode("utf-8", "surrogatepass"))


SIGNS = [
    *"abc:-?[]{},#&*!|>'\"%@`\\\n\r\t ~<=.0\x1b\x85\ufeff\u202e",
    ": ",
    "- ",
    "\n  ",
    "id",
    "steps",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=80).map("".join))
def test_any_text_of_yamls_signs_is_read(text):
    holds(text.encode())


SNIPPETS = st.one_of(
    st.binary(max_size=4),
    st.sampled_from([sign.encode() for sign in SIGNS]),
    st.sampled_from(
        [b"\n---\n", b"\n  - ", b"<<: ", b"&a ", b"*a", b"!!x ", b"\t", b"\xff", b"[" * 40, b"\\e"]
    ),
)


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """Return a good file with a few bytes put in, taken out or replaced."""
    data = draw(st.sampled_from([FULL, GUIDE]))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.one_of(st.just(start), st.integers(start, min(start + 40, len(data)))))
        data = data[:start] + draw(SNIPPETS) + data[end:]
    return data


@given(mutations())
def test_a_good_file_with_bytes_changed_is_read(data):
    holds(data)


@given(st.integers(0, len(FULL)))
def test_a_good_file_cut_off_anywhere_is_read(length):
    holds(FULL[:length])


@given(
    st.sampled_from(
        [
            "[",
            "{",
            "- ",
            "? ",
            "[[",
            "{a: ",
            "[? ",
            "a: ",
            "(",
            "!",
            "&a ",
            "*a ",
            "'",
            "- - ",
            ">\n ",
        ]
    ),
    st.sampled_from([1, 31, 32, 33, 1000, 200_000]),
    st.sampled_from([b"", b"asked: ", FULL, FULL + b"more: "]),
    st.sampled_from(["", "]", "}", "a"]),
)
def test_any_depth_is_read(opening, deep, before, closing):
    holds(before + (opening * deep + closing * deep).encode())
