"""The text of a new story: what is required filled in, everything else explained.

It loads as it is, a draft; its comments are the shortest way to learn the format.
"""

from lpcards.story.yaml_emitter import one_line, scalar

_TEMPLATE = """\
# yaml-language-server: $schema={schema}
#
# A story, taken apart. Fill it in from top to bottom, in any number of sittings: what is
# still empty makes no cards and does no harm. `lpcards check` says what a complete story has.
# A text that holds `: ` or ` #`, or starts with a quotation mark or bracket, goes in quotes.

id: {id}  # outlives every other word here: what you learned hangs on it
title: {title}
short: {short}  # on top of every card: two or three words that give nothing away
principle: {principle}
also: []  # other principles it serves: [ownership, dive-deep]
field:  # software, product, management or other; without it the `role` in your settings

# Questions in an interviewer's words to which you would tell this story.
asked:
#  - When did you last do something that was not your job?

overview:  # what the story is about, for you alone
summary:  # the whole of it in two sentences, as you would begin if time were short

steps:
  # What was going wrong, within half a minute. No architecture lecture.
  situation:
    seconds: 30
    example:  # word for word, as you would say it; about 75 words
    key_phrases:  # two to five that must be said
#      - I noticed it in a weekly review
#      - {{text: no alert rang, fact: nothing watched that queue}}
    coaching:  # a note to yourself on how to tell it
    mistake:
#      line: We have a system with eleven services that ...
#      diagnosis: architecture before the problem
#      cure: start with who was hurt

  # Whose it was, that nobody asked you, and that you chose it.
  task:
    seconds: 20
    example:
    key_phrases:

  # What you did yourself, in verbs of your own: six to eight sentences with "I".
  action:
    seconds: 90
    example:
    beats:  # two to five, each a card of its own
#      - id: find
#        name: Find the cause
#        key_phrases:
#          - I pulled the delivery logs
#          - {{text: two workers took the same job, fact: race condition, must: true}}

  # What came of it, in figures that you can defend.
  result:
    seconds: 20
    example:
    needs:
      metric:  # from what to what
      business:  # what that was worth, and to whom
#        text: about 40 support tickets a week fewer
#        source: counted in the help desk, four weeks before and after
      second_order:  # what lasted, or what others took over

  # The gap you found. The more senior, the more systemic: a cause with a name, and a proposal.
  reflection:
    seconds: 15
    example:
    by_level:
    #   sde2:
    #   senior:

# What they will ask next. Without `strong` it is an open question that waits for your answer.
probes:
#  - id: how-sure
#    ask: How did you know that this was the cause?
#    tests: evidence before action
#    strong:
#      takeaway: I could switch the failure on and off.
#      points: [reproduced on my machine, one change at a time, logs of both workers]
#      answer: I wrote a test that failed one time in five, and ...
#    weak:
#      answer: It went away after the deployment.
#      why: luck, not proof

# Words that would weaken this story, and what to say in their place. Never a lie.
disqualifiers:
#  - id: told-to
#    phrase: My manager asked me to look at it
#    signals: moves only when told
#    instead: I was given the report. What nobody had asked for was the fix.
#    names: [what you were given, what nobody had asked for]  # if any such line would do

# The story told badly, and where it fails.
weak_answer:
#  text: We looked into it and after a while it was better.
#  flags:
#    - {{quote: looked into it, fault: vague}}
#    - {{absent: any figure}}
#  verdict: no sign of ownership

# The story told well enough to be "inclined", and what keeps it from "strong".
inclined:
#  text: I found the cause in the logs, fixed it, and the complaints became fewer.
#  flags: [{{absent: from what to what}}, {{absent: what it was worth}}]

quizzes:
#  - id: first-step
#    ask: The queue grows and nobody knows why. What comes first?
#    options: [restart the workers, look who is affected, write to the owners]
#    answer: look who is affected
#    why: the size of the damage decides everything else

# The same story, told for another principle.
pivots:
#  - principle: dive-deep
#    lead_with: The dashboard was green, and the customers were not.
#    emphasize: how I got from the symptom to the line of code
#    downplay: [the talks with the other team]

# Advice of `lpcards check` that you do not want in this file, each with the reason.
ignore:
#  - {{rule: seconds, because: this one is told in half the time}}

# Renamed this file's `id`? Then list the old one, and what you learned moves with it.
was: []
"""


def new_scenario(id: str, title: str, principle: str, short: str, schema_path: str) -> str:  # noqa: A002
    """Return the YAML of a new story that loads as it is; `schema_path` is for editors."""
    return _TEMPLATE.format(
        schema=" ".join(schema_path.split()),
        id=_text(id),
        title=_text(title),
        short=_text(short),
        principle=_text(principle),
    )


def _text(text: str) -> str:
    """Return `text` as YAML has it on one line."""
    return scalar(one_line(text))
