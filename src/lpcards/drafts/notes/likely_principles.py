"""Which principles may notes be told for? An order to choose from, made of the words they use."""

import re

from lpcards.story.principles import MOST_ASKED, PRINCIPLES

_SIGNS = {
    "customer-obsession": (
        r"customers?|clients?|guests?|patients?|users?|complain\w*|refunds?|reviews? said|"
        r"caller\w*|shoppers?|passengers?|readers?|asked them what"
    ),
    "ownership": (
        r"(?:was|is)n'?t (?:mine|my|ours?)|not (?:really )?(?:mine|my|ours?)|"
        r"nobody (?:had )?(?:asked|told)|no ?one (?:had )?asked|"
        r"nobody owned|no ?one owned|no owner|on my own time|fell between|stepped in|"
        r"picked it up|took it on|after i left|still runs"
    ),
    "invent-and-simplify": (
        r"automat\w+|script\w*|simpl\w+|template|prototype\w*|invent\w*|one click|spreadsheet|"
        r"steps? (?:fewer|less)|by hand|manual\w*|instead of \d+|new way|replaced"
    ),
    "are-right-a-lot": (
        r"hunch|gut|assum\w+|changed my mind|i was wrong|bet|judg\w+|evidence|alternativ\w+|"
        r"options?|weighed|second opinion|uncertain\w*|experiment\w*|a/b"
    ),
    "learn-and-be-curious": (
        r"taught myself|had never|course|read up|curious|shadowed|new to me|from scratch|"
        r"book|tutorial|asked .{0,20} to show me|learn(?:ed|t)? (?:how|to|sql|python)"
    ),
    "hire-and-develop-the-best": (
        r"mentor\w*|coach\w*|intern\w*|junior\w*|new hire\w*|onboard\w*|interviewed|hired|hiring|"
        r"promot\w+|trainee\w*|apprentic\w+|trained|taught (?:him|her|them)|pair(?:ed|ing)|"
        r"pulled (?:his|her|their) prs?|pip|grow(?:th)? plan"
    ),
    "insist-on-the-highest-standards": (
        r"quality|defect\w*|standards?|bugs?|checklist|refused to|not good enough|"
        r"redo|redid|error rate|regression\w*|coverage"
    ),
    "think-big": (
        r"vision|company-?wide|whole company|all (?:teams|sites|stores|branches)|strateg\w+|"
        r"five years|roadmap|ten times|10x|every (?:store|site|team|branch)"
    ),
    "bias-for-action": (
        r"without waiting|didn'?t wait|right away|same day|that night|within (?:an |\d+ )?hours?|"
        r"couldn'?t reach|rolled? (?:it )?back|reversible|urgent\w*|"
        r"no time|up to me|on-?call|2 ?am|3 ?am|stood still|outage"
    ),
    "frugality": (
        r"budget\w*|cheap\w*|no money|spend\w*|spent \$|licen[cs]es?|free tool|"
        r"second-?hand|cost\w*|saved? [$€£]|a month cheaper|wast\w+|bills?"
    ),
    "earn-trust": (
        r"trust\w*|apologi[sz]\w+|sorry|admitted|owned up|my mistake|i was wrong|i broke|feedback|"
        r"honest\w*|told (?:him|her|them) (?:that )?i|listen\w*|angry|upset|conflict"
    ),
    "dive-deep": (
        r"logs?|traces?|traced|root cause|queries|query|dug|digging|data|metrics?|audit\w*|"
        r"counted|timed|compared|measured|started a list|numbers? (?:didn'?t|did not)|"
        r"five whys|found (?:that|out)|sampled|reproduced|"
        r"by hand|profil\w+|dashboards?"
    ),
    "have-backbone-disagree-and-commit": (
        r"disagree\w*|pushed back|push back|against (?:it|the|my)|said no|vp|director|objected|"
        r"challenged|committed|convinc\w+|unpopular|"
        r"my (?:boss|manager|lead) (?:wanted|thought|said|insisted)|veto\w*|argu\w+|overruled"
    ),
    "deliver-results": (
        r"deadlines?|launch\w*|shipped|on time|behind schedule|milestones?|late by|blocked|"
        r"goals?|quarter|targets?|cut scope|delivered|go-?live|slipp?ed"
    ),
    "strive-to-be-earths-best-employer": (
        r"burn(?:ed|t)? ?out|burnout|overtime|weekends?|shifts?|safety|safe|injur\w+|morale|"
        r"sick leave|quit|resign\w*|inclus\w+|exhaust\w+|parental|workload"
    ),
    "success-and-scale-bring-broad-responsibility": (
        r"environment\w*|emissions?|recycl\w+|landfill|neighbou?rs?|community|privacy|accessib\w+|"
        r"blind|screen reader\w*|energy|carbon|downstream|side effects?|society"
    ),
}
_WORDS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _SIGNS.items()}


def likely_principles(text: str) -> list[str]:
    """Return the ids of all principles, the one that the words of `text` fit best at first.

    What fits alike stands in the order in which it is asked most often.
    """
    plain = text.replace("’", "'")
    usual = [*MOST_ASKED, *(name for name in PRINCIPLES if name not in MOST_ASKED)]
    signs = {
        name: len({found[0].lower() for found in words.finditer(plain)})
        for name, words in _WORDS.items()
    }
    return sorted(usual, key=lambda name: -signs[name])
