"""Eight complete stories of one learner: what each has in words of its own, in one shape."""

from typing import NamedTuple

PART, HARDEST = "your-part", "hardest"
"""The probes that every interviewer has, and the one that this learner fears most."""


class Told(NamedTuple):
    """The words of a story; texts with a bar are a key phrase and the fact it stands for."""

    id: str
    title: str
    short: str
    principle: str
    asked: str
    situation: str
    noticed: tuple[str, str]
    task: str
    chosen: tuple[str, str]
    find: tuple[str, str]
    mend: tuple[str, str]
    figure: str
    counted: str
    worth: str
    vouched: str
    lasted: str
    part: str
    hardest: str
    objection: tuple[str, str]
    limit: tuple[str, str]
    sunk: tuple[str, str]
    taken: str


STORIES = (
    Told(
        "stale-prices",
        "The price list that was a day old",
        "Stale prices",
        "customer-obsession",
        "Tell me about a time you noticed what a customer had not said.",
        "On Fridays the shop showed yesterday's prices. Nobody complained, they just left.",
        ("carts left at checkout|41 on one Friday", "prices from Thursday|the nightly copy"),
        "The copy belonged to the data group, not to us. I asked to follow one cart.",
        ("not our copy|the data group's", "I offered a day|to follow one cart"),
        ("I replayed|nine carts by hand", "I found|the copy ran before the price run"),
        ("I moved|the copy behind the run", "I added|a stamp under each price"),
        "Carts left on Fridays went from 41 to 12.",
        "our checkout log, four Fridays before and after",
        "About 6,000 dollars a month in orders for the shop.",
        "the shop's controller, from the ledger",
        "The data group stamps its other three copies, too.",
        "I replayed the carts and moved the copy; Ines of the data group reviewed it.",
        "Telling the shop that we had sold at wrong prices since March.",
        ("Who was against moving the copy?", "Ines refused at first: the run was often late."),
        ("What if the price run is late?", "Then the stamp says so, and the shop sees it."),
        ("Customers will understand", "I showed which price was old, and since when"),
        "Silence from customers was no proof that nothing was wrong.",
    ),
    Told(
        "tenth-retry",
        "Ten retries that hid an outage",
        "Tenth retry",
        "dive-deep",
        "Tell me about a fault whose cause took you below the first answer.",
        "Uploads took a minute in the evening. The charts were green: all worked in the end.",
        ("green charts|all uploads worked", "a minute each|at eight in the evening"),
        "Storage was run by a vendor. I was on call and could have closed the ticket.",
        ("I kept the ticket|it was closable", "a vendor's disk|theirs to mend"),
        ("I read|one upload's ten attempts", "I saw|nine of ten time out"),
        ("I cut|the retries to three", "I sent|the vendor one trace"),
        "Evening uploads went from 62 seconds to 5.",
        "the median of one week, read from the gateway",
        "Support lost 30 calls a week, some 15 hours.",
        "the call list of the support lead",
        "The vendor alarms on first attempts now.",
        "I read the attempts and wrote the trace; Tom switched the retries with me.",
        "To say that our own retries had made it worse.",
        ("Did the vendor agree?", "They pushed back until they saw nine timeouts in one trace."),
        ("Why three retries, not one?", "One lost 4 uploads in a test of 500, three lost none."),
        ("The dashboard was fine", "I opened one upload and counted its attempts"),
        "A retry is a measurement, and we had thrown it away.",
    ),
    Told(
        "blue-form",
        "A form that asked for less",
        "Blue form",
        "invent-and-simplify",
        "Tell me about something you made simpler than people thought it could be.",
        "New suppliers filled in 64 fields. Every third one gave up, and buyers typed the rest.",
        ("64 fields|on nine screens", "one in three gave up|seen in the funnel"),
        "Purchasing owned the form. I proposed a trial with one buyer.",
        ("purchasing's form|with a committee", "one buyer's trial|two weeks"),
        ("I sat|with Ruth, the buyer, for a day", "I marked|the 19 fields anybody read"),
        ("I drafted|a form on blue paper", "I built|that form, and nothing else"),
        "Suppliers who finished went from 66 to 93 in a hundred.",
        "the funnel of 280 suppliers",
        "Two buyers got a day a week back.",
        "their time sheets in May",
        "Finance cut its own form by half.",
        "The paper and the screen were mine; Ruth chose the fields.",
        "To leave out the tax field, which everybody thought was law.",
        (
            "Who wanted to keep the fields?",
            "Legal objected to six; I showed who read them: nobody.",
        ),
        ("What did you leave undone?", "Renewals still use the old form, at the cost of a click."),
        ("It's the process", "I asked who reads field 20, and took it out"),
        "A field costs whoever fills it in, not whoever asks.",
    ),
    Told(
        "friday-key",
        "A key rotated before anybody asked",
        "Friday key",
        "bias-for-action",
        "Tell me about a time you acted on half of the facts.",
        "A partner's test mail held our live signing key. It was four o'clock on a Friday.",
        ("a live key|in a test mail", "four on a Friday|security had gone home"),
        "Security decides on keys. I had the right to rotate, and a page that said to wait.",
        ("the page said wait|security's", "I had the right|as duty engineer"),
        ("I looked up|who used the key: three services", "I asked|myself what could not be undone"),
        ("I rotated|one service, then two", "I kept|the old key readable for an hour"),
        "The key was dead after 50 minutes, not after three days.",
        "the audit log of the key store",
        "No order was forged; one would have cost up to 900 dollars.",
        "the fraud desk's figure",
        "Duty engineers may rotate now; the page says how.",
        "The decision and the rotation were mine; Leo watched the orders.",
        "Rotating the payment service, where I could not try it out first.",
        (
            "Who said you should have waited?",
            "Security's lead disagreed; we wrote the page together.",
        ),
        ("What would have stopped you?", "A fourth user of the key, or no way back."),
        ("I didn't want to bother anybody", "I rotated what could be undone, and called"),
        "How far back I can go decides how long I think.",
    ),
    Told(
        "own-numbers",
        "The report I took back",
        "Own numbers",
        "earn-trust",
        "Tell me about a time you had to admit that you were wrong.",
        "My quarterly report said churn had halved. A day later I saw that I had counted trials.",
        ("churn halved|my slide", "trials counted|900 of them"),
        "Nobody had noticed. The board met in two days, and sales quoted the slide.",
        ("nobody had noticed|two days left", "sales quoted it|in three mails"),
        ("I recounted|from the invoices", "I wrote|down which sentence was wrong"),
        ("I called|the four people who used it", "I sent|the new figure with the old one"),
        "The right figure stood in the board's papers: down 11 in a hundred.",
        "an auditor's count of the invoices",
        "Sales took back one offer worth 20,000 dollars in time.",
        "the sales lead",
        "Reports carry their query now, under each figure.",
        "The fault and the four calls were mine; Mia checked the count.",
        "The call to the sales lead, who had been praised for it.",
        ("How did sales take it?", "Badly: he objected to any correction before the meeting."),
        ("How do you know 11 holds?", "Two people counted, from two systems; I tested both."),
        ("The data was confusing", "I said which line of mine was wrong"),
        "I check the good news twice now, because nobody else will.",
    ),
    Told(
        "no-big-bang",
        "A launch that I argued against",
        "No big bang",
        "have-backbone-disagree-and-commit",
        "Tell me about a time you told your manager no.",
        "We were to switch 70 shops in one night. I thought we could not go back.",
        ("70 shops|one night", "no way back|a one-way copy"),
        "My manager had promised the date. It was up to me to build the switch.",
        ("his promise|made in January", "my switch|to build by June"),
        ("I rehearsed|the way back: 19 hours", "I wrote|two pages against my own plan"),
        ("I proposed|five shops a night", "I committed|when he chose ten"),
        "All shops were over in 8 nights, with one rolled back in 20 minutes.",
        "the switch's own log",
        "No shop lost a day; a day is worth 3,000 dollars to one.",
        "the operations lead, per shop",
        "The next two launches went ten a night without an argument.",
        "The rehearsal and both pages were mine; he decided.",
        "To build ten a night well, when I had asked for five.",
        ("What did he say to your pages?", "He said no to five: the contract ended in June."),
        ("When would you have gone on arguing?", "If the way back had been longer than a night."),
        ("I told them so", "I brought the 19 hours before, and then built it"),
        "A rehearsal argues better than I do.",
    ),
    Told(
        "empty-shelf",
        "A stock count nobody owned",
        "Empty shelf",
        "ownership",
        "Tell me about something you took on although it was nobody's.",
        "Two systems counted our spare parts and both were wrong. Technicians drove in vain.",
        ("two counts|both wrong", "drives in vain|seven in one week"),
        "Neither team was responsible for the difference. I had a free afternoon a week.",
        ("no owner|of the difference", "one afternoon|a week, mine"),
        ("I counted|one shelf on foot", "I compared|both exports line by line"),
        ("I taught|the van app to book parts", "I asked|each depot for one name"),
        "Drives in vain went from seven a week to one.",
        "the dispatch book, ten weeks",
        "About 40 hours a month for the technicians.",
        "dispatch, from the tours",
        "The depots count on their own on Mondays.",
        "The counting and the booking were mine; the depots named their people.",
        "To get a name from the third depot.",
        ("Who thought it was not worth it?", "The depot lead refused twice: counting had failed."),
        ("What did you drop for it?", "A nicer map for dispatch was postponed to autumn."),
        ("It fell between the teams", "I took the difference itself and named it"),
        "What lies between two teams belongs to whoever sees it.",
    ),
    Told(
        "late-bridge",
        "A bridge file due on the ninth",
        "Late bridge",
        "deliver-results",
        "Tell me about a deadline that was nearly lost.",
        "A bank closed its old gateway on the ninth. Our new file failed 14 of 20 checks.",
        ("closing on the ninth|the bank's gateway", "14 of 20 failed|eleven days left"),
        "The author had left. My lead assigned it to me, without a second person.",
        ("the author had left|no notes", "assigned to me|eleven days"),
        ("I sorted|the checks by what they held up", "I phoned|the bank's tester each noon"),
        ("I rewrote|the two records that failed most", "I dropped|the colors of the report"),
        "20 of 20 checks passed on the seventh.",
        "the bank's own protocol",
        "Wages of 1,150 people went out on time.",
        "the payroll office",
        "The bank gives our file to others as its example.",
        "The order and the records were mine; Sam read each change.",
        "To let six checks wait until day nine.",
        (
            "Who wanted more people on it?",
            "My lead was skeptical and offered two; I asked for Sam.",
        ),
        ("What would you have cut next?", "The archive, at the cost of a manual copy."),
        ("We all worked weekends", "I cut what the ninth did not need"),
        "I ask on day one what the date really needs.",
    ),
)


