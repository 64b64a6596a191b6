"""Answers go into the author's file at their place; nothing else in it changes."""

import copy
import json
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.story.tree import tree_of
from lpcards.story.writing_answers import with_item, with_text
from lpcards.system.problem import UserFault

HEAD = "id: a\ntitle: b\nshort: c\nprinciple: ownership\n"
HERE = Path(__file__).parent.parent
LONG = " ".join(["I asked Ana: was it hers? 'No', she said # and went on to the next one."] * 3)

answers = st.lists(
    st.one_of(
        st.sampled_from(
            ["no", "-", "#", ":", "a:", "'", '"', "{x}", "[", "&a", "*", "%", "1,5", "|"]
        ),
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp"]), min_size=1),
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


def answered(body: str, place, text="I saw it.", inner="answer") -> str:
    """Return what comes of a file's part behind the head."""
    after = with_text((HEAD + body).encode(), place, text, inner).decode()
    assert after.startswith(HEAD)
    return after.removeprefix(HEAD)


STRONG = ("probes", 0, "strong")
BUSINESS = ("steps", "result", "needs", "business")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "probes:\n  - id: x # c\n    ask: Why? # d\n# e\n",
            "probes:\n  - id: x # c\n    ask: Why? # d\n    strong: I saw it.\n# e\n",
        ),
        (
            "probes:\n- id: x\n  strong:   # mine\n  ask: Why?",
            "probes:\n- id: x\n  strong: I saw it.   # mine\n  ask: Why?",
        ),
        (
            "probes: [{id: x, ask: Why?}]\n",
            'probes: [{id: x, ask: Why?, strong: "I saw it."}]\n',
        ),
        (
            "probes:\n  - id: x\n    strong:\n      answer:\n      points: []\n",
            "probes:\n  - id: x\n    strong:\n      answer: I saw it.\n      points: []\n",
        ),
        (
            "probes:\n  - strong: ''\n    id: x\n",
            "probes:\n  - strong: 'I saw it.'\n    id: x\n",
        ),
        (
            "probes:\n  - id: x\n    ask: |+\n      Why?\n\n\nwas: []\n",
            "probes:\n  - strong: I saw it.\n    id: x\n    ask: |+\n      Why?\n\n\nwas: []\n",
        ),
    ],
)
def test_an_answer_goes_where_its_question_is(before, after):
    assert answered(before, STRONG) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "steps:\n  result:\n    needs:\n      business: I saw it.\n"),
        ("steps:\n", "steps:\n  result:\n    needs:\n      business: I saw it.\n"),
        (
            "steps:\n  result:\n    example: x\n\n# end\n",
            "steps:\n  result:\n    example: x\n    needs:\n      business: I saw it.\n\n# end\n",
        ),
        (
            "steps: {result: {needs: {metric: x}}}\n",
            'steps: {result: {needs: {metric: x, business: "I saw it."}}}\n',
        ),
    ],
)
def test_what_leads_to_the_place_is_made(before, after):
    written = answered(before, BUSINESS)
    assert written.replace("\n", "") == after.replace("\n", "")
    assert (
        tree_of((HEAD + written).encode()).data["steps"]["result"]["needs"]["business"]
        == "I saw it."
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("about 4K # sure", '{text: about 4K, source: "I saw it."} # sure'),
        ("'about 4K'", "{text: 'about 4K', source: \"I saw it.\"}"),
        ("about 4K, or so", "{text: 'about 4K, or so', source: \"I saw it.\"}"),
    ],
)
def test_a_mere_text_takes_in_more(before, after):
    start = "steps:\n  result:\n    needs:\n      business: "
    written = answered(f"{start}{before}\n", (*BUSINESS, "source"), inner="text")
    assert written == f"{start}{after}\n"


def test_a_text_of_several_lines_moves_below_a_key_of_its_own():
    before = "steps:\n  result:\n    needs:\n      business: >-\n        about\n        4K\n"
    written = answered(before, (*BUSINESS, "source"), inner="text")
    needs = tree_of((HEAD + written).encode()).data["steps"]["result"]["needs"]
    assert needs == {"business": {"text": "about 4K", "source": "I saw it."}}


def test_a_long_answer_is_folded_below_its_key():
    written = answered("probes:\n  - id: x\n    ask: Why?\n", STRONG, LONG)
    assert "    strong: >-\n      I asked" in written
    assert max(map(len, written.splitlines())) <= 96


