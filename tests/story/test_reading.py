"""How a file is read: what loads, what its values are, and where its parts stand."""

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from lpcards.advice.file_advice import advice_on
from lpcards.cards.kinds import cards_from
from lpcards.story import tree
from lpcards.story.models import Guide, Scenario
from lpcards.story.reading import Source, read_source
from lpcards.story.tree import SlowParser, tree_of

HERE = Path(__file__).parent.parent
GOOD = sorted((HERE / "good").glob("*.yaml"))
BAD = sorted((HERE / "bad").glob("*.yaml"))
NAMED = "id: a\ntitle: b\nshort: c\nprinciple: ownership\n"


def read(text: str) -> Source:
    return read_source("a.yaml", text.encode())


def story(text: str) -> Scenario:
    file = read(NAMED + dedent(text)).file
    assert isinstance(file, Scenario)
    return file


def errors(source: Source) -> list[str]:
    return [str(problem) for problem in source.problems if problem.severity == "error"]


def rules(source: Source) -> list[str]:
    return [problem.rule for problem in source.problems if problem.severity == "error"]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_good_file_loads_without_errors(path):
    source = read_source(path.name, path.read_bytes())
    assert errors(source) == []
    assert source.file is not None


@pytest.mark.parametrize(
    ("text", "overview"),
    [
        ("overview: 10~km, no~further", "10~km, no~further"),
        ("overview: >-\n  So:\n  ~it was\n  - ~late", "So: ~it was - ~late"),
        ("overview: |-\n  ~So\n  it was", "~So\nit was"),
        ("overview: 'a:~b'", "a:~b"),
        ("overview: A:~b", "A:~b"),
        ("overview: Fr~: b", None),
    ],
)
def test_a_no_break_space_inside_a_text_is_a_letter_like_others(text, overview):
    source = read(NAMED + text.replace("~", "\u00a0"))
    if overview is None:
        assert rules(source) == ["yaml"]
    else:
        assert source.file.overview == overview.replace("~", "\u00a0").strip()


def test_a_row_of_equal_signs_is_no_conflict():
    assert read(NAMED + "overview: |\n  Title\n  =======\n  text <<<<<<< here\n").file


@pytest.mark.parametrize(
    "text",
    [
        "probes: [{id: p, ask: Why~that?, hint: a~b, strong: {takeaway: No~road., points: [a~b]}}]",
        "disqualifiers:\n- id: d\n  phrase: We~did.\n  instead: >-\n    I~did.\n    It~ran.\n",
        'weak_answer: {text: "a\\tb", flags: [{quote: "a~b"}]}',
        "steps: {task: {example: 'I~went'}}\noverview: |-\n  one~two\n  three\n",
    ],
)
def test_a_tab_in_any_text_reads_as_a_space(text):
    source = read(NAMED + text.replace("~", "\t"))
    assert errors(source) == []
    assert source.file == read(NAMED + text.replace("~", " ").replace("\\t", " ")).file
    assert "\\t" not in repr(source.file)


def test_a_draft_of_a_title_and_three_lines_loads():
    assert read(NAMED).file == Scenario(id="a", title="b", short="c", principle="ownership")


def test_a_full_story_has_nothing_to_be_advised_but_what_is_open():
    source = read_source("full.yaml", (HERE / "good" / "full.yaml").read_bytes())
    assert source.problems == ()
    advice = advice_on(source, tuple(cards_from(source.file))).problems
    assert [one.message for one in advice if one.rule in {"missing", "takeaway"}] == [
        "no `points`: add two to four that it must hold",
        "no `takeaway`: add the sentence to open with",
        "no answer yet, so it is asked as an open question: add `strong`",
    ]


def test_a_file_of_type_guide_is_a_guide():
    file = read_source("g", (HERE / "good" / "guide.yaml").read_bytes()).file
    assert isinstance(file, Guide)
    assert file.name == "Ownership"


@pytest.mark.parametrize(
    "text",
    ["no", "12:30", "2024-01-01", "0x1F", "null", "~", "1.50", "1_000", "true", ".5", "=", "a: b"],
)
def test_a_text_stays_the_text_that_was_written(text):
    assert story(f"overview: '{text}'").overview == text
    if ": " not in text:
        assert story(f"overview: {text}").overview == text


@pytest.mark.parametrize(
    ("written", "own"), [("yes", True), ("no", False), ("true", True), ("Off", False)]
)
def test_yes_and_no_are_read_where_yes_or_no_is_wanted(written, own):
    assert story(f"own: {written}").own is own


