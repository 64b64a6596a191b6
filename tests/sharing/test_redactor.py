"""What stands in the list does not stand in a redacted text; what does not, stays."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lpcards.english.contacts import contacts_in
from lpcards.english.money_and_dates import dates_in, money_in
from sharing.listing import left_in, lists_and_texts, redactor

TEAM = redactor(
    *("Anna Berg", {"Ben": "my manager"}, "Müller", "Łukasz", "O'Brien", "Ann", "Anna", "Jones"),
    *("Kennedy", "José", "Jean-Luc"),
    employers=("Acme", "AT&T", "Smith & Sons", "McDonald", "3M", "Acme Corp", "IBM", "Ünal"),
    others=["Falcon"],
    keep=("will", "$1 rule", "Ann Arbor", "May 1968", "2024"),
)


def without(text, **options):
    return TEAM.redacted(text, **options)[0]


@given(lists_and_texts())
@example((["Anna", "Anna Berg"], "Anna Berg, Anna"))
@example((["a", "Person"], "Anna a person A"))
@example((["x", "b"], "x-b X_B"))
@example((["ß"], "SS ss ẞ"))
@example((["A.C.M.E"], "A.C.M.E. acme"))
@example((["as", "Ann"], "Anns as"))
def test_nothing_listed_is_left_in_any_form(list_and_text):
    words, text = list_and_text
    after, _ = redactor(*words).redacted(text)
    assert left_in(after, words) == []
    assert [*contacts_in(after), *money_in(after), *dates_in(after)] == []


@given(lists_and_texts())
def test_a_text_that_was_redacted_stays_as_it_is(list_and_text):
    words, text = list_and_text
    one = redactor(*words)
    after, _ = one.redacted(text)
    assert one.redacted(after) == (after, [])


@given(lists_and_texts())
def test_all_that_is_replaced_is_told_and_only_then_a_text_changes(list_and_text):
    words, text = list_and_text
    after, replaced = redactor(*words).redacted(text)
    assert (after != text) == bool(replaced)


AROUND = [
    "we",
    "x é,",
    "**so**",
    "3.11",
    "40 %",
    "\n",
    "Annual",
    "=",
    "",
    "\\",
    "e\u0301",
    "$",
    "<b>",
]


@given(st.lists(st.sampled_from(AROUND), min_size=2))
def test_what_is_not_listed_is_left_byte_for_byte_around_what_is(around):
    one = redactor("Zoë Quirk")
    for form in ("Zoë Quirk", "ZOE\nQUIRK", "zoë-quirk"):
        assert one.redacted(f" {form} ".join(around))[0] == " Person A ".join(around)


@given(st.text())
def test_without_a_list_only_contacts_money_and_dates_change(text):
    after, _ = redactor().redacted(text)
    if not [*contacts_in(text), *money_in(text), *dates_in(text)]:
        assert after == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Anna Berg's team", "Person A's team"),
        ("ANNA\nBERG", "Person A"),
        ("anna-berg, anna_berg", "Person A, Person A"),
        ("Annual banner", "Annual banner"),
        ("Ann and Anns", "Person F and Person Fs"),
        ("the Joneses and Kennedies", "the Person Hs and Person Is"),
        ("**Anna** Berg and Anna *Berg*", "Person A and Person A"),
        ("`Acme` and **Acme**", "`Company A` and **Company A**"),
        ("Ben's plan", "my manager's plan"),
        ("mail anna.berg@acme.com", "mail [address]"),
        ("https://acme.com/anna-berg?q=anna%20berg", "[address]"),
        ("muller Mueller MÜLLER", "Person C Person C Person C"),
        (unicodedata.normalize("NFD", "Müller José"), "Person C Person J"),
        ("ukasz Łukasz lukasz", "Person D Person D Person D"),
        ("O’Brien OBrien o'brien's", "Person E Person E Person E's"),
        ("AT&T ATT at&t", "Company B Company B Company B"),
        ("Smith and Sons", "Company C"),
        ("AcmeCloud myAcme acme2 s", "Company A Cloud my Company A Company A 2 s"),
        ("Mc Donald's McDonald's", "Company D's Company D's"),
        ("I.B.M. IBM ibm", "Company G. Company G Company G"),
        ("3M 3m 3 m", "Company E Company E 3 m"),
        ("Acme Corp, Acme", "Company F, Company A"),
        ("I will; Will", "I will; Will"),
        ("Ann Arbor, Ann", "Ann Arbor, Person F"),
        ("Ann, Ann Arbor", "Person F, Ann Arbor"),
        ("Ann Arborist, 2Ann Arbor", "Person F Arborist, 2 Person F Arbor"),
        ("x.org/%1bM%C3%BCller%0a", "[address]"),
        ("code/%1bM%C3%BCller%0a", "code/ Person C "),
        ("file_AnnaBerg?q=anna%20berg", "file_person-a?q=Person A"),
        (
            "AcmeAnnaBerg, x.org/AcmeAnn2024-03-01",
            "Company A Person A, [address]",
        ),
        ("so Anna** Berg on", "so Person A on"),
        ("**so Anna * * Berg**", "**so Person A**"),
        ("**Anna * * Berg so**", "**Person A so**"),
        ("the $1 rule, $1", "the $1 rule, [amount]"),
        ("May 1968, March 1968", "May 1968, [date]"),
        ("An\xadna", "Person G"),
        ("Anna, Berg", "Person G, Berg"),
        ("Anna. Berg left", "Person G. Berg left"),
        ("M%C3%BCller Jos&eacute; 100 %", "Person C Person J 100 %"),
        ("#AnnaBerg @acme", "#person-a [address]"),
        ("an N-tier", "an N-tier"),
        ("jeanluc JeanLuc Jean Luc", "Person K Person K Person K"),
    ],
)
def test_names_in_all_their_forms(before, after):
    assert without(before) == after


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("B", "the Bs", "the Bs"),
        ("Bo", "the Bos", "the Person As"),
        ("Area5", "Area5 area-5 Area 5", "Person A Person A Area 5"),
    ],
)
def test_an_initial_has_no_plural_and_a_figure_no_space(name, before, after):
    assert redactor(name).redacted(before)[0] == after


@pytest.mark.parametrize("way", ["NFC", "NFD"])
def test_what_is_kept_stays_however_it_is_composed(way):
    text = unicodedata.normalize(way, "José Bar")
    assert redactor("José", keep=["José Bar"]).redacted(text) == (text, [])


def test_the_longest_name_counts():
    one = redactor("Berg", "Anna", "Anna Berg", "Anna Berg Lund")
    assert (
        one.redacted("Anna Berg Lund, Anna Berg, Anna, Berg")[0]
        == "Person D, Person C, Person B, Person A"
    )


def test_a_stand_in_of_one_s_own_makes_no_listed_word_with_what_is_around_it():
    one = redactor({"Ben": "Anna"}, "Anna Berg")
    assert "anna berg" not in one.redacted("Ben Berg")[0].lower()


def test_what_overlaps_is_replaced_whole():
    one = redactor("Deal 3", "March")
    assert one.redacted("Deal 3 March 2024.")[0] == "Person A [date]."
    assert one.redacted("March 3, 2024 and March")[0] == "[date] and Person B"


def test_stand_ins_hold_nothing_that_is_listed():
    one = redactor("a", "person", "somebody", "Bo", others=["amount", "sum", "date"])
    text, _ = one.redacted("Bo paid $5 on 2024-03-01")
    assert text == "Human E paid [figure] on [day]"
    one = redactor("Bo", employers=["Company A", "Zed"])
    assert one.redacted("Zed paid Bo")[0] == "Company C paid Person B"


def test_more_names_than_letters_have_stand_ins_of_their_own():
    names = [f"Zz{chr(97 + at // 26)}{chr(97 + at % 26)}q" for at in range(100)]
    text = redactor(*names).redacted(" ".join(names))[0]
    assert len(set(re.findall("Person [A-Z]+", text))) == 100
    assert text.split("Person ")[28] == "AB "


def test_who_adds_a_name_at_the_end_changes_no_stand_in():
    text = "Anna, Ben and Carla"
    two, three = (
        redactor(*names).redacted(text)[0] for names in (["Anna", "Ben"], ["Anna", "Ben", "Carla"])
    )
    assert three == two.replace("Carla", "Person C")


def test_ten_thousand_names_are_looked_for_in_one_pass():
    """What is looked at for each word of a text does not depend on how many names there are."""
    names = [f"Na{at}me" for at in range(10_000)]
    one = redactor(*names)
    text = "so it goes on " * 1000 + "Na9999me"
    looked = 0

    class Counted(set):
        def __contains__(self, key):
            nonlocal looked
            looked += 1
            return set.__contains__(self, key)

    one._index._begun = Counted(one._index._begun)
    assert one.redacted(text)[0].endswith("Person NTP")
    assert looked < 3 * 4 * 1000


def test_a_stand_in_that_feeds_itself_comes_to_an_end():
    text, replaced = redactor({"a b": "b b a"}).redacted("a" + " b" * 100)
    assert left_in(text, ["a b"]) == []
    assert len(replaced) < 5


@pytest.mark.parametrize("text", ["STRASSE", "straße", "Strasse", "STRAẞE"])
def test_a_sharp_s_is_two(text):
    assert redactor("Straße").redacted(text)[0] == "Person A"
    assert redactor("Strasse").redacted(text)[0] == "Person A"