@pytest.mark.parametrize("body", ["probes:\n  - {id: x, ask: y, strong: z}\n", "probes:\n  - [\n"])
def test_what_is_answered_or_broken_is_left_alone(body):
    with pytest.raises(UserFault):
        with_text((HEAD + body).encode(), STRONG, "I saw it.", "answer")


@pytest.mark.parametrize("text", ["no", "Null", "true", "on"])
def test_what_others_would_not_read_as_text_is_quoted(text):
    assert answered("probes:\n  - id: x\n", STRONG, text).endswith(f'strong: "{text}"\n')


@pytest.mark.parametrize("text", ["", "  ", "\x1b\x07"])
def test_nothing_is_no_answer(text):
    with pytest.raises(UserFault):
        with_text((HEAD + "probes: [{id: x, ask: y}]\n").encode(), STRONG, text, "answer")


NEW = {"id": "who", "ask": "Who: you?"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'probes:\n  - id: who\n    ask: "Who: you?"'),
        (
            "probes: # mine\n#  - id: x\n",
            'probes: # mine\n  - id: who\n    ask: "Who: you?"\n#  - id: x\n',
        ),
        ("probes: []\n", 'probes: [{id: "who", ask: "Who: you?"}]\n'),
        ("probes:\n- id: x\n\n# z\n", 'probes:\n- id: x\n- id: who\n  ask: "Who: you?"\n\n# z\n'),
        ("probes: [{id: x},]\n", 'probes: [{id: x}, {id: "who", ask: "Who: you?"},]\n'),
    ],
)
def test_an_item_goes_behind_the_last_one(before, after):
    written = with_item((HEAD + before).encode(), "probes", NEW).decode()
    assert written.removeprefix(HEAD).strip() == after.strip()


GUIDE = "type: guide\n" + HEAD


@pytest.mark.parametrize(
    ("before", "item", "text"),
    [
        (
            "met: Why?\n",
            "met:\n  - Why?\n  - id: x\n    ask: So\n",
            "met:\n  - ask: Why?\n    story: bus\n",
        ),
        (
            "met: >- # a\n  Why\n  so?\n# b\n",
            "met:\n  - >- # a\n      Why\n      so?\n  - id: x\n    ask: So\n# b\n",
            "met:\n  - ask: >- # a\n      Why\n      so?\n    story: bus\n# b\n",
        ),
        (
            "met:\n  Why? # a\nwas: x\n",
            "met:\n  -\n      Why? # a\n  - id: x\n    ask: So\nwas: x\n",
            "met:\n  - ask:\n      Why? # a\n    story: bus\nwas: x\n",
        ),
        (
            "met: [Why?]\n",
            'met: [Why?, {id: "x", ask: "So"}]\n',
            "met: [{ask: 'Why?', story: \"bus\"}]\n",
        ),
    ],
)
def test_one_text_in_place_of_a_list_takes_in_more(before, item, text):
    data = (GUIDE + before).encode()
    assert with_item(data, "met", {"id": "x", "ask": "So"}).decode() == GUIDE + item
    assert with_text(data, ("met", 0, "story"), "bus", "ask").decode() == GUIDE + text


def test_one_text_between_brackets_takes_in_more():
    before = '{"type": "guide", "id": "a", "met": "Why?"}'
    written = with_text(before.encode(), ("met", 0, "story"), "bus", "ask").decode()
    assert written == '{"type": "guide", "id": "a", "met": [{"ask": "Why?", "story": "bus"}]}'
    assert json.loads(with_item(before.encode(), "met", {"id": "x"}))["met"] == [
        "Why?",
        {"id": "x"},
    ]


def test_a_file_in_json_stays_json():
    before = json.dumps({"id": "a", "probes": [{"id": "x", "ask": "Why?"}]}, indent=1)
    written = with_item(before.encode(), "probes", NEW)
    assert json.loads(written)["probes"][1] == NEW
    written = with_text(written, ("probes", 0, "strong"), "So.", "answer")
    assert json.loads(written)["probes"][0]["strong"] == "So."


def is_subsequence(before: str, after: str) -> bool:
    rest = iter(after)
    return all(character in rest for character in before)


def json_or_text(written):
    """Return a value of its own: two that are one would be written as an alias."""
    return json.loads(written) if written else written


