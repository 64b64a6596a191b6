"""The learner's settings: defaults, what may be written, how they are told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from lpcards.cards.kinds import KINDS
from lpcards.story.settings import Settings, documentation
from lpcards.story.settings_file import read_settings
from lpcards.story.settings_json import settings_from, settings_json

FIRST_KINDS = [
    "disqualifier.mend",
    "result",
    "probe",
    "step.aloud",
    "step.clock",
    "ask",
    "open",
    "signals",
    "question",
    "followup",
    "mistake.general",
    "reflection.own",
    "pivot.lead",
]


def test_without_a_file_the_defaults_hold():
    assert settings_json(Settings()) == {
        "new": 10,
        "reviews": 100,
        "new_per_story": 10,
        "interview": "",
        "interviews": [],
        "cards_a_day": "",
        "per_principle": {},
        "minutes": "",
        "new_order": "rounds",
        "catch_up": True,
        "pause": [],
        "balance": False,
        "kinds": [*FIRST_KINDS],
        "principles": [],
        "role": "software",
        "level": "",
        "buttons": 6,
        "rollover": 4,
        "scheduler": "sm2",
        "retention": 0.9,
        "follow": "none",
        "lapse_ease": "formula",
        "max_interval": 36500,
        "library": True,
        "examples": "auto",
        "deck": "",
        "sync": [],
        "sync_key": "",
        "sync_whole": False,
        "sync_content": False,
        "type": False,
        "listen": "",
        "screen_reader": False,
        "editor": "",
    }


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "new:\n", "\ufeff", "new: 10\r\n"])
def test_an_empty_file_sets_nothing(text):
    assert read_settings("lpcards.yaml", text.encode()) == (Settings(), ())


def test_what_is_set_is_read():
    text = (
        "new: 5\nreviews: 0\nkinds: [probe, quiz]\nlevel: senior\nbuttons: 4\nrollover: 0\n"
        "library: off\nexamples: all\nlapse_ease: keep\nmax_interval: 365\neditor: vim -n\n"
        "interview: 2027-03-01\ncards_a_day: 40\nminutes: 10\n"
    )
    settings, problems = read_settings("lpcards.yaml", text.encode())
    assert problems == ()
    assert settings_json(settings) == settings_json(Settings()) | {
        "new": 5,
        "reviews": 0,
        "interview": "2027-03-01",
        "cards_a_day": 40,
        "kinds": ["probe", "quiz"],
        "level": "senior",
        "buttons": 4,
        "rollover": 0,
        "library": False,
        "examples": "all",
        "lapse_ease": "keep",
        "max_interval": 365,
        "editor": "vim -n",
        "minutes": 10,
    }


def test_the_day_can_be_set():
    text = (
        "per_principle:\n  every: {new: 3}\n  dive-deep: {reviews: 0}\nminutes: 15\n"
        "new_order: mixed\ncatch_up: no\npause: 2026-12-24..2027-01-02\nbalance: yes\n"
    )
    settings, problems = read_settings("lpcards.yaml", text.encode())
    assert problems == ()
    assert settings_json(settings) == settings_json(Settings()) | {
        "per_principle": {
            "every": {"new": 3, "reviews": None},
            "dive-deep": {"new": None, "reviews": 0},
        },
        "minutes": 15,
        "new_order": "mixed",
        "catch_up": False,
        "pause": ["2026-12-24..2027-01-02"],
        "balance": True,
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [(word, True) for word in ("yes", "true", "on", "Yes", "ON")]
    + [(word, False) for word in ("no", "false", "off", "No", "FALSE")],
)
def test_yes_and_no_may_be_said_in_several_ways(written, meant):
    assert read_settings("a", f"library: {written}".encode())[0].library is meant


@pytest.mark.parametrize("written", ["tomorrow", "2027-02-30", "1.3.2027", "1740000000", "2027"])
def test_a_date_that_is_none_is_told_with_an_example(written):
    settings, problems = read_settings("lpcards.yaml", f"interview: {written}\n".encode())
    assert settings == Settings()
    message = f"lpcards.yaml:1:12: `{written}` is not a date; write it like 2027-03-01"
    assert [str(problem) for problem in problems] == [message]


def test_each_fault_of_the_interviews_is_told_at_its_line():
    text = (
        "interviews:\n  - {company: Acme, date: tomorrow}\n  - date: 2026-12-20\n"
        "  - {company: Globex, date: 2026-12-24, principals: [ownership]}\n"
    )
    settings, problems = read_settings("lpcards.yaml", f"new: 3\n{text}".encode())
    assert settings == Settings(new=3)
    assert [str(problem) for problem in problems] == [
        "lpcards.yaml:3:27: `tomorrow` is not a date; write it like 2027-03-01",
        "lpcards.yaml:4:5: `company` is missing: whose interview it is",
        "lpcards.yaml:5:41: `principals` is not a key here; did you mean `principles`?",
    ]


def test_one_kind_needs_no_list():
    assert read_settings("a", b"kinds: probe")[0].kinds == ("probe",)


def test_a_key_that_is_none_is_told_and_the_others_hold():
    settings, problems = read_settings("lpcards.yaml", b"new: 3\nbutons: 4\n")
    assert settings == Settings(new=3)
    assert [str(problem) for problem in problems] == [
        "lpcards.yaml:2:1: `butons` is not a key here; did you mean `buttons`?"
    ]


def test_settings_are_told_as_json():
    assert json.loads(json.dumps(settings_json(Settings()))) == settings_json(Settings())


FILES = st.fixed_dictionaries(
    {},
    optional={
        "new": st.integers(0, 1000).map(str),
        "interview": st.dates().map(str),
        "interviews": st.lists(
            st.fixed_dictionaries(
                {"company": st.sampled_from(["Acme", "Jane Street"]), "date": st.dates().map(str)},
                optional={"principles": st.lists(st.sampled_from(["ownership", "be bold"]))},
            )
        ),
        "minutes": st.integers(1, 600).map(str),
        "per_principle": st.dictionaries(
            st.sampled_from(["every", "ownership"]),
            st.fixed_dictionaries({}, optional={"new": st.just("3"), "reviews": st.just("0")}),
        ),
        "pause": st.lists(st.just("2026-12-24..2027-01-02")),
        "kinds": st.lists(st.sampled_from([kind.KIND.name for kind in KINDS]), unique=True),
        "level": st.sampled_from(["sde1", "bar-raiser"]),
        "buttons": st.sampled_from(["4", "6"]),
        "library": st.sampled_from(["yes", "no"]),
    },
)


@given(FILES)
def test_each_setting_is_one_that_a_command_has(values):
    settings = Settings.model_validate(values)
    in_force = settings_from(json.loads(json.dumps(settings_json(settings))))
    assert [*vars(in_force)] == [*Settings.model_fields]
    for name in Settings.model_fields.keys() - {"per_principle", "interviews"}:
        assert getattr(in_force, name) == getattr(settings, name)
    of_companies = [[*map(vars, some.interviews)] for some in (in_force, settings)]
    assert of_companies[0] == of_companies[1]
    limits = {name: vars(one) for name, one in settings.per_principle.items()}
    assert {name: vars(one) for name, one in in_force.per_principle.items()} == limits
    assert settings_json(in_force) == settings_json(settings)


def test_settings_do_not_change():
    with pytest.raises(ValidationError):
        Settings().new = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        settings_from(settings_json(Settings())).new = 3  # type: ignore[misc]


def test_every_kind_of_card_may_be_set():
    known = [kind.KIND.name for kind in KINDS]
    known += [f"{kind.KIND.name}.{part}" for kind in KINDS for part in kind.KIND.parts]
    settings, problems = read_settings("a", f"kinds: [{', '.join(known)}]".encode())
    assert (settings.kinds, problems) == (tuple(known), ())
    assert {*Settings().kinds} <= {*known}


def test_the_documentation_names_every_setting_with_its_default():
    lines = documentation().splitlines()
    assert len(lines) == len(Settings.model_fields)
    assert lines[0] == "- `new` (`10`): New cards a study day, at most."
    assert lines[-1].startswith("- `editor` (not set): ")
    assert any(line.startswith("- `library` (`yes`): ") for line in lines)
    assert all(line.endswith(".") for line in lines)


VALID = {
    "new": "5",
    "interview": "2027-03-01",
    "minutes": "10",
    "kinds": "[probe,\n  quiz]",
    "pause": "\n- 2026-12-24..2026-12-31",
    "editor": "|\n  vim\n  -n",
    "per_principle": "\n  every:\n    new: 3",
    "library": "no",
}
FAULTS = {
    "new": "many",
    "interview": "2027-02-30",
    "minutes": "'10",
    "kinds": "[probe, nonsense]",
    "pause": "*days",
    "editor": "[",
    "per_principle": "{every: {new: -1}}",
    "library": "perhaps",
    "nonsense": "5",
    "rollover": "{",
    "reviews": "@x",
    "level": "a: b",
}


@given(st.data(), st.dictionaries(st.sampled_from([*FAULTS]), st.none(), min_size=1, max_size=4))
def test_one_bad_setting_leaves_the_others_in_force(data, bad):
    good = {key: value for key, value in VALID.items() if key not in bad}
    lines = {**{key: f"{key}: {value}\n" for key, value in good.items()}}
    lines |= {key: f"{key}: {FAULTS[key]}\n" for key in bad}
    order = data.draw(st.permutations(sorted(lines)))
    settings, problems = read_settings("x", "".join(lines[key] for key in order).encode())
    alone, none = read_settings("x", "".join(lines[key] for key in order if key in good).encode())
    assert none == ()
    assert problems
    assert settings == alone


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("~/Dropbox", ("~/Dropbox",)),
        (
            "[anki, ~/a b, 'postgresql://me@host/db?x=1,2']",
            ("anki", "~/a b", "postgresql://me@host/db?x=1,2"),
        ),
    ],
)
def test_a_sync_may_have_one_place_or_several(written, places):
    assert read_settings("x", f"sync: {written}".encode()) == (Settings(sync=places), ())


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://anna:secret@host/x",
        "postgresql://anna:se/cr@et@host/x",
        "postgres://host/x?password=secret",
        "mysql://anna:secret@host",
    ],
)
def test_a_password_is_refused_and_not_said(address):
    settings, [problem] = read_settings("x", f'sync: "{address}"'.encode())
    assert settings == Settings()
    assert problem.message == "a password does not belong here: put it into `~/.pgpass`"


def test_an_address_that_leads_to_no_place_to_sync_with_is_named():
    settings, [problem] = read_settings("x", b"sync: [anki, http://host/x]")
    assert settings == Settings()
    assert problem.message == (
        "`http://host/x` is no place to sync with; write `anki`, a folder, or `postgresql://...`"
    )


def test_a_setting_that_is_there_twice_has_its_default():
    settings, problems = read_settings("x", b"new: 3\nminutes: 5\nnew: 4\n")
    assert len(problems) == 1
    assert settings == Settings(minutes=5)


def test_between_two_versions_of_a_merge_neither_is_taken():
    text = b"minutes: 5\n<<<<<<< a\nnew: 3\n=======\nnew: 4\n>>>>>>> b\nbuttons: 4\n"
    settings, problems = read_settings("x", text)
    assert [problem.rule for problem in problems] == ["conflict"]
    assert settings == Settings(minutes=5, buttons="4")
