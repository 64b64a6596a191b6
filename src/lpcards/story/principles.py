"""The sixteen Leadership Principles and the usual levels: their ids and names, in order."""

PRINCIPLES: dict[str, str] = {
    "customer-obsession": "Customer Obsession",
    "ownership": "Ownership",
    "invent-and-simplify": "Invent and Simplify",
    "are-right-a-lot": "Are Right, A Lot",
    "learn-and-be-curious": "Learn and Be Curious",
    "hire-and-develop-the-best": "Hire and Develop the Best",
    "insist-on-the-highest-standards": "Insist on the Highest Standards",
    "think-big": "Think Big",
    "bias-for-action": "Bias for Action",
    "frugality": "Frugality",
    "earn-trust": "Earn Trust",
    "dive-deep": "Dive Deep",
    "have-backbone-disagree-and-commit": "Have Backbone; Disagree and Commit",
    "deliver-results": "Deliver Results",
    "strive-to-be-earths-best-employer": "Strive to be Earth's Best Employer",
    "success-and-scale-bring-broad-responsibility": (
        "Success and Scale Bring Broad Responsibility"
    ),
}

SHORT_NAMES = {
    "hire-and-develop-the-best": "Hire and Develop",
    "insist-on-the-highest-standards": "Highest Standards",
    "have-backbone-disagree-and-commit": "Backbone",
    "strive-to-be-earths-best-employer": "Best Employer",
    "success-and-scale-bring-broad-responsibility": "Broad Responsibility",
}

MOST_ASKED = (
    "ownership",
    "customer-obsession",
    "dive-deep",
    "bias-for-action",
    "have-backbone-disagree-and-commit",
    "earn-trust",
    "learn-and-be-curious",
    "deliver-results",
)
"""Those that come up most often, by a public collection of 189 reports, mostly engineers'."""

EVERY_STORY = "all"
"""The principle of a guide that holds for every story: its questions fit any of them."""

SOFTWARE = "software"
LEVELS = {"sde1": "SDE1", "sde2": "SDE2", "senior": "Senior SDE"}
"""What levels are called in software, from the lowest to the highest."""
LEVELS_ELSEWHERE = {"sde1": "Entry level", "sde2": "Experienced", "senior": "Lead"}
"""What the same levels are called in every other field."""


def short_principle(principle: str) -> str:
    """Return a principle's name for a top line."""
    plain = principle.replace("-", " ").capitalize()
    return SHORT_NAMES.get(principle) or PRINCIPLES.get(principle, plain)
