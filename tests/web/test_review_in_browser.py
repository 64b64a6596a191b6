"""The review in a real browser: keys, touch, two faces, a server that is killed, two tabs."""

import json
import re
import signal
from contextlib import suppress
from itertools import chain, combinations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import TimeoutError  # noqa: A004  its own

import sizes
from lpcards.cards.card import Card
from lpcards.cards.checklist import proposed_grade
from lpcards.practice.card_json import view_json
from lpcards.practice.card_turn import turn_taken
from lpcards.practice.card_view import Buttons, CardView

pytestmark = [pytest.mark.chromium, pytest.mark.usefixtures("few_cards")]


@pytest.fixture
def context(real_browser):
    made = real_browser.new_context(reduced_motion="reduce")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context, served):
    """Return the review's page, at its first card."""
    opened = context.new_page()
    faults = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: faults.append(said.text) if "Policy" in said.text else None)
    opened.goto(served.login)
    opened.goto(f"{served.url}/review")
    to_question(opened)
    yield opened
    assert faults == []


def to_question(page):
    """Read what is to be read; wait for the question."""
    page.wait_for_function("() => document.querySelector('#asked .clock, #asked .front')")
    page.wait_for_timeout(150)
    while page.locator("button[value=read]").count():
        before = page.inner_text("#asked")
        page.keyboard.press("Space")
        with suppress(TimeoutError):  # no script heard it yet: once more
            until_changed(page, before, 1500)
    page.wait_for_selector("form[data-screen=question]")


def until_changed(page, before, timeout=10_000):
    """Wait until something else is asked or to be read, in words."""
    changed = "before => document.querySelector('#asked')?.innerText !== before"
    page.wait_for_function(changed, arg=before, timeout=timeout)


def events(lp):
    return [json.loads(line) for line in lp("log").out.splitlines()]


def front(page):
    return page.locator(".front").inner_text()


def test_a_card_is_answered_by_keys_without_a_page_load(lp, page):
    page.evaluate("window.same = true")
    first = front(page)
    page.keyboard.press("3")
    assert "Say it first" in page.locator(".said").inner_text()
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    boxes = page.locator("input[name=tick]").count()
    page.keyboard.press("1")
    assert page.locator("input[name=tick]").first.is_checked()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "front => document.querySelector('.front').innerText !== front", arg=first
    )
    assert page.evaluate("window.same")
    [event] = events(lp)
    assert event["grade"] == proposed_grade(boxes, {0})
    assert page.evaluate("document.activeElement.className") == "front"


def test_a_hint_is_shown_once_and_read_aloud_where_it_stands(page):
    page.keyboard.press("h")
    assert page.inner_text("main").count("Hint: ") == 1
    assert page.evaluate("document.activeElement.innerText").startswith("Hint: ")
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")


def test_the_keys_are_shown_and_left_by_escape(page):
    page.keyboard.press("?")
    assert page.locator(".help").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".help").count() == 0
    assert page.evaluate("document.activeElement.className") == "front"


def answer_one(page, grade="4"):
    """Answer the card that is asked by keys; wait for what comes."""
    before = front(page)
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    if page.locator("input[name=tick]").count():
        page.keyboard.press("g")
    page.keyboard.press(grade)
    page.wait_for_function(
        """front => !document.querySelector('form[data-screen=answer]')
        || document.querySelector('.front').innerText !== front""",
        arg=before,
    )


def goes_on(page):
    """Say whether a card is asked; read what is before it."""
    page.wait_for_timeout(200)
    page.wait_for_load_state()
    if "All done" in page.inner_text("main") or page.locator("h1.ended").count():
        return False
    to_question(page)
    return True


def test_a_whole_day_by_keys_ends_with_the_summary(lp, page):
    answered = 0
    while goes_on(page):
        answer_one(page, "5")
        answered += 1
        assert len(events(lp)) == answered
        assert answered < 30
    assert f"{answered} cards in" in page.inner_text("main")
    page.keyboard.press("u")
    page.wait_for_selector("form[data-screen=question]")
    assert "Undone: grade 5" in page.inner_text(".said")


