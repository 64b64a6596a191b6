"""Which follow-up questions suit a story, the most telling ones first."""

from collections.abc import Iterable
from typing import NamedTuple

from lpcards.cards.gaps import LACKS, lacks_of
from lpcards.story.models import Followup, Scenario


class FollowUpOffer(NamedTuple):
    """A follow-up question for a story; `lacks` names what the story leaves open of it."""

    followup: Followup
    lacks: tuple[str, ...]

    @property
    def reason(self) -> str:
        """Why it is offered, in words; "" if it suits any such story."""
        return ", ".join(LACKS[name] for name in self.lacks)


def offer_json(offer: FollowUpOffer) -> dict[str, object]:
    """Return an offer as scripts read it."""
    followup = offer.followup
    return {
        "id": followup.id,
        "ask": followup.ask,
        "tests": followup.tests or "",
        "lacks": list(offer.lacks),
        "principles": list(followup.fits.principles),
    }


def offers_for(story: Scenario, bank: Iterable[Followup]) -> list[FollowUpOffer]:
    """Return those of the bank that suit the story and are none of its probes.

    What the story leaves open comes first, then what its principle would ask, then the rest.
    """
    known = {name for probe in story.probes for name in (probe.id, *probe.was)}
    lacks, principles = lacks_of(story), principles_of(story)
    offers = [
        FollowUpOffer(followup, tuple(name for name in followup.fits.lacks if name in lacks))
        for followup in bank
        if followup.id not in known and _suits(followup, lacks, principles)
    ]
    return sorted(offers, key=lambda offer: (not offer.lacks, not offer.followup.fits.principles))


def principles_of(story: Scenario) -> frozenset[str]:
    """Return every principle that the story serves, or could."""
    pivots = (pivot.principle for pivot in story.pivots)
    return frozenset((story.principle, *story.also, *pivots))


def _suits(followup: Followup, lacks: frozenset[str], principles: frozenset[str]) -> bool:
    fits = followup.fits
    of_principle = not fits.principles or not principles.isdisjoint(fits.principles)
    return of_principle and (not fits.lacks or not lacks.isdisjoint(fits.lacks))
