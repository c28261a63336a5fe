"""Recording one signal in under a minute: what was seen, which sign it is, how sure it is, and when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import ValidationError, convert

from domain.acting.rule import works_at
from domain.commands import Refused
from domain.policy_document import Policy
from domain.scoring.facts import Nature, Polarity
from domain.signals.recording import RecordSignal
from domain.words import CaseId, OrganisationId, SignalId
from engine.reading.naming import reference_of
from engine.reading.words import DO_NOT_QUESTION
from projections.database import reading
from projections.watchlist import OpenCase, open_cases, place_of
from web.gate import Filled, Visitor
from web.pages import show
from web.visit import Visit
from web.words import DIMENSIONS, NATURE_HELP, PROVENANCES

MOST_CASES = 50
FEELING = "OV01"
"""The sign for who cannot say what it is yet: it does not feel right."""


class Choice(NamedTuple):
    """A case to record something about, as the viewer may name it."""

    one: OpenCase
    name: str
    is_own: bool


def choose(visit: Visitor) -> Response:
    """About whom: the viewer's own cases first, and those of their facility."""
    near = [one.organisation for one in visit.places if one.role != "hulpverlener"]
    own = {one.organisation for one in visit.places}
    pairs = [one for one in visit.facilities if one in near or one not in own]
    with reading(visit.known.rows) as connection:
        found = open_cases(connection, visit.person, pairs, MOST_CASES)
    sights = visit.reader.among("hulp", [one.case for one in found])
    choices = []
    for one in found:
        sight = sights[CaseId(one.case)]
        if sight.sees("pseudoniem"):
            is_own = sight.relation == "eigenaar"
            choices.append(Choice(one, one.reference if sight.sees("verwijzing") else one.case, is_own))
    return show(visit, "signal_choose.html", {"title": "Signaal vastleggen", "choices": choices})


def find(visit: Visitor, filled: Filled) -> Response:
    """The case that somebody types, by the name they know it by; it never stands in an address."""
    found, _ = visit.case(filled.text("name"))
    return RedirectResponse(f"/signaal/{found}", 303)


def form(visit: Visitor, name: str, wijst: Polarity = "bevestigt") -> Response:
    """The form; `wijst` is which way the signal will probably point."""
    return _form(visit, name, {"signal": visit.world.new_signal(), "polarity": wijst}, None)


def _form(visit: Visit, name: str, filled: Mapping[str, str], refused: Refused | None) -> Response:
    case, sight = visit.case(name)
    policy = visit.now().policy
    model = {
        "title": "Signaal vastleggen",
        "case": case,
        "name": reference_of(visit.known, case) if sight.sees("verwijzing") else case,
        "do_not_question": DO_NOT_QUESTION,
        "feeling": FEELING,
        "groups": indicators(policy),
        "natures": NATURE_HELP,
        "provenances": {code: PROVENANCES.get(code, code) for code in policy.provenance},
        "yesterday": visit.today - timedelta(days=1),
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "signal.html", model, 200 if refused is None else 422)


def record(visit: Visitor, filled: Filled, name: str) -> Response:
    """Record it. The number stands in the form, so that sending twice records one."""
    case, _ = visit.case(name)
    try:
        visit.do(_command(visit, filled, case))
    except Refused as refused:
        return _form(visit, name, filled, refused)
    return RedirectResponse(f"/signaal/{case}/bedankt", 303)


def thanks(visit: Visitor, name: str) -> Response:
    """What happens next."""
    case, sight = visit.case(name)
    called = reference_of(visit.known, case) if sight.sees("verwijzing") else case
    return show(visit, "signal_thanks.html", {"title": "Dank u wel", "case": case, "name": called})


def indicators(policy: Policy) -> list[tuple[str, list[tuple[str, str]]]]:
    """The signs of the policy to choose from, by what they are about."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, one in sorted(policy.indicators.items(), key=lambda pair: pair[1].label or pair[0]):
        if code != FEELING:
            title = "Wat beschermt" if one.protective else DIMENSIONS.get(one.dimension, one.dimension)
            groups.setdefault(title, []).append((code, one.label or code))
    return [(title, groups[title]) for title in sorted(groups, key=lambda one: one == "Wat beschermt")]


def _command(visit: Visit, filled: Mapping[str, str], case: CaseId) -> RecordSignal:
    if not filled.get("text", "").strip():
        raise Refused("signaal.leeg", "Er staat nog niet wat u zag of hoorde.", "Schrijf een paar woorden.")
    if not filled.get("indicator"):
        raise Refused("signaal.teken", "U koos nog geen teken.", "Kies een teken, of “Het voelt niet goed”.")
    with reading(visit.known.rows) as connection:
        here = place_of(connection, case)
    where = works_at(OrganisationId(here), visit.reader.appointments, visit.person, visit.today)
    return RecordSignal(
        case,
        SignalId(filled.get("signal") or visit.world.new_signal()),
        filled["indicator"],
        _polarity(filled),
        _nature(filled),
        filled.get("provenance", ""),
        visit.person,
        where,
        _observed(filled, visit.today),
        visit.today,
        text=filled["text"].strip(),
    )


def _polarity(filled: Mapping[str, str]) -> Polarity:
    try:
        chosen: Polarity = convert(filled.get("polarity", ""), Polarity)
    except ValidationError:
        raise _not_chosen("Kies of dit op uitbuiting wijst, of juist niet.") from None
    return chosen


def _nature(filled: Mapping[str, str]) -> Nature:
    try:
        chosen: Nature = convert(filled.get("nature", ""), Nature)
    except ValidationError:
        raise _not_chosen("Kies hoe zeker het is.") from None
    return chosen


def _not_chosen(remedy: str) -> Refused:
    return Refused("signaal.keuze", "Er is nog iets niet gekozen.", remedy)


def _observed(filled: Mapping[str, str], today: date) -> date:
    """The day that was chosen.

    Raises:
        Refused: it is no day.
    """
    match filled.get("when", "today"):
        case "today":
            return today
        case "yesterday":
            return today - timedelta(days=1)
        case _:
            try:
                day: date = convert(filled.get("observed_on", ""), date)
            except ValidationError:
                raise Refused(
                    "signaal.dag",
                    "Er staat nog geen dag waarop het was.",
                    "Kies vandaag, gisteren of een datum.",
                ) from None
            return day