def read_by_touch(page):
    """Read by taps what is to be read; say whether a card is asked after it."""
    while True:
        page.wait_for_selector("form[data-screen=question], button[value=read], h1.ended")
        page.wait_for_timeout(150)
        if not page.locator("button[value=read]").count():
            return not page.locator("h1.ended").count()
        before = page.inner_text("#asked")
        page.tap("button[value=read]")
        until_changed(page, before)


def test_a_day_by_touch_on_a_narrow_phone(lp, real_browser, served):
    context = real_browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(served.login)
    page.goto(f"{served.url}/review")
    count = 0
    while count < sizes.examples(3, 99) and read_by_touch(page):
        page.tap("button[value=show]")
        page.wait_for_selector("form[data-screen=answer]")
        small = page.evaluate(
            """[...document.querySelectorAll('#asked button, #asked label.item, #asked summary')]
            .filter(one => one.offsetParent && one.getBoundingClientRect().height < 44).length"""
        )
        assert small == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        lowest = page.evaluate(
            "document.querySelector('.grades button:last-child').getBoundingClientRect().bottom"
        )
        assert lowest <= 640  # under the thumb, however long the answer is
        if page.locator("label.item").count():
            for box in page.locator("label.item:has(input:enabled)").all():
                box.tap()
            page.tap(".take")
        else:
            page.tap("button[name=grade][value='4']")
        page.wait_for_selector("form[data-screen=answer]", state="detached")
        count += 1
        assert len(events(lp)) == count
    if sizes.LONG:
        assert f"{count} cards in" in page.inner_text("main")
        page.tap("button[value=undo]")
        page.wait_for_selector(".said:has-text('Undone: grade')")
    context.close()


def test_page_and_terminal_answer_at_once(lp, page):
    card = lp("next", "--json").json["id"]
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    lp("grade", card, "4")
    page.click("button[name=grade][value='5']")
    page.wait_for_function("() => document.querySelector('.said').innerText.includes('elsewhere')")
    assert [event["kind"] for event in events(lp)] == ["review", "drill"]


def test_the_terminal_s_answer_is_undone_on_the_page(lp, page):
    lp("grade", lp("next", "--json").json["id"], "4")
    page.keyboard.press("u")
    page.wait_for_function(
        "() => document.querySelector('.said').innerText.includes('Undone: grade 4')"
    )


@pytest.mark.parametrize("grade", ["3", "4"])
def test_a_card_answered_elsewhere_while_its_passage_is_read_is_not_asked(
    lp, context, served, grade
):
    page = context.new_page()
    page.goto(served.login)
    page.goto(f"{served.url}/review")
    page.wait_for_selector("#asked .front")
    page.wait_for_timeout(500)
    assert page.locator("button[value=read]").count()
    card = lp("next", "--json").json
    lp("grade", card["id"], grade)
    to_question(page)
    assert front(page) != card["front"]
    answer_one(page)
    assert [event["kind"] for event in events(lp)] == ["review", "review"]
    assert "elsewhere" not in page.inner_text(".said")


def test_an_undo_whose_answer_was_lost_is_not_done_twice(lp, page):
    for _ in range(2):
        answer_one(page)
        to_question(page)

    def lost(route):
        route.fetch()
        route.abort()

    page.route("**/api/review", lost)
    page.keyboard.press("u")
    page.wait_for_selector(".said:has-text('That has to wait')")
    page.unroute("**/api/review")
    page.keyboard.press("u")
    page.wait_for_selector(".said:has-text('it counts once'), .said:has-text('Undone')")
    assert [event["kind"] for event in events(lp)].count("undo") == 1


def test_what_another_program_left_at_this_address_stops_nothing(lp, page):
    for text in ("{", "null", "7", '{"at": 1}'):
        page.evaluate(
            """text => localStorage.setItem(
            `lpcards:answer:${document.getElementById('kept').dataset.log}:0${text}`, text)""",
            text,
        )
    page.evaluate("sessionStorage.setItem('lpcards:turn', '{')")
    answer_one(page)
    to_question(page)
    assert len(events(lp)) == 1


