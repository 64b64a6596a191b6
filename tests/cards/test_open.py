from stories import made, story

ASKED = {"id": "how-deep", "ask": "How deep was it?", "tests": "figures"}


def test_an_unanswered_probe_is_an_open_card():
    card = made(story(probes=[ASKED]), "open")["how-deep"]
    assert card.front == '"How deep was it?"'
    assert card.hint == "figures"
    assert "Write the answer" in card.back


def test_an_answered_probe_is_no_longer_open():
    for strong in ("40 cm.", {"points": ["40 cm"]}, {"takeaway": "Deep."}):
        assert made(story(probes=[{**ASKED, "strong": strong}]), "open") == {}


def test_a_weak_answer_alone_leaves_the_probe_open():
    assert list(made(story(probes=[{**ASKED, "weak": "Rather deep."}]), "open")) == ["how-deep"]


def test_each_probe_is_either_open_or_asked():
    probes = [ASKED, {"id": "who", "ask": "Who?", "strong": "I."}]
    file = story(probes=probes)
    assert set(made(file, "open")) == {"how-deep"}
    assert set(made(file, "probe")) == {"who"}
