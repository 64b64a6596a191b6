"""What only several files together can show."""

import json

from hypothesis import given
from hypothesis import strategies as st

from lpcards.story.principles import PRINCIPLES
from lpcards.story.reading import read_source
from lpcards.story.together import Summary, problems_together, summary_of


def summary(story: str, text: str = "", root: int = 0, **parts: str) -> Summary:
    named = {"id": story, "title": "x", "short": "x", "principle": "ownership", **parts}
    lines = "".join(f"{key}: {value}\n" for key, value in named.items())
    return summary_of(read_source(f"stories/{story}-{root}.yaml", (lines + text).encode()), root)


def messages(*summaries: Summary) -> list[str]:
    return [f"{problem} [{problem.rule}]" for problem in problems_together(summaries)]


def test_stories_of_different_ids_are_in_order():
    assert messages(summary("a"), summary("b", was="[c]"), summary("d", also="[dive-deep]")) == []


def test_an_id_twice_in_one_folder_is_told_at_the_copy():
    first, second = summary("a"), summary("a", "also: [nonsense]")
    assert messages(second._replace(path="stories/A long name.yaml"), first) == [
        (
            "stories/A long name.yaml:1:5: a copy of `a-0.yaml` (line 1)? Its id is `a` too,"
            " so this file is ignored: delete it, or give it another id [duplicate-id]"
        )
    ]


def test_a_story_of_the_earlier_folder_replaces_one_of_the_same_id():
    assert messages(summary("a", was="[b]"), summary("a", was="[b]", root=1)) == []


def test_a_former_id_that_is_in_use_is_told():
    assert messages(summary("a", was="[b]"), summary("b")) == [
        (
            "stories/a-0.yaml:5:7: `b` is in use in `b-0.yaml` (line 1):"
            " take it out of `was`, or give that file a new id [was]"
        )
    ]


def test_a_former_id_of_two_files_is_told_once():
    assert messages(summary("a", was="[c]"), summary("b", was="[c]")) == [
        (
            "stories/b-0.yaml:5:7: `c` is a former id of `a-0.yaml` (line 1) too:"
            " keep one of them [was]"
        )
    ]


def test_a_cycle_of_renames_is_told_at_each_of_its_files():
    cycle = summary("a", was="[c]"), summary("b", was="[a]"), summary("c", was="[b]")
    assert [line.split(":")[0] for line in messages(*cycle)] == [file.path for file in cycle]


def test_a_chain_of_renames_is_in_order():
    assert messages(summary("c", was="[a, b]"), summary("d")) == []


def test_a_principle_that_is_none_is_told_wherever_it_stands():
    text = "also: [dive-dep]\npivots:\n  - principle: earn-trast\n"
    assert messages(summary("a", text, principle="ownershp")) == [
        (
            "stories/a-0.yaml:4:12: `ownershp` is not a principle;"
            " did you mean `ownership`? [principle]"
        ),
        (
            "stories/a-0.yaml:5:8: `dive-dep` is not a principle;"
            " did you mean `dive-deep`? [principle]"
        ),
        (
            "stories/a-0.yaml:7:16: `earn-trast` is not a principle;"
            " did you mean `earn-trust`? [principle]"
        ),
    ]


def test_a_guide_may_name_a_principle_of_its_own():
    story = summary("a", principle="kindness")
    [said] = messages(story)
    assert "`kindness` is not a principle; the principles are customer-obsession, own" in said
    assert said.endswith(", or one that a guide of yours gives a `name` [principle]")
    assert messages(story, summary("g", type="guide", principle="kindness", name="Kindness")) == []
    assert messages(summary("g", type="guide", principle="kindness")) == [
        (
            "stories/g-0.yaml:4:12: `kindness` is a principle of your own:"
            " give it a `name: ...` here [principle]"
        )
    ]


def test_a_principle_as_people_call_it_is_known_for_what_it_is():
    [said] = messages(summary("a", principle="have-backbone"))
    assert "did you mean `have-backbone-disagree-and-commit`?" in said


def test_only_a_guide_is_for_all_principles():
    everyone = summary("g", type="guide", principle="all", name="Every story")
    assert messages(everyone) == []
    assert messages(everyone, summary("a", principle="all")) == [
        (
            "stories/a-0.yaml:4:12: `all` is for guides only:"
            " name the principle that the story is told for [principle]"
        )
    ]


def test_there_are_sixteen_principles():
    assert len(PRINCIPLES) == 16
    assert messages(*(summary(f"s-{id_}", principle=id_) for id_ in PRINCIPLES)) == []


IDS = st.sampled_from(["a", "b", "c", "ownership", "all", "dive-deep"])
NAMED = st.tuples(IDS, st.integers(1, 9), st.integers(1, 9))
SUMMARIES = st.builds(
    Summary,
    st.sampled_from(["a.yaml", "b.yaml", "x/c.yaml"]),
    st.integers(0, 1),
    st.integers(1, 9),
    st.integers(1, 9),
    IDS,
    st.sampled_from(["scenario", "guide"]),
    st.lists(NAMED, min_size=1, max_size=3).map(tuple),
    st.sampled_from(["", "Name"]),
    st.lists(NAMED, max_size=3).map(tuple),
)


@given(st.lists(SUMMARIES, max_size=5))
def test_summaries_from_a_cache_tell_the_same(summaries):
    kept = [Summary(*one) for one in json.loads(json.dumps(summaries))]
    assert problems_together(kept) == problems_together(summaries)


@given(st.lists(SUMMARIES, max_size=5, unique_by=lambda file: (file.root, file.path)), st.randoms())
def test_the_order_of_the_files_does_not_matter(summaries, random):
    shuffled = random.sample(summaries, len(summaries))
    assert problems_together(shuffled) == problems_together(summaries)


def test_a_theme_names_principles_that_there_are():
    themes = "themes: [{id: late, name: Late, principles: [ownership, owner-ship, fun]}]"
    told = messages(summary("a", themes, type="guide", principle="all"))
    assert [line.split("`")[1] for line in told] == ["owner-ship", "fun"]
    assert told[0].startswith("stories/a-0.yaml:6:57: ")