def test_an_answer_kept_for_another_log_is_not_sent_to_this_one(lp, page, served, context):
    served.kill()
    answer_one(page)
    to_question(page)
    other = page.evaluate(
        """() => { const name = Object.keys(localStorage).find(one => one.includes('answer'));
        const other = name.replace(document.getElementById('kept').dataset.log, '0'.repeat(16));
        localStorage.setItem(other, localStorage.getItem(name));
        localStorage.removeItem(name);
        return other; }"""
    )
    served.start()
    page.goto(served.login)
    page.goto(f"{served.url}/review")
    to_question(page)
    assert events(lp) == []
    assert page.evaluate("name => localStorage.getItem(name)", other)


def test_who_logs_out_leaves_only_answers_that_wait_in_the_browser(page, context, served):
    other = context.new_page()
    other.goto(f"{served.url}/review")
    to_question(other)
    page.click("summary")
    page.click("button[value=typing]")
    page.wait_for_selector("textarea[name=typed]:visible")
    page.keyboard.type("Secret words")
    kept = "Object.values(sessionStorage).concat(Object.keys(localStorage))"
    assert "Secret words" in str(page.evaluate(kept))
    waiting = "lpcards:answer:other-log:1"
    page.evaluate("name => localStorage.setItem(name, '{}')", waiting)
    page.click("text=Log this browser out")
    page.wait_for_selector("h1:has-text('Log in')")
    assert page.evaluate(kept) == [waiting]
    other.reload()
    other.wait_for_selector("h1:has-text('Log in')")
    assert other.evaluate(kept) == [waiting]


def test_what_was_done_is_undone_also_before_a_passage(page):
    for _ in range(12):
        answer_one(page)
        page.wait_for_timeout(200)
        if page.locator("button[value=read]").count():
            break
    assert page.locator("button[value=read]").count(), "no passage came"
    page.keyboard.press("u")
    page.wait_for_function(
        "() => document.querySelector('.said').innerText.includes('Undone: grade 4')"
    )


def test_each_card_says_which_it_is_of_how_many(page, served):
    places = [page.inner_text(".place")]
    for _ in range(2):
        answer_one(page)
        to_question(page)
        places.append(page.inner_text(".place"))
    served.kill()
    answer_one(page)
    to_question(page)
    places.append(page.inner_text(".place"))
    assert [re.search(r"(\d+) of \d+", place)[1] for place in places] == ["1", "2", "3", "4"]


def test_answers_given_while_the_server_is_dead_are_recorded_once(lp, page, served, context):
    answer_one(page)
    to_question(page)
    served.kill()
    fronts = []
    for _ in range(3):
        fronts.append(front(page))
        answer_one(page)
        to_question(page)
    assert "3 answers are kept here" in page.inner_text(".away")
    assert f"--port {served.port}" in page.inner_text(".away")
    assert len(events(lp)) == 1
    served.start()
    page.wait_for_function(
        "() => document.querySelector('.away').innerText.includes('Open the link')"
    )
    other = context.new_page()
    other.goto(served.login)
    other.goto(f"{served.url}/review")
    page.bring_to_front()
    page.wait_for_function("() => !document.querySelector('.away').innerText", timeout=60_000)
    assert [event["kind"] for event in events(lp)] == ["review"] * 4
    assert len({event["card"] for event in events(lp)}) == 4
    assert page.evaluate("Object.keys(localStorage).filter(one => one.includes('answer'))") == []


def test_an_answer_is_in_the_log_before_the_next_card_is_shown(lp, page, served):
    answer_one(page)
    served.process.send_signal(signal.SIGKILL)
    assert [event["grade"] for event in events(lp)] == [4]


def test_a_server_that_hangs_is_not_waited_for(lp, page, served):
    served.process.send_signal(signal.SIGSTOP)
    answer_one(page)
    to_question(page)
    assert "One answer is kept here" in page.inner_text(".away")
    served.process.send_signal(signal.SIGCONT)
    page.wait_for_function("() => !document.querySelector('.away').innerText", timeout=60_000)
    assert len(events(lp)) == 1