def own_stories(count):
    """Return so many complete stories, as they are written into files."""
    return [_written(told) for told in STORIES[:count]]


def _written(told):
    return {
        "id": told.id,
        "title": told.title,
        "short": told.short,
        "principle": told.principle,
        "asked": [{"id": "asked", "ask": told.asked}],
        "steps": {
            "situation": _step(told.situation, told.id, "s", told.noticed),
            "task": _step(told.task, told.id, "t", told.chosen),
            "action": {
                "example": _sentences((*told.find, *told.mend)),
                "beats": [_beat("find", told, told.find), _beat("mend", told, told.mend)],
            },
            "result": {
                "example": f"{told.figure} {told.worth} {told.lasted}",
                "needs": {
                    "metric": {"text": told.figure, "source": told.counted},
                    "business": {"text": told.worth, "source": told.vouched},
                    "second_order": told.lasted,
                },
            },
            "reflection": {"example": told.taken, "by_level": {"sde2": told.taken}},
        },
        "probes": [
            {"id": PART, "ask": f"{told.short}: what exactly was your part?", "strong": told.part},
            {"id": HARDEST, "ask": f"{told.short}: what was hardest?", "strong": told.hardest},
            {"id": "who-disagreed", "ask": told.objection[0], "strong": told.objection[1]},
            {"id": "limit", "ask": told.limit[0], "strong": told.limit[1]},
        ],
        "disqualifiers": [{"id": "sunk", "phrase": told.sunk[0], "instead": told.sunk[1]}],
    }


