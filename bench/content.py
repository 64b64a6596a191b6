"""Story files to measure with: as long and as deep as real ones, no two alike."""

import os
from random import Random
from string import Template

from lpcards.story.principles import PRINCIPLES

SYSTEMS = (
    *("invoice export", "search index", "image resizer", "login gateway", "price feed"),
    *("label printer queue", "refund worker", "stock counter", "report builder", "mail relay"),
    *("map tile cache", "coupon service", "seat allocator", "audit trail", "device registry"),
)
TEAMS = ("Billing", "Catalogue", "Identity", "Logistics", "Storefront", "Data Platform", "Mobile")
HARMS = (
    *("orders arrived twice", "pages stayed empty", "customers waited for minutes"),
    *("totals were off by a cent", "drivers got an old address", "sign-ups ended half-way"),
)
WHEN = ("on Mondays", "at night", "in spring", "after lunch", "over weekends", "on paydays")
CAUSES = (
    *("a timeout shorter than the job", "two clocks that disagreed", "a lock taken in two orders"),
    *("an index nobody had rebuilt", "a retry without a limit", "a default copied from a test"),
)
WHERE = ("in the importer", "behind the proxy", "in the mailer", "at the edge", "in one worker")
FIXES = (
    *("give each attempt its own key", "take the lock in one order", "bound the retries"),
    *("rebuild the index every night", "read the time from one host", "fail loudly at once"),
)
LIMITS = ("for each tenant", "on both hosts", "from now on", "in every region", "before any write")
PROOFS = ("a replay of one day's traffic", "a test that fails without it", "a week of both in turn")
JUDGES = ("seen by two of them", "on their own machines", "with a way back", "signed by their lead")
LASTING = ("its runbook", "the template for new services", "the weekly review", "the on-call drill")
PIVOTS = ("customer-obsession", "dive-deep")
TRAITS = ("calm", "stubborn", "curious", "careful", "blunt", "patient", "quick")

