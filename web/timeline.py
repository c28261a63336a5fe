"""What happened to a case in both times: when it was so, and when it was written down; told by kind."""

from datetime import date, datetime
from typing import Literal, NamedTuple

from domain.access.seeing import Sight
from domain.cases.events import (
    AgeBandEntered,
    CaseClosed,
    CasePlaced,
    CaseRegistered,
    CaseReopened,
)
from domain.escalation.events import (
    EscalationAcknowledged,
    EscalationDecided,
    EscalationHandedOver,
    EscalationOutcomeRecorded,
    EscalationRaised,
)
from domain.events import Event
from domain.links import LinkFound
from domain.missing.events import MissingEnded, MissingReported
from domain.scoring.texts import label_of
from domain.signals.events import SignalCorrected, SignalRecorded, SignalRetracted, SignalVerdictGiven
from domain.words import CaseId
from engine.history import When, steps_of
from eventlog.log import Log
from web.charts.both_times import Mark
from web.words import DECISIONS, LEVEL_WORDS, OUTCOMES
from web.world import AMSTERDAM

NATURES = {
    "feit": ("■", "feit"),
    "waarneming": ("◆", "waarneming"),
    "omstandigheid": ("▲", "gebeurtenis"),
    "interpretatie": ("○", "interpretatie"),
}
"""A sign and a word for how sure something is, so that colour is never needed."""
VERDICTS = {
    "vastgesteld": "nagegaan: klopt",
    "weerlegd": "nagegaan: klopt niet",
    "onbeslist": "nagegaan: niet te zeggen",
}


Order = Literal["gezien", "opgeschreven"]
"""By which of both times: the day it was so, or the moment it was written down."""


class Moment(NamedTuple):
    """The day it was so, when it was recorded, what kind of thing it is, and the words the viewer may see.

    `nature` is a signal's: feit, waarneming, omstandigheid or interpretatie; empty for all else.
    """

    nature: str
    day: date
    recorded: datetime
    sign: str
    kind: str
    what: str
    told: str
    source: str
    is_late: bool


def timeline(log: Log, case: CaseId, when: When, sight: Sight, order: Order = "gezien") -> list[Moment]:
    """The newest first, by one of both times."""
    found = []
    labels = when.policy
    for step in steps_of(log, case, when.position):
        entry = step
        recorded: datetime = entry.at  # type: ignore[attr-defined]  # every entry of the log has its moment
        event = step.event
        if isinstance(event, SignalRecorded | SignalCorrected):
            found.append(_signal(event, recorded, label_of(labels, event.indicator), sight))
        elif told := _other(event):
            found.append(
                Moment("", _day_of(event, recorded), recorded, "–", told[0], told[1], "", "", is_late=False)
            )
    if order == "opgeschreven":
        return sorted(found, key=lambda one: one.recorded, reverse=True)
    return sorted(found, key=lambda one: (one.day, one.recorded), reverse=True)


def marks(moments: list[Moment]) -> list[Mark]:
    """The signals among them, for the drawing of both times."""
    return [
        Mark(one.nature, one.day, one.recorded.astimezone(AMSTERDAM).date()) for one in moments if one.nature
    ]


def _signal(event: SignalRecorded | SignalCorrected, recorded: datetime, label: str, sight: Sight) -> Moment:
    sign, kind = NATURES[event.nature]
    words = sight.sees("teksten")
    return Moment(
        event.nature,
        event.observed_on,
        recorded,
        sign,
        f"{kind}, verbeterd" if isinstance(event, SignalCorrected) else kind,
        f"Spreekt tegen: {label}" if event.polarity == "weerlegt" else label,
        event.text if words else "",
        f"{event.source}, {event.organisation}" if words else event.organisation,
        is_late=(recorded.date() - event.observed_on).days > 1,
    )


def _day_of(event: Event, recorded: datetime) -> date:
    match event:
        case MissingReported(on=on) | MissingEnded(on=on) | CaseClosed(on=on) | AgeBandEntered(on=on):
            return on
        case _:
            return recorded.date()


def _other(event: Event) -> tuple[str, str] | None:
    match event:
        case CaseRegistered():
            return "casus", "De casus begon"
        case CasePlaced():
            return "casus", "De cliënt ging naar een andere plek"
        case CaseClosed():
            return "casus", "De casus werd gesloten"
        case CaseReopened():
            return "casus", "De casus ging weer open"
        case MissingReported():
            return "vermissing", "Als vermist gemeld"
        case MissingEnded():
            return "vermissing", "Niet meer vermist"
        case AgeBandEntered():
            return "casus", "De leeftijdsgroep werd bekend of veranderde"
        case LinkFound():
            return "verband", "Er is een verband met een andere casus"
        case SignalRetracted():
            return "signaal", "Een signaal werd ingetrokken"
        case SignalVerdictGiven(verdict=verdict):
            return "signaal", f"Een signaal werd {VERDICTS[verdict]}"
        case EscalationRaised(level=level):
            return "escalatie", f"Gemeld: {LEVEL_WORDS[level]}"
        case EscalationAcknowledged(level=level, by=by):
            return "escalatie", f"{by} pakt de escalatie op ({LEVEL_WORDS[level]})"
        case EscalationHandedOver(level=level, to=to):
            return "escalatie", f"Overgedragen aan {to or 'het kernteam'} ({LEVEL_WORDS[level]})"
        case EscalationDecided(decision=decision):
            return "besluit", DECISIONS[decision]
        case EscalationOutcomeRecorded(outcome=outcome):
            return "besluit", f"Uitkomst: {OUTCOMES[outcome]}"
        case _:
            return None
