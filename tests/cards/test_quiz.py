from stories import made, story

PUMP = {
    "id": "pump",
    "ask": "Which line tells most?",
    "options": ["We pumped.", "I set two pumps.", "It was pumped."],
    "answer": "I set two pumps.",
    "why": "somebody did something.",
}


def test_the_options_stay_in_the_authors_order_beside_the_question():
    card = made(story(quizzes=[PUMP]), "quiz")["pump"]
    assert card.top == "Cellar · choose, say why"
    assert card.front == "Which line tells most?"
    assert card.options == ("We pumped.", "I set two pumps.", "It was pumped.")


def test_the_right_option_comes_before_its_reason():
    card = made(story(quizzes=[PUMP]), "quiz")["pump"]
    assert card.back == "I set two pumps.\nBecause: somebody did something."


def test_a_quiz_without_an_answer_makes_no_card():
    assert made(story(quizzes=[{"id": "pump", "ask": "Which?"}]), "quiz") == {}