def _step(text, story, letter, phrases):
    return {"example": text, "key_phrases": [*_phrases(phrases, f"{letter}-{story}")]}


def _beat(name, told, phrases):
    moves = [*_phrases(phrases, f"{name}-{told.id}")]
    return {"id": name, "name": f"{told.short}: {name}", "key_phrases": moves}


def _phrases(texts, name):
    for at, text in enumerate(texts):
        phrase, _, fact = text.partition("|")
        yield {"id": f"{name}-{at}", "text": phrase, "fact": fact}


def _sentences(texts):
    return " ".join(f"{text.replace('|', ' ')}." for text in texts)


def core_of(story, *, shortly=False):
    """Return the cards that an own story begins with: it is of use once these are known.

    With an interview `shortly` the whole Result stands for its figure.
    """
    name = story["id"]
    return (
        f"{name}/ask/asked",
        f"{name}/result/needs.{'list' if shortly else 'metric'}",
        f"{name}/step/action.find",
        f"{name}/probe/{PART}",
        f"{name}/probe/{HARDEST}",
    )


def cards_of(story):
    """Return all cards of an own story that are on: its core, and the rest."""
    name = story["id"]
    needs = ("metric-source", "business", "business-source", "second-order", "list")
    return (
        *core_of(story),
        *(f"{name}/result/needs.{need}" for need in needs),
        *(f"{name}/step/{step}" for step in ("action.mend", "situation", "task")),
        *(f"{name}/probe/{probe}" for probe in ("who-disagreed", "limit")),
        f"{name}/disqualifier/sunk.mend",
    )