def test_in_a_browser_that_keeps_nothing_an_answer_counts_or_stays_where_it_is(lp, page, served):
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    answer_one(page)
    to_question(page)
    assert len(events(lp)) == 1
    served.kill()
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    page.click("button[name=grade][value='4']")
    page.wait_for_selector(".said:has-text('not recorded yet')")
    assert page.locator("form[data-screen=answer]").count() == 1


def test_keys_that_are_held_or_typed_ahead_answer_one_card(lp, page):
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    page.keyboard.press("g")
    for _ in range(3):
        page.keyboard.down("4")
    page.keyboard.up("4")
    page.wait_for_timeout(1000)
    assert len(events(lp)) == 1


def test_two_tabs_send_nothing_twice(lp, page, served, context):
    served.kill()
    answer_one(page)
    to_question(page)
    served.start()
    tabs = [context.new_page() for _ in range(2)]
    tabs[0].goto(served.login)
    for tab in tabs:
        tab.goto(f"{served.url}/review", wait_until="commit")
    page.wait_for_function("() => !document.querySelector('.away').innerText", timeout=60_000)
    for tab in tabs:
        tab.wait_for_selector("#asked form")
    assert [event["kind"] for event in events(lp)] == ["review"]


def test_while_another_tab_sends_an_answer_waits_and_is_not_asked_again(lp, page):
    before = front(page)
    page.evaluate("() => localStorage.setItem('lpcards:sending', `other:${Date.now() + 4000}`)")
    answer_one(page)
    to_question(page)
    assert front(page) != before
    page.wait_for_function(
        "() => !Object.keys(localStorage).some(name => name.includes('answer'))", timeout=30_000
    )
    assert len(events(lp)) == 1
    assert front(page) != before


def test_a_page_that_is_loaded_again_goes_on_with_its_card(page):
    page.keyboard.press("h")
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    page.keyboard.press("2")
    cost = page.inner_text(".cost")
    page.reload()
    page.wait_for_selector("form[data-screen=answer]")
    assert page.inner_text(".cost") == cost != ""
    assert page.locator("input[name=tick]").nth(1).is_checked()


def test_an_answer_that_is_refused_is_kept_with_its_sentence(lp, page, served, home):
    served.kill()
    card = front(page)
    answer_one(page)
    to_question(page)
    for path in (home / "few").rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("Metric: from what to what", "Metric: x"), encoding="utf-8")
    served.start()
    page.evaluate("0")
    other = page.context.new_page()
    other.goto(served.login)
    other.goto(f"{served.url}/review")
    other.wait_for_selector("#kept li")
    words = other.inner_text("#kept")
    assert card in words
    assert "edited after this card was shown" in words
    assert events(lp) == []
    other.click("#kept button:has-text('Drop it')")
    other.wait_for_selector("#kept", state="hidden")


def test_what_is_typed_is_judged_by_the_server(lp, page):
    page.click("summary")
    page.click("button[value=typing]")
    page.wait_for_selector("textarea[name=typed]:visible")
    page.keyboard.type("Metric: from what to what")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-screen=answer]")
    assert "hit" in page.inner_text(".items")
    page.keyboard.press("Enter")
    page.wait_for_selector("form[data-screen=question], button[value=read]")
    [event] = events(lp)
    assert event["details"]["typed"] == "Metric: from what to what"


def test_answers_are_said_again_as_they_were_before(page):
    for value, state in (("typing", "visible"), ("saying", "hidden")):
        page.click("summary")
        page.click(f"button[value={value}]")
        page.wait_for_selector("textarea[name=typed]", state=state)


