"""What stands of consent and sharing in a case, in a few words beside its place on a list."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from domain.disclosure.shape import TIERS
from projections.consents import StandingConsent
from projections.exchanges import Exchange
from projections.threads import Left
from web.pages import day_near


class Standing(NamedTuple):
    """`consent` and `shared` say what stands; `asks` that consent must be asked again."""

    consent: str
    shared: str
    exchanged: str
    asks: bool


def standing_of(
    named: Sequence[str],
    consents: Mapping[str, StandingConsent],
    left: Mapping[str, Left],
    exchanges: Sequence[Exchange],
    today: date,
) -> dict[str, Standing]:
    """For each of these cases."""
    until = {one.case: one.until for one in exchanges}
    return {
        case: Standing(
            _consent(consents.get(case), today),
            _shared(left.get(case)),
            f"wisselt uit tot {day_near(until[case], today)}" if case in until else "",
            asks=case in consents and bool(consents[case].due),
        )
        for case in named
    }


def _consent(one: StandingConsent | None, today: date) -> str:
    if one is None:
        return "geen toestemming"
    if one.due:
        return "toestemming opnieuw vragen"
    return f"toestemming tot {day_near(one.until, today)}"


def _shared(one: Left | None) -> str:
    return "nog niets gedeeld" if one is None else f"{TIERS[one.tier]}, {one.recipient}"