HEAD = Template("""\
# A made-up story to measure with.
id: $id
title: How I got the $system of $team to hold, number $number
short: $short
principle: $principle
also: [$also]
asked:
  - id: nobody-knew
    ask: Tell me about the time when $harm and nobody could say why.
  - id: not-yours
    ask: When did you have to be $trait about something that was not yours?
  - id: again
    ask: Which of your decisions around the $system would you take again?
overview: >-
  For $weeks weeks the $system of $team had been failing in $share% of all runs, so that $harm.
  Everybody had got used to it. An engineer of another team counts what it costs, finds $cause
  behind it, and stays until the change to $fix has been live for a month. This is number
  $number of the stories here. These figures are its own.
summary: >-
  A story about noticing what others have stopped seeing. The loss is put into money, the cause is
  shown and not guessed, and what lasted is $lasting. It was $trait work more than clever work, and
  that is how it should be told: $cause first, the repair after it, the $costs dollars last.
steps:
  situation:
    seconds: 30
    cue: what failed, for whom, since when?
    hint: share - harm - since when
    example: >-
      The $system that $team runs failed in $share% of its runs, and so $harm. That had gone on
      for $weeks weeks. There was a dashboard for it, but nobody looked at that dashboard, because
      the line on it had always been there. I looked because a customer had written to me.
    key_phrases:
      - {id: share, text: $share% of all runs, must: true}
      - id: harm
        text: $harm
        sentence: "What people felt: {$harm | what?}, day after day."
        hint: look at it from outside
      - id: since
        text: $weeks weeks
        fact: nobody looked
        sentence: "It had gone on for {$weeks weeks | how long?} by then."
        hint: longer than a month or not
    coaching: The harm first and the $system second. Nobody needs its architecture here.
    mistake:
      line: '"So the $system has three parts, and in $share% the first of them ..."'
      diagnosis: "A lecture: nobody knows yet why it matters."
      cure: begin with $share% and with what customers felt.
      hint: Who was hurt?
  task:
    seconds: 20
    cue: whose was it, and what did you take on?
    hint: owner - gap - promise
    example: >-
      $team owned it and had other plans for the quarter. My own lead left the choice to me. I
      took on two things, to find out what it was, and not to leave before it was gone for good.
    key_phrases:
      - {id: owner, text: not ours, fact: "$team and its quarter"}
      - id: promise
        text: until it is gone
        sentence: "What I promised was to stay {until it is gone | how long?}."
        hint: an end, and no date
    coaching: Say who owned it, in a friendly way, and what you promised.
    mistake:
      line: '"It was decided that we look into those $sample runs."'
      diagnosis: Nobody decided, nobody acted.
      cure: say whose it was, and that the choice was yours.
      hint: Find the subject.
  action:
    seconds: 90
    hint: count - show - mend - hand over
    example: >-
      First I counted. I took $sample runs of the $system and sorted the failures by what they had
      in common. For most of them I came to $cause. I did not trust that yet, so I built a small
      copy in which I could switch it on and off, and the failures went on and off with it. Then I
      wrote to $team with the figures, the copy and a proposal: $fix. I asked what would have to be
      true for them to take it, since they were not glad at first, and they named $proof. I brought
      that within the week. I switched it on for one customer in ten, then for half, then for
      everybody, and I watched each step for a day. Before I left I wrote down how to switch it off
      again, and I had one of them try it while I looked on and said nothing at all.
    coaching: Each move needs its own verb and its own object. Name what $team asked for.
    mistake:
      line: '"After some analysis we were able to save $costs dollars."'
      diagnosis: No move that anybody could picture.
      cure: counted, copied, proposed, proved, switched on, wrote down.
      hint: Where are the hands?
    beats:
      - id: count
        name: Count before guessing
        hint: a number - a pattern
        key_phrases:
          - {id: sample, text: "$sample runs sorted", fact: "by what they shared"}
          - id: cause
            text: for most one cause
            sentence: "Behind most of them stood {$cause | what?}."
            hint: it had been there all the time
      - id: prove
        name: Prove it to its owners
        hint: a copy - a condition
        key_phrases:
          - {id: copy, text: a small copy, fact: "failures on and off at will"}
          - id: proof
            text: what they asked for, within a week
            sentence: "They would take it after {$proof | what?}."
            hint: it took a week
      - id: land
        name: Land it in steps
        hint: one - half - all
        key_phrases:
          - id: fix
            text: a proposal to $team
            sentence: "In a word, what we changed: {$fix | what?}."
            hint: an imperative
          - {id: steps, text: one in ten - half - all, fact: a day each}
  result:
    seconds: 20
    hint: rate - money - habit
    example: >-
      The failures went from $share% to $after% and stayed there for the whole of the next
      quarter. Support counted $costs dollars a month less in refunds. And $team made the way we
      switched it on a part of $lasting.
    key_phrases:
      - {id: rate, text: from $share% to $after%, must: true}
      - {id: money, text: "$costs dollars a month", fact: "support's refunds", must: true}
      - {id: habit, text: part of $lasting}
    coaching: Three sentences, a figure in each of the first two.
    needs:
      metric: {text: "$share% -> $after% of all runs.", hint: a share}
      business:
        text: "To the company: $costs dollars of refunds a month."
        source: Support's monthly sheet.
        source_hint: not ours
      second_order: The steps became part of $lasting.
  reflection:
    seconds: 15
    example: >-
      I had taken the $system for somebody else's weather. What I do now is to ask of each line on a
      dashboard what it costs while it stays where it is.
    key_phrases: ["somebody else's weather", what it costs while it stays]
    coaching: The lesson must not fit the next story as well.
    by_level:
      sde1:
        text: >-
          I learned to build the small copy first, and to believe nothing of $sample runs that the
          copy does not show when I switch it on and off.
        points: [the small copy first, nothing that it does not show]
      sde2:
        text: >-
          I would put a price on each standing failure, and much sooner than after $weeks weeks: the
          line on the dashboard had $costs dollars in it.
        points: [a price on each failure, "sooner than $weeks weeks"]
      senior:
        text: >-
          Nobody owned the habit of looking at that dashboard. I would give the habit an owner and
          a day, so that no $system fails for $weeks weeks again.
        points: [nobody owned looking, an owner and a day]
disqualifiers:
  - id: asked
    phrase: They asked me to help out with those $sample runs.
    signals: waits to be asked.
    instead: $team had other plans; I counted and wrote to them.
    hint: who began?
    hear: {text: "Waits to be asked.", hint: about the first move}
  - id: obvious
    phrase: In $share% of all cases it was obvious what it was.
    signals: a guess that happened to be right.
    instead: I switched it off and on in a copy until I believed it.
    hint: how did you know?
probes:
""")
PROBES = (
    (
        "numbers",
        "How did you get to $costs dollars?",
        "I took them from support's sheet",
        """Support writes down what each refund was for. I took the rows of the $system for three
        months before and three after, and left out what a holiday had bent. The difference is
        $costs dollars a month. It is a floor, because not everybody asks for money back.""",
        "We estimated it roughly.",
    ),
    (
        "resistance",
        "What did $team say when you came with $sample of their runs?",
        "what would have to be true",
        """They said that there were worse things, and they were right. So I asked what they
        would need to take it on, and they said $proof. That was fair, and it gave me
        something to do. When I came back with it the talk was short, and one of them did the
        rollout with me.""",
        "I escalated and then it went through.",
    ),
    (
        "risk",
        "$costs dollars at stake: what could have gone wrong with the change?",
        "one customer in ten",
        """To $fix sounds harmless, and it was the part that frightened me. Had it been wrong,
        $harm would have been the least of it. So it went live for one in ten, with a switch
        that I had tried out before, and I looked at each step for a day before the next one.""",
        "Nothing, it was well tested.",
    ),
    (
        "again",
        "What would you do differently with $weeks weeks behind you?",
        "count in the first week",
        """I would count in the first week and not in the last one. I knew the line on the
        dashboard, and I had an opinion on it, and no number. The number took me two
        afternoons. All that came after it was quick, because nobody argues with $share% for
        long.""",
        "I would communicate better.",
    ),
    (
        "cause",
        "How sure were you that it was $cause?",
        "I switched it on and off",
        """Not at all, until the copy. In the $sample runs it was in most failures, but it was in
        some of the good runs as well. Only when I could make the failures come and go by this
        one thing was I sure, and then I asked somebody of $team to try and prove me wrong.""",
        "It was clear from the logs.",
    ),
    (
        "others",
        "Who else deserves credit for those $costs dollars?",
        "names, and what each did",
        """Two people of $team: one showed me where the $system keeps its leftovers, which saved
        me days, and one sat with me through all three steps. And my lead, who was $trait
        enough not to ask when I would be back. The counting and the copy were mine.""",
        "It was a team effort.",
    ),
)
PROBE = Template("""\
  - id: $key
    ask: "$ask"
    tests: whether the story holds when it is touched at this point.
    hint: a place - a person - an end
    strong:
      takeaway: "$Takeaway."
      points:
        - "$takeaway"
        - what was measured, and by whom
        - what came of it in the end
      answer: >-
        $answer
    weak: {answer: "$weak", why: nothing in it can be checked.}
""")
TAIL = Template("""\
weak_answer:
  text: >-
    The $system had some issues for $weeks weeks. I looked into it, and in the end we found a good
    solution. Since then it has saved us $costs dollars or so.
  hint: two vague words - a pronoun - no figure
  flags:
    - {quote: some issues, fault: vague}
    - {quote: looked into it, fault: nothing to picture}
    - {quote: we, fault: your part is lost}
    - {absent: what you did}
  verdict: pleasant, and nothing to write down about number $number.
quizzes:
  - id: first-line
    ask: "It failed in $share% of runs: which line makes them listen?"
    options:
      - Customers paid for it in many runs.
      - The $system is written in three parts.
      - $team asked whether I had time for it.
    answer: Customers paid for it in many runs.
    why: somebody is hurt in it; the others start from a design or from an order.
    hint: Who is hurt in it?
  - id: missing
    ask: '"We fixed it after $sample runs, and it never came back." What is missing?'
    options: [A figure and a worth, The name of the tool, Thanks]
    answer: A figure and a worth
    why: nothing in it can be compared with anything.
pivots:
  - principle: customer-obsession
    lead_with: A customer had written to me that $harm.
    emphasize: the letter, the harm, the refunds.
    downplay: [how the copy was built, "$team's plans"]
    hint: who wrote?
  - principle: dive-deep
    lead_with: I sorted $sample runs by hand before I believed anything.
    emphasize: the counting, the copy, the doubt.
    downplay: The talk with $team.
levels:
  - {level: sde1, focus: The counting and the copy., minutes: "2", seconds: {situation: 25, task: 15, action: 45}}
  - {level: senior, focus: The habit of looking and who owns it., minutes: 2.5 to 3}
""")


