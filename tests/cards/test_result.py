from stories import guide, made, story

NEEDS = {
    "metric": {"text": "Water: 40 cm -> 2 cm.", "source": "The gauge on the wall."},
    "business": {"text": "To the tenants: 11 dry cellars.", "source": "Counted by the caretaker."},
    "second_order": "The house next door bought the same pump.",
}


def result(**step: object) -> dict[str, object]:
    return {"steps": {"result": step}}


def test_each_need_has_a_question_of_its_own_told_apart_by_its_last_word():
    cards = made(story(**result(needs=NEEDS)), "result")
    fronts = [cards[f"needs.{part}"].front for part in ("metric", "business", "second-order")]
    assert len({front.split()[-1] for front in fronts}) == 3
    assert cards["needs.metric"].back == "Water: 40 cm -> 2 cm."


def test_what_is_doubted_stands_in_the_question():
    cards = made(story(**result(needs=NEEDS)), "result")
    assert cards["needs.metric-source"].front == '"Water: 40 cm -> 2 cm." How do you know?'
    assert cards["needs.business-source"].front.startswith('"To the tenants: 11 dry cellars."')
    assert cards["needs.business-source"].back == "Counted by the caretaker."
    assert cards["needs.business-source"].top == cards["needs.business"].top


def test_the_whole_waits_for_its_parts_and_a_source_is_its_need_s_sibling():
    cards = made(story(**result(needs=NEEDS, key_phrases=["40 to 2", "11 cellars"])), "result")
    whole = cards.pop("needs.list")
    parts = [f"needs.{need}" for need in ("metric", "business", "second-order")]
    assert whole.after == tuple(cards[part].id for part in parts)
    for name in parts:
        source = cards.get(f"{name}-source")
        assert cards[name].group == f"cellar/{name}".replace("needs.", "result/")
        assert source is None or source.group == cards[name].group


def test_the_result_is_said_aloud_in_its_seconds():
    phrases = [{"text": "40 to 2", "fact": "centimetres", "must": True}, "11 cellars"]
    whole = made(story(**result(seconds=25, key_phrases=phrases)), "result")["needs.list"]
    assert (whole.top, whole.seconds) == ("Cellar · Result · 25 s", 25)
    assert whole.items == ('"40 to 2": centimetres', "11 cellars")
    assert whole.must == (0,)


def test_a_need_is_asked_for_in_its_author_s_words_where_there_are_any():
    worth = {"text": "40 homes are dry.", "ask": "What was it worth to the street?"}
    cards = made(story(**result(needs={"business": worth})), "result")
    assert cards["needs.business"].front == "What was it worth to the street?"
    plain = made(story(**result(needs={"business": worth["text"]})), "result")
    assert plain["needs.business"].front == "What was it worth, and to whom?"
    assert plain["needs.business"].fingerprint == cards["needs.business"].fingerprint


def test_without_key_phrases_the_needs_are_said_aloud():
    whole = made(story(**result(needs=NEEDS)), "result")["needs.list"]
    assert whole.items[0] == "Water: 40 cm -> 2 cm."


def test_the_whole_asks_for_each_part_of_the_result_in_its_author_s_words_or_ours():
    asked = "Say the Result aloud: "
    both = {"metric": NEEDS["metric"], "second_order": "Two more streets."}
    whole = made(story(**result(needs=both)), "result")["needs.list"]
    assert whole.front == f"{asked}what changed, what lasted?"
    phrases = ["40 to 2", "11 cellars"]
    listed = made(story(**result(key_phrases=phrases)), "result")["needs.list"]
    assert listed.front == f"{asked}what changed, what was it worth, what lasted?"
    own = made(story(**result(cue="how deep, how many?", key_phrases=phrases)), "result")
    assert own["needs.list"].front == f"{asked}how deep, how many?"
    assert own["needs.list"].fingerprint != listed.fingerprint


def test_one_need_alone_is_no_list():
    assert list(made(story(**result(needs={"metric": "40 to 2"})), "result")) == ["needs.metric"]


def test_what_any_result_needs_is_asked_once_from_the_guide():
    cards = made(guide(result_needs={"items": ["Metric", "Business", "Second order"]}), "result")
    assert cards["needs.list"].items == ("Metric", "Business", "Second order")
    assert cards["needs.list"].front.endswith("?")


def test_a_source_is_found_at_its_own_place():
    card = made(story(**result(needs=NEEDS)), "result")["needs.business-source"]
    assert card.place == ("steps", "result", "needs", "business", "source")
