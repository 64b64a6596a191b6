"""What a prompt waits for: on the daily commands heavy modules stay out."""

import json
import subprocess
import sys

import pytest

from word_files import story

HEAVY = {
    "yaml",
    "pydantic",
    "genanki",
    "rich",
    "platformdirs",
    "importlib.resources",
    "importlib.metadata",
    "tomllib",
    "dataclasses",
    "pathlib",
    "shutil",
    "tempfile",
    "hashlib",
    "random",
    "difflib",
    "logging",
    "lpcards.cards.kinds",
    "lpcards.story.models",
    "lpcards.story.settings",
    "lpcards.story.reading",
    "lpcards.story.tree",
}
LISTED = """
import json, sys
from lpcards.cli.program import main
try:
    main()
except SystemExit as leaving:
    assert leaving.code == 0, leaving.code
print(json.dumps(sorted(sys.modules)))
"""


NOT_YOUNG = "import lpcards.index.scan as scan; scan.YOUNG_NS = 0"
"""Trust a file's stat at once, as is done when it has not changed for some seconds."""


def modules(*args, before=""):
    """Return the modules that were imported by the end of a command."""
    command = [sys.executable, "-c", before + LISTED, "--now", "2026-03-02T09:00", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.fixture
def warm(lp, home):
    """Fill the cache, let it come of age, and answer a card; return the card's id."""
    import sqlite3

    card = lp("next", "--json").json["id"]
    lp("grade", card, "3")
    for path in (home / ".cache/lpcards").glob("*.db"):
        tables = sqlite3.connect(path)
        tables.execute("UPDATE files SET young = 0")
        tables.commit()
        tables.close()
    return card


@pytest.mark.parametrize("command", [["due"], ["next"], ["due", "--json"], ["next", "--json"]])
def test_reading_commands_import_nothing_heavy(warm, command):
    assert not HEAVY & modules(*command)


def test_a_sync_with_a_folder_loads_nothing_of_anki_and_nothing_that_stories_are_read_with(
    warm, home
):
    (home / "Dropbox").mkdir()
    loaded = modules("sync", str(home / "Dropbox"), before=NOT_YOUNG)
    assert not {"yaml", "pydantic", "genanki", "http.client", "psycopg", "pyrage"} & loaded
    of_anki = {name for name in loaded if name.startswith("lpcards.") and "anki" in name}
    assert of_anki <= {"lpcards.anki", "lpcards.anki.anki_connect"}


def test_an_encrypted_sync_loads_nothing_that_stories_are_read_with_either(warm, home, lp):
    (home / "Dropbox").mkdir()
    key = str(home / "key")
    lp("sync", "--new-key", key)
    loaded = modules("sync", str(home / "Dropbox"), "--key", key, before=NOT_YOUNG)
    assert "pyrage" in loaded
    assert not {"yaml", "pydantic", "genanki", "http.client", "psycopg"} & loaded


def test_an_interview_date_makes_no_prompt_wait(warm, home):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text("interview: 2026-03-06\n", encoding="utf-8")
    modules("due", before=NOT_YOUNG)
    found = modules("due", before=NOT_YOUNG)
    assert "lpcards.day.interview" in found
    assert not HEAVY & found


@pytest.mark.parametrize("more", ["", "interview: 2026-03-06\n", "balance: yes\nminutes: 9\n"])
def test_with_fsrs_a_prompt_reads_what_an_answer_worked_out(home, warm, more):
    folder = home / ".config" / "lpcards"
    folder.mkdir(parents=True)
    (folder / "lpcards.yaml").write_text(f"scheduler: fsrs\n{more}", encoding="utf-8")
    assert "fsrs" in modules("due", before=NOT_YOUNG)  # the log is read anew
    modules("--now", "2026-03-03T09:00", "grade", warm, "2", before=NOT_YOUNG)
    modules("grade", "general/disqualifier/happy.mend", "4", before=NOT_YOUNG)
    for day in ("02", "03", "04", "09"):
        for command in ("due", "next"):
            args = ("--now", f"2026-03-{day}T10:00", command, "--json")
            assert not {"fsrs", *HEAVY} & modules(*args, before=NOT_YOUNG)
    answer = ("--now", "2026-03-12T09:00", "grade", warm, "4")
    assert "fsrs" in modules(*answer, before=NOT_YOUNG)


def test_who_goes_by_sm2_loads_nothing_of_fsrs(warm):
    for command in (["grade", warm, "4"], ["why", warm], ["stats"], ["plan"], ["doctor"]):
        assert "fsrs" not in modules(*command)


def test_without_a_date_a_prompt_looks_at_no_other_day(warm):
    found = modules("due")
    assert "lpcards.day.study_day" in found
    assert not {"lpcards.day.interview", "lpcards.day.simulated_learner"} & found


def test_an_answer_imports_nothing_heavy(warm):
    assert not HEAVY & modules("grade", warm, "4")
    assert not HEAVY & modules("grade", "general/disqualifier/happy.mend", "4")


def test_the_page_of_lpcards_by_itself_imports_nothing_heavy(warm):
    found = modules(before="import sys; sys.stdout.isatty = lambda: True\n")
    assert "lpcards.study.outlook" in found
    assert not HEAVY & found


def test_who_wants_a_trace_waits_for_it(warm):
    """The tests above can fail: the trace needs logging."""
    assert "logging" in modules("--verbose", "due")


def test_a_changed_story_is_worth_its_imports(lp, cellar, warm):
    """The test above can fail: reading a file does import what it needs."""
    assert {"yaml", "pydantic"} < modules("--content", str(cellar.parent), "due")


def test_word_is_loaded_for_a_document_and_for_nothing_else(home):
    (home / "a.txt").write_text("I read the log.\n", "utf-8")
    (home / "a.html").write_text("<html><p>I read the log.</p></html>", "utf-8")
    (home / "a.docx").write_bytes(story())
    assert "mammoth" not in modules("coach", str(home / "a.txt"), "--json")
    assert "mammoth" not in modules("coach", str(home / "a.html"), "--json")
    assert "mammoth" in modules("coach", str(home / "a.docx"), "--json")