texts = st.sampled_from(
    ["one", "a: b", "- c", "it's # here", LONG, "line\nline", "é", "12:30", "no"]
)
need = st.one_of(texts, st.fixed_dictionaries({"text": texts}, optional={"hint": texts}))
probe = st.fixed_dictionaries(
    {"id": st.just("x"), "ask": texts},
    optional={
        "tests": texts,
        "weak": texts,
        "hint": texts,
        "strong": st.sampled_from(["", "{}"]).map(json_or_text),
    },
)
documents = st.fixed_dictionaries(
    {"id": texts},
    optional={
        "overview": texts,
        "steps": st.fixed_dictionaries(
            {},
            optional={
                "action": st.just({"beats": [{"id": "b", "name": "n"}]}),
                "result": st.fixed_dictionaries(
                    {},
                    optional={
                        "example": texts,
                        "needs": st.fixed_dictionaries(
                            {}, optional={"metric": need, "business": need}
                        ),
                    },
                ),
            },
        ),
        "probes": st.lists(probe, max_size=3),
        "asked": st.lists(texts, max_size=2),
        "was": st.just([]),
    },
)


@st.composite
def files(draw):
    """Draw a file as some hand or other may have written it."""
    written = yaml.dump(
        draw(documents),
        sort_keys=draw(st.booleans()),
        default_flow_style=draw(st.sampled_from([False, None, True])),
        default_style=draw(st.sampled_from([None, None, "'", '"', "|", ">"])),
        indent=draw(st.integers(2, 5)),
        width=draw(st.sampled_from([20, 60, 1000])),
        allow_unicode=True,
    )
    lines = written.splitlines()
    plain = tree_of(written.encode()).data
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines)))
        more = [
            *lines[:at],
            draw(st.sampled_from(["", "# a remark", "   # - deeper: x"])),
            *lines[at:],
        ]
        if tree_of("\n".join(more).encode()).data == plain:
            lines = more
    ends = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from([b"", b"\xef\xbb\xbf"]))
    return mark + ends.join([*lines, *draw(st.sampled_from([[], [""]]))]).encode()


PLACES = (
    (BUSINESS, "text"),
    ((*BUSINESS, "source"), "text"),
    (("steps", "result", "needs", "second_order"), "text"),
    (STRONG, "answer"),
    (("probes", 1, "strong"), "answer"),
)


@given(files(), st.sampled_from(PLACES), answers)
@example(b"id: a\nsteps: {result: {needs: {}}}", PLACES[0], "x")
def test_an_answer_changes_its_own_place_and_no_other_byte(data, where, text):
    place, inner = where
    before = tree_of(data).data
    if place[0] == "probes" and len(before.get("probes", ())) <= place[1]:
        return
    try:
        after = with_text(data, place, text, inner)
    except UserFault:
        assert is_hard(before, place)
        return
    assert is_subsequence(data.decode(), after.decode())
    holds_only(before, tree_of(after).data, place, " ".join(text.split()))


def is_hard(before, place):
    """Say whether there is something already, or a text that would have to become a mapping."""
    at = before
    for step in place:
        if isinstance(at, str):
            return True
        at = at[step] if isinstance(step, int) else at.get(step, {})
    return isinstance(at, str) or "text" in at


def holds_only(before, after, place, text):
    """Check that the data differ in this text alone."""
    written = copy.deepcopy(after)
    at = written
    for step in place[:-1]:
        at = at[step]
    value = at.pop(place[-1])
    assert text in (value, *(value.values() if isinstance(value, dict) else ()))
    left = tree_of(yaml.dump(before).encode()).data
    for key in ("id", "overview", "asked", "was"):
        assert written.get(key) == left.get(key)
    assert len(written.get("probes") or ()) == len(left.get("probes") or ())


@given(files(), answers)
def test_a_new_item_is_the_last_and_no_other_byte_changes(data, text):
    before = tree_of(data).data
    after = with_item(data, "probes", {"id": "new", "ask": text})
    assert is_subsequence(data.decode(), after.decode())
    written = tree_of(after).data
    assert written.pop("probes") == [
        *(before.pop("probes", None) or []),
        {"id": "new", "ask": " ".join(text.split())},
    ]
    assert written == before


@pytest.mark.parametrize("path", sorted((HERE / "good").glob("*.yaml")), ids=lambda one: one.stem)
def test_the_good_files_take_one_more_probe(path):
    data = path.read_bytes()
    after = with_item(data, "probes", NEW)
    assert is_subsequence(data.decode(), after.decode())
    assert tree_of(after).data["probes"][-1] == NEW