def story(number: int) -> str:
    """Return the text of story `number`: the same number, the same story."""
    chance = Random(number)
    facts = _facts(number, chance)
    probes = chance.sample(PROBES, 3)
    return "".join(
        [
            HEAD.substitute(facts),
            *(_probe(probe, facts) for probe in probes),
            TAIL.substitute(facts),
        ]
    )


def _facts(number: int, chance: Random) -> dict[str, str]:
    share = chance.randint(11, 499) / 10
    principle, *also = chance.sample([one for one in PRINCIPLES if one not in PIVOTS], 3)
    return {
        "number": f"{number}",
        "id": f"made-up-{number:04}",
        "short": f"Made up {number}",
        "principle": principle,
        "also": ", ".join(also),
        "share": f"{share}",
        "after": f"{share / chance.randint(15, 60):.2f}",
        "weeks": f"{chance.randint(3, 40)}",
        "sample": f"{chance.randint(200, 9000):,}",
        "costs": f"{chance.randint(1, 99)},{chance.randint(0, 999):03}",
        "system": chance.choice(SYSTEMS),
        "team": chance.choice(TEAMS),
        "harm": f"{chance.choice(HARMS)} {chance.choice(WHEN)}",
        "cause": f"{chance.choice(CAUSES)} {chance.choice(WHERE)}",
        "fix": f"{chance.choice(FIXES)} {chance.choice(LIMITS)}",
        "proof": f"{chance.choice(PROOFS)}, {chance.choice(JUDGES)}",
        "lasting": chance.choice(LASTING),
        "trait": chance.choice(TRAITS),
    }


def _probe(probe: tuple[str, ...], facts: dict[str, str]) -> str:
    key, ask, takeaway, answer, weak = (Template(text).substitute(facts) for text in probe)
    first = takeaway[0].upper() + takeaway[1:]
    return PROBE.substitute(
        key=key, ask=ask, takeaway=takeaway, Takeaway=first, answer=answer, weak=weak
    )


def write_stories(folder: str, count: int) -> None:
    """Write `count` stories into `folder` and folders below it, a hundred in each."""
    for number in range(count):
        path = path_of(folder, number)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write(path, story(number))


def path_of(folder: str, number: int) -> str:
    """Return where story `number` lies."""
    return os.path.join(folder, f"shelf-{number // 100:02}", f"made-up-{number:04}.yaml")


def write(path: str, text: str) -> None:
    """Write a file anew."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