def test_other_keys_do_what_they_do_at_the_terminal(lp, page):
    page.keyboard.press("?")
    assert "show the answer" in page.inner_text(".help")
    page.keyboard.press("f")
    page.keyboard.type("odd")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flag:has-text('Flagged: odd')")
    page.keyboard.press("f")
    page.wait_for_selector(".said:has-text('The flag is off.')")
    first = front(page)
    for key, kind in (("s", "suspend"), ("b", "bury"), ("l", "learn")):
        to_question(page)
        page.keyboard.press(key)
        page.wait_for_function(
            "front => document.querySelector('.front').innerText !== front"
            " || document.querySelector('.button')",
            arg=front(page),
        )
        assert events(lp)[-1]["kind"] == kind
    page.wait_for_selector("text=It is asked again at the end.")
    page.keyboard.press("Space")
    to_question(page)
    assert front(page) != first
    page.keyboard.press("q")
    page.wait_for_url("**/review/end")


def test_a_card_that_is_looked_at_is_flagged_by_keys(lp, page):
    card = lp("next", "--json").json["id"]
    page.keyboard.press("l")
    page.wait_for_selector("text=It is asked again at the end.")
    page.keyboard.press("f")
    page.keyboard.type("odd")
    page.keyboard.press("Enter")
    page.wait_for_selector(".flag:has-text('Flagged: odd')")
    assert page.is_hidden("button[value=flag]")
    page.keyboard.press("f")
    page.wait_for_selector(".said:has-text('The flag is off.')")
    assert page.is_hidden(".flag")
    assert page.locator("text=It is asked again at the end.").count() == 1
    assert [(event["kind"], event["card"]) for event in events(lp)] == [
        ("learn", card),
        ("flag", card),
        ("flag", card),
    ]
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Space")
    to_question(page)
    answer_one(page)
    assert events(lp)[-1]["card"] != card


def test_a_card_whose_answer_waits_is_not_asked_by_a_page_that_is_loaded_anew(lp, page):
    before = front(page)
    page.evaluate("() => localStorage.setItem('lpcards:sending', `other:${Date.now() + 60000}`)")
    answer_one(page)
    to_question(page)
    after = front(page)
    page.reload()
    assert front(page) == before  # the server does not know better
    page.wait_for_function(
        "front => document.querySelector('.front').innerText === front", arg=after
    )
    assert events(lp) == []


def test_axe_finds_nothing_on_question_answer_and_end(page):
    def clean():
        found = Axe().run(page).response["violations"]
        assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found] == []

    clean()
    page.keyboard.press("Space")
    page.wait_for_selector("form[data-screen=answer]")
    clean()
    page.emulate_media(color_scheme="dark")
    clean()
    page.keyboard.press("q")
    page.wait_for_url("**/review/end")
    clean()


def subsets(count):
    """Return all choices among so many places."""
    sizes = range(count + 1)
    return [*chain.from_iterable(combinations(range(count), size) for size in sizes)]


CASES = [
    (count, must, hints, late, ticked, four)
    for count in range(1, 4)
    for must in subsets(count)
    for hints in range(count + 2)
    for late in (False, True)
    for ticked in subsets(count)
    for four in (False, True)
]


def test_the_script_proposes_what_the_program_does(page):
    cards, expected = [], []
    for count, must, hints, late, ticked, four in CASES:
        items = tuple(f"item {at}" for at in range(count))
        card = Card("a", "step", "a", "", "a", "A", "F", "B", "cue", items, must, seconds=30)
        view = CardView(card, "new", tuple(range(count)), buttons=Buttons(four))
        turn = turn_taken(view, hints=hints, thinking=31 if late else 30, ticked=ticked)
        whole = view_json(view, str)
        cards.append(
            {
                "grading": whole["grading"],
                "seconds": 30,
                "musts": must,
                "hints": whole["question"]["hints"],
                "turn": {
                    "ticked": sorted(turn.ticks.ticked),
                    "hints": turn.hints.count,
                    "thinking": turn.thinking,
                    "typed": None,
                    "typedGrade": None,
                },
            }
        )
        expected.append([turn.proposed, sorted(turn.hints.shown)])
    found = page.evaluate(
        """async cards => {
        const { proposed, shownItems } = await import('/static/grading.js');
        return cards.map(card => {
          const turn = {...card.turn, ticked: new Set(card.turn.ticked)};
          return [proposed(card, turn), [...shownItems(card, turn)].sort()];
        });}""",
        cards,
    )
    assert found == expected