@pytest.mark.parametrize("empty", ["", " ''", ' "  "', " |\n", " >-\n\n"])
def test_an_empty_value_is_missing(empty):
    file = story(
        f"steps:\n  situation:\n    example:{empty}\n  reflection: {{by_level: {{sde2: }}}}\n"
    )
    assert file.steps.situation.example is None
    assert file.steps.reflection.by_level == {}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing():
    data = (HERE / "good" / "full.yaml").read_bytes()
    plain = read_source("a", data)
    windows = read_source("a", b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert windows.file == plain.file
    assert windows.problems == plain.problems
    assert windows.position(("probes", 1)) == plain.position(("probes", 1))


def test_positions_are_those_of_keys_and_items():
    source = read(NAMED + "probes:\n  - id: x\n    ask: X?\n  - {id: y, ask: Y?}\n")
    assert source.position(("probes",)) == (5, 1)
    assert source.position(("probes", 0)) == (6, 5)
    assert source.position(("probes", 0, "ask")) == (7, 5)
    assert source.position(("probes", 1, "ask")) == (8, 13)


def test_what_a_file_does_not_have_stands_where_its_nearest_parent_does():
    source = read(NAMED + "steps:\n  task: {seconds: 20}\n")
    assert source.position(("steps", "task", "mistake", "line")) == source.position(
        ("steps", "task")
    )
    assert source.position(("probes", 4, "ask")) == (1, 1)


def test_a_mere_text_stands_where_its_parts_would():
    source = read(NAMED + "steps:\n  task:\n    key_phrases: [nobody asked]\n")
    assert source.position(("steps", "task", "key_phrases", 0, "text")) == (7, 19)


def test_problems_come_in_the_order_of_the_file():
    for path in BAD:
        problems = read_source(path.name, path.read_bytes()).problems
        places = [(problem.line, problem.column) for problem in problems]
        assert places == sorted(places)


def test_a_file_with_a_fault_has_no_scenario():
    for path in BAD:
        assert read_source(path.name, path.read_bytes()).file is None or path.stem.startswith(
            "settings"
        )


def test_thirty_two_levels_are_deep_enough_and_one_more_is_too_deep():
    assert "too-large" not in rules(read(NAMED + f"overview: {'[' * 31}{']' * 31}\n"))
    assert rules(read(NAMED + f"overview: {'[' * 32}{']' * 32}\n")) == ["too-large"]


def test_fifty_thousand_values_are_enough():
    many = ", ".join(["a"] * 49_980)
    assert errors(read(NAMED + f"asked: [{many}]\n")) == []
    assert rules(read(NAMED + f"asked: [{many}, {many}]\n")) == ["too-large"]


def test_a_megabyte_is_enough():
    assert errors(read((NAMED + "overview: ").ljust(1_000_000, "x"))) == []
    assert rules(read((NAMED + "overview: ").ljust(1_000_001, "x"))) == ["too-large"]


@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[[a, ", "&a [", "!!x {", "[? "])
@pytest.mark.parametrize("where", ["", NAMED + "overview: "], ids=["alone", "inside"])
def test_nesting_without_end_is_a_problem_and_not_a_crash(opening, where):
    source = read(where + opening * 200_000)
    assert source.file is None
    assert rules(source)


@pytest.mark.parametrize("line", ["k{}: x", "'a\\tk{}':", "k{}: {{id: X{}}}"])
def test_thousands_of_faults_are_told_fast_and_not_one_by_one(line):
    text = NAMED + "\n".join(line.format(n, n) for n in range(12_000))
    problems = read(text).problems
    assert len(problems) == 301
    assert problems[-1].message.startswith("and ")


def test_a_number_of_five_thousand_digits_is_one_problem():
    assert rules(read(NAMED + f"steps: {{task: {{seconds: {'9' * 5000}}}}}\n")) == ["number"]


def test_a_line_of_unseen_characters_is_one_problem():
    problems = read(NAMED + "# \x01\x02\n" * 30_000).problems
    assert len(problems) == 301


def test_a_hash_that_cuts_a_text_short_is_told():
    source = read(NAMED.replace("title: b", "title: Fixed #12 of many"))
    assert source.file is not None
    assert [problem[1:4] for problem in source.problems if problem.rule == "comment"] == [
        (2, 13, "comment")
    ]
    assert "comment" not in {problem.rule for problem in read(NAMED + "own: yes # mine\n").problems}


# PyYAML's own parser takes a `?` between brackets for syntax, reads half a character from its
# escape, and lets directives pass that it does not know.
STRICTER = {"surrogate-escape", "unknown-directive"}
ALIKE = [path for path in GOOD + BAD if b"?" not in path.read_bytes() and path.stem not in STRICTER]


@pytest.mark.parametrize("path", ALIKE, ids=lambda path: path.stem)
def test_both_parsers_of_yaml_read_the_same(path, monkeypatch):
    """Only where and why the parser itself gives up may differ."""
    fast = tree_of(path.read_bytes())
    monkeypatch.setattr(tree, "Parser", SlowParser)
    slow = tree_of(path.read_bytes())
    assert slow.data == fast.data
    if fast.data is not None:
        assert slow._replace(marks=fast.marks) == fast


@pytest.mark.parametrize(
    "text", ['a: "\\U00110000"', 'a: "\\UFFFFFFFF"', "%YAML " + "1" * 5000 + ".1\n---"]
)
def test_what_stops_a_parser_is_a_problem(text, monkeypatch):
    assert rules(read(text)) == ["yaml"]
    monkeypatch.setattr(tree, "Parser", SlowParser)
    assert rules(read(text)) == ["yaml"]


def test_what_a_prompt_imports_of_content_is_light():
    code = (
        "import sys, lpcards.story.together, lpcards.story.fault; "
        "heavy = {'yaml', 'pydantic', 'dataclasses', 'difflib', 'unicodedata'} & set(sys.modules); "
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
