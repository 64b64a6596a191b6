"""The findings for people: a line each while measuring, and docs/benchmarks.md in the end."""

from collections.abc import Iterable

from measuring import Finding, Question

INTRODUCTION = """\
# Benchmarks

Written by `make bench`. Seconds say more about a machine than about a program, so each row is a
ratio: our time over that of something well known, measured in the same minute on the same machine.

"""
EXPLANATION = """
**How it is measured.** The two sides of a row run in turns (ours, theirs, ours, theirs ...), and
each pair gives one ratio. The table has the median, and in brackets the quartiles: half of all
pairs lie between them. Where they are far apart the machine was busy. Programs are timed whole,
from their start to their end, as a shell starts them, in a home folder of their own, with compiled
bytecode as an installed package has it. What a log costs is timed inside one process.

**What it is measured against.**

- `python -c pass` is the interpreter that runs the program, starting and ending: nobody can be
  faster.
- A prompt asks `due --short` again and again; all that it depends on is looked at each time, and is
  as it was. As a console script it is what pip installs, as a module it is `python -m lpcards`.
  (It can take less than doing nothing: when it has answered, the interpreter is not taken down.)
- The library is the content that comes with the program; its learner has answered for three weeks.
- The 1,000 stories are made up, each another text of 10 to 14 KB, as long and as deep as a real
  story. They lie beside the library. A changed story gets another text each time.
- PyYAML's C loader and pydantic read the same files and do nothing else: no positions, no advice,
  no cards, no cache. Before each `check` the cache is thrown away. It shares a hundred files and
  more out among up to four processes. Memory is the peak of the largest of them, as the system
  reports it.
- All rules are asked of the same 1,000 stories and compared with `--no-advice`, nothing cached on
  either side. The stories are good ones, and each is very much like the others: that is the worst
  case for the rule that looks for shared words.
- `search` looks for two words that a third of 10,000 such stories have, several times each, and
  shows ten passages. Its first run reads every story once more, after the first `due` made the
  cards. `grep` looks for one of the words and writes its lines into a file.
- genanki is the library that most generators of Anki packages use, called as its manual says: one
  deck, one note after another, no manifest, ids and times of the moment. It reads the same cards
  from the same warm cache, and its fields and tags are made by our code, so that the row compares
  what comes after. Ours begins each time without decks, and has ids to look after, and the manifest
  and what it keeps for the next build to write besides. genanki does not compress its package,
  which is why there is a row for `--store`. Memory is the peak of one build.
- A `build` in which nothing changed only looks whether anything did. One "from nothing" has neither
  decks nor cache: it reads all 1,000 stories as well.
- A bare commit is one row into a table of two columns, in WAL mode with `synchronous = FULL`, on
  the same disk.
- The page is that of `serve`, a process with a log on the disk, asked over one connection that stays
  open. Its first card is there when the link was opened, today was shown where it leads, and the
  card was fetched; the first visit of a day copies the log. The same in seconds is the one wait
  that is promised in seconds.
- An answer's next card is there when all of it was read: after a request where the page's script
  sends the answer, and says which cards it holds for a time without the server: fourteen, and one
  comes; after two where a form does, as it leads to the next page. 179 cards are due that day. It is measured against a
  server of the same framework that commits one row, as above, and sends back nothing. What is
  committed before the response is there after `kill -9`: a test kills the server right then.
- `/` and `/statistics` of the page and `report` have 120 days of answers with the library; `report`
  is timed as a program, the pages over that connection.
- PyPI `fsrs` is a widely used scheduler; its `Scheduler.review_card` is called 20,000 times.
  Against a replay of counted answers it is fed the same answers, one by one.
- The long log holds 100,000 events over all cards of 50 stories, the empty one none. On both days
  nothing is due for review and ten cards are new, so that the log is what differs.
- The log of 1,000,000 events holds a thousand answers a day to 20,000 cards of 1,400 stories, all
  known and none due; the empty one has the same stories. What is replayed is the log in memory
  (`history.replay`): to rebuild what a file derives, its million rows have to be read and checked
  as well, which takes longer than the replay itself and happens once after an update.
- What is printed and merged is such a log, too, from its file and from the lines of `log`; the log
  that it is merged into is empty.

**Two machines.** The rows of `serve`, the page and `report` are of a machine with two cores on which
doing nothing takes 13 ms; those of `search` are of a quick run there, all others of one whole run on
another machine. On the one with two cores, `due` takes 5.6 times as long as nothing, `next` 5.7, the first
card of `review` 9.1, and `check --no-advice` 1.6 times what it is measured against: as much as with
the version that kept the limits elsewhere.

**By hand.** `python bench/run.py --quick cold replay` measures these two, with few pairs, and
writes nothing. It leaves with 1 if a limit is not kept.
"""


def line(found: Finding) -> str:
    """Return a finding as one line of text."""
    question = found.question
    mark = "ok  " if found.kept else "OVER"
    against = f" / {question.against}" if question.against else ""
    return f"{mark} {_measured(found)}, limit {_limit(question)}: {question.what}{against}"


def document(findings: Iterable[Finding]) -> str:
    """Return the text of docs/benchmarks.md."""
    rows = [
        "| what | measured against | limit | measured |",
        "|---|---|--:|--:|",
        *(_row(found) for found in findings),
    ]
    return INTRODUCTION + "\n".join(rows) + "\n" + EXPLANATION


def _row(found: Finding) -> str:
    question = found.question
    measured = _measured(found) if found.kept else f"**{_measured(found)}**"
    return f"| {question.what} | {question.against or '-'} | {_limit(question)} | {measured} |"


def _limit(question: Question) -> str:
    return f"{question.limit:g} {question.unit}"


def _measured(found: Finding) -> str:
    digits = 0 if found.question.unit == "MB" else 2
    median = f"{found.median:.{digits}f} {found.question.unit}"
    return f"{median} ({found.low:.{digits}f}-{found.high:.{digits}f})"
