"""Which stories are asked: --content, projects, the learner's folder, the library."""

import pytest

OWN = """\
id: {id}
title: {id} retold
short: Mine
principle: dive-deep
probes:
  - {{id: why, ask: Why?, strong: {{answer: So., points: [one, two], takeaway: Because.}}}}
"""
WHOLE = f"""{OWN}\
steps:
  situation: {{{{key_phrases: [wet, rising]}}}}
  task: {{{{key_phrases: [mine, alone]}}}}
  action: {{{{key_phrases: [I pumped, I dug]}}}}
  result: {{{{needs: {{{{metric: from 3 to 0, business: one week saved}}}}}}}}
"""


@pytest.fixture
def write(home):
    """Return a function that writes a story of one probe, or other text, below the home."""

    def written(path, text=OWN):
        path = home / path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(id=path.stem), encoding="utf-8")
        return path

    return written


def stories(lp, *options, **found):
    return [story["id"] for story in lp(*options, "list", "--json", **found).json]


def examples(lp):
    answer = lp("list", "--json").json
    return [one for one in answer if one["type"] == "scenario" and not one["own"]]


LEARNER = ".local/share/lpcards/content"


def test_a_new_learner_has_the_library_and_cards_for_today(lp):
    assert "general" in stories(lp)
    assert lp("due", "--json").json["new"] == 10


def test_a_named_folder_is_the_only_one(lp, write):
    write("a/one.yaml")
    write("b/two.yaml")
    write(f"{LEARNER}/mine.yaml")
    assert stories(lp, "--content", "a") == ["one"]
    assert stories(lp, "--content", "a", "--content", "b") == ["one", "two"]


def test_folders_may_be_named_by_the_environment(lp, write, home, monkeypatch):
    write("a/one.yaml")
    write("b/two.yaml")
    monkeypatch.setenv("LPCARDS_CONTENT", f"{home}/a:{home}/b")
    assert stories(lp) == ["one", "two"]
    assert stories(lp, "--content", "b") == ["two"]
    monkeypatch.setenv("LPCARDS_CONTENT", "")
    assert "general" in stories(lp)


def test_of_two_named_folders_the_first_has_the_say(lp, write):
    write("a/same.yaml")
    write("b/same.yaml", OWN.replace("retold", "elsewhere"))
    [story] = lp("--content", "b", "--content", "a", "list", "--json").json
    assert story["title"] == "same elsewhere"


def test_a_project_is_found_from_a_folder_inside_it(lp, write, home, monkeypatch):
    write("project/lpcards.yaml", "library: no\nnew: 0\n")
    write("project/content/mine.yaml")
    write(f"{LEARNER}/other.yaml")
    monkeypatch.chdir(home / "project/content")
    assert stories(lp) == ["mine"]
    assert lp("due", "--json").json["new"] == 0


def test_the_learner_s_folder_comes_before_the_library_and_can_be_alone(lp, write):
    write(f"{LEARNER}/mine.yaml")
    assert {"mine", "general"} <= set(stories(lp))
    write(".config/lpcards/lpcards.yaml", "library: no")
    assert stories(lp) == ["mine"]


def test_a_story_of_the_learner_replaces_the_library_s(lp, write):
    [theirs] = examples(lp)[:1]
    mine = write(f"{LEARNER}/{theirs['id']}.yaml")
    [story] = [one for one in lp("list", "--json").json if one["id"] == theirs["id"]]
    assert (story["own"], story["path"], story["cards"]) == (True, str(mine), 1)
    assert lp("show", f"{theirs['id']}/probe/why", "--json").json["source"]["path"] == str(mine)


def kinds(lp, *options):
    """Yield owner and kind of what is new, as it comes."""
    cards = {card["id"]: card for card in lp("cards", "--json").json}
    values = {story["id"]: story for story in lp("list", "--json").json}
    while card := lp("next", *options, "--json").json:
        story = values[cards[card["id"]]["scenario"]]
        yield "guide" if story["type"] == "guide" else story["own"], card["kind"]
        lp("suspend", *_like(cards, card))


def _like(cards, card):
    """Return the cards of the same kind and story: one of them is enough."""
    same = ("kind", "scenario")
    return [one["id"] for one in cards.values() if all(one[key] == card[key] for key in same)]


def test_without_a_story_of_one_s_own_the_examples_are_asked(lp):
    assert (False, "probe") in kinds(lp)


def examples_asked(lp):
    asked = {kind for own, kind in kinds(lp) if own is False}
    lp("resume", "*")
    return asked


def test_examples_give_what_the_setting_says(lp, write):
    write(f"{LEARNER}/mine.yaml")
    assert examples_asked(lp) == {"step", "result", "probe", "disqualifier"}
    write(".config/lpcards/lpcards.yaml", "examples: none")
    assert examples_asked(lp) == set()
    write(".config/lpcards/lpcards.yaml", "examples: carry-over")
    assert examples_asked(lp) == set()
    write(".config/lpcards/lpcards.yaml", "examples: carry-over\nkinds: [probe, weak, quiz]")
    assert examples_asked(lp) == {"weak", "quiz"}


def test_once_a_story_of_one_s_own_is_whole_the_worked_example_sleeps(lp, write):
    write(f"{LEARNER}/mine.yaml", WHOLE)
    assert examples_asked(lp) == set()


def test_examples_can_all_stay(lp, write):
    write(f"{LEARNER}/mine.yaml")
    write(".config/lpcards/lpcards.yaml", "examples: all")
    wanted = {(True, "probe"), (False, "probe")}
    assert any(not (wanted := wanted - {one}) for one in kinds(lp))


def test_an_example_that_is_named_is_asked_all_the_same(lp, write):
    write(f"{LEARNER}/mine.yaml")
    [theirs] = [one["id"] for one in examples(lp)][:1]
    assert (False, "probe") in kinds(lp, "--scenario", theirs)


def test_a_story_in_a_folder_of_one_s_own_may_say_that_it_is_an_example(lp, write):
    write("a/one.yaml", OWN + "own: no\n")
    write("a/two.yaml")
    answer = lp("--content", "a", "list", "--json").json
    assert {story["id"]: story["own"] for story in answer} == {"one": False, "two": True}
    assert lp("--content", "a", "due", "--json").json["new"] == 2
    write("a/two.yaml", WHOLE)
    while card := lp("--content", "a", "next", "--json").json:
        assert card["scenario"] == "two"
        lp("--content", "a", "suspend", card["id"])


def test_switched_off_kinds_are_no_new_cards_but_named_ones_are(lp, write):
    write("a/one.yaml")
    write("lpcards.yaml", "kinds: quiz")
    assert lp("--content", "a", "due", "--json").json["new"] == 0
    assert lp("--content", "a", "due", "--kind", "probe", "--json").json["new"] == 1


def test_settings_say_what_is_in_force_and_from_where(lp, write, home):
    write("lpcards.yaml", "new: 4\nlibrary: no")
    answer = lp("settings", "--json").json
    assert (answer["settings"]["new"], answer["settings"]["reviews"]) == (4, 100)
    assert answer["file"] == f"{home}/lpcards.yaml"
    assert answer["content"] == [f"{home}/{LEARNER}"]
    assert answer["log"] == f"{home}/.local/share/lpcards/reviews.db"
    assert "new: 4\n" in lp("settings").out


def test_the_log_may_lie_elsewhere(lp, home, monkeypatch):
    lp("--db", "a.db", "suspend", "general/*")
    monkeypatch.setenv("LPCARDS_DB", str(home / "b.db"))
    lp("suspend", "general/*")
    assert lp("log").lines
    assert {path.name for path in home.rglob("*.db") if "cards-" not in path.name} == {
        "a.db",
        "b.db",
    }


@pytest.mark.parametrize("option", ["--content", "--db", "--now"])
def test_an_empty_option_is_no_silent_default(lp, option):
    assert "empty" in lp(option, "", "due", code=2, now=None).err


def test_a_folder_that_is_not_there_is_a_fault(lp):
    result = lp("--content", "nowhere", "due", code=1)
    assert result.err.count("\n") == 1
    assert "nowhere" in result.err
