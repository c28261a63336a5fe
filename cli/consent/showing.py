"""`opplussen consent show` and `waiting`: what stands, who may receive what, and what to ask again."""

from datetime import date
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from cli.desk.acting import OfFacility, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.screen.options import AsJson, CaseName, KnownAt, chosen_day
from cli.screen.options import On as OnDay
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.agreements.document import Agreements
from domain.commands import Refused
from domain.consent.events import ConsentSought
from domain.consent.ledger import Consent, Ledger
from domain.consent.receiving import Receivable, ends, receivable, standing_fault
from domain.scoring.texts import in_dutch
from domain.words import OrganisationId
from engine.consents import ledger_at
from engine.history import moment
from engine.plans import agreements_at
from engine.reading.shielding import shielded_line
from engine.reading.words import CONSENT_DUE, giver_text
from projections.consents import waiting_consents
from projections.partners import partners


def show(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    recipient: Annotated[
        str | None,
        typer.Option(
            metavar="ONTVANGER",
            help="Wat deze ontvanger mag krijgen, en waarom: een ontvanger uit de werkafspraken.",
            show_default=False,
        ),
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(metavar="ORGANISATIE", help="Welke organisatie dat is.", show_default=False),
    ] = None,
    on: OnDay = None,
    known_at: KnownAt = None,
    json: AsJson = False,
    reader: As = None,
) -> None:
    """Toon de toestemming bij een casus, en wat iemand nu mag krijgen en waarom; ook op een eerdere dag."""
    with desk() as work, reading_as(work.workplace, reader, "consent show") as who:
        when = moment(work.engine.calendar, work.log.head(), chosen_day(on), chosen_day(known_at))
        seen = who.case(work.engine, case, "teksten", "hulp")
        ledger = ledger_at(work.log, seen.case, when.position)
        agreements = agreements_at(work.log, when.position)
        if agreements is None:
            raise Refused(
                "afspraken.toen", "Op die dag waren er nog geen werkafspraken.", "Kies een latere dag."
            )
        with work.reading() as connection:
            known = {one.organisation for one in partners(connection)}
    found: tuple[Receivable, ...] = ()
    if recipient is not None:
        _require_known("ontvanger", recipient, [*agreements.recipients])
        if organisation is not None:
            _require_known("organisatie", organisation, sorted(known))
        place = None if organisation is None else OrganisationId(organisation)
        found = receivable(ledger, agreements, recipient, when.on, place)
    if json:
        document = {"on": when.on, **_ledger_document(ledger), "receivable": _receivable(found)}
        put(msgspec.json.encode(document).decode())
        return
    _print_ledger(results(), ledger, agreements, when.on)
    if recipient is not None:
        _print_receivable(results(), found, agreements, recipient, when.on)


def waiting(facility: OfFacility = None, json: AsJson = False, reader: As = None) -> None:
    """Toon welke toestemming opnieuw moet worden besproken, of binnen een maand eindigt."""
    with (
        desk() as work,
        work.reading() as connection,
        reading_as(work.workplace, reader, "consent waiting") as who,
    ):
        every = waiting_consents(connection, today(), facility)
        sights = who.cases("hulp", list(dict.fromkeys(one.case for one in every)), "toestemmingen")
    found = [one for one in every if sights[one.case].sees("teksten")]
    if len(found) < len(every):
        say(shielded_line(len(every) - len(found)))
    if json:
        put(msgspec.json.encode([one._asdict() for one in found]).decode())
        return
    if not found:
        results().print("Er wacht geen toestemming.")
        return
    due = {str(reason): words for reason, words in CONSENT_DUE.items()}
    rows = [
        (
            *(f"{one.facility}/{one.reference}", one.consent, one.owner or "niemand", in_dutch(one.until)),
            due.get(str(one.due), "eindigt binnenkort"),
        )
        for one in found
    ]
    show_rows(results(), ("casus", "toestemming", "wie", "tot", "waarom"), rows)


def _require_known(word: str, name: str, known: list[str]) -> None:
    if name not in known:
        raise Refused(f"{word}.onbekend", f"{name} is geen {word}.", f"Kies uit: {', '.join(known)}.")


def _print_ledger(console: Console, ledger: Ledger, agreements: Agreements, on: date) -> None:
    if not ledger.consents:
        console.print("Er is geen toestemming.")
    for one in ledger.consents.values():
        until = in_dutch(ends(one, agreements.consent))
        console.print(f"{one.consent}: {', '.join(map(giver_text, one.givers))}, tot {until}", markup=False)
        console.print(f"    voor wie: {', '.join(one.recipients)}; waarvoor: {', '.join(one.purposes)}")
        console.print(f"    wat: {', '.join(one.categories)}{_small(one)}")
        fault = standing_fault(one, ledger, agreements.consent, on)
        if fault is not None:
            console.print(f"    Telt niet. {fault[0]} {fault[1]}", markup=False)
        for reason in one.due:
            console.print(f"    Opnieuw bespreken: {CONSENT_DUE[reason]}.")
    for name in ledger.withdrawn:
        console.print(f"{name}: ingetrokken of vervallen")
    if ledger.refused is not None:
        told = f"{in_dutch(ledger.refused.on)}, door {giver_text(ledger.refused.by)}"
        console.print(f"Laatste weigering: {told}, voor {', '.join(ledger.refused.recipients)}", markup=False)
    for effort in ledger.sought:
        console.print(_effort(effort), markup=False)
    for code in ledger.excluded:
        console.print(f"Uitgesloten: vertegenwoordiger {code}", markup=False)


def _effort(one: ConsentSought) -> str:
    came = f" Het kon niet: {one.hindered.replace('_', ' ')}." if one.hindered is not None else ""
    return f"Gevraagd op {in_dutch(one.on)} aan {giver_text(one.to)}, door {one.by}.{came}"


def _small(consent: Consent) -> str:
    return "; met een getekend formulier" if consent.written else ""


def _print_receivable(
    console: Console, found: tuple[Receivable, ...], agreements: Agreements, recipient: str, on: date
) -> None:
    console.print(f"\nWat {agreements.recipients[recipient].label} mag krijgen op {in_dutch(on)}:")
    for purpose in dict.fromkeys(one.purpose for one in found):
        theirs = [one for one in found if one.purpose == purpose]
        console.print(agreements.purposes[purpose].label, style="dim")
        allowed = [agreements.categories[one.category].label for one in theirs if one.covered.allowed]
        if allowed:
            console.print(f"    wel: {', '.join(allowed)}")
        for reason in dict.fromkeys(reason for one in theirs for reason in one.covered.reasons):
            console.print(f"    {reason}")


def _ledger_document(ledger: Ledger) -> dict[str, object]:
    return {
        "band": ledger.band,
        "explained": ledger.explained,
        "consents": [*ledger.consents.values()],
        "withdrawn": [*ledger.withdrawn.values()],
        "refused": ledger.refused,
        "sought": [
            {"on": one.on, "to": one.to, "by": one.by, "hindered": one.hindered} for one in ledger.sought
        ],
        "excluded": [*ledger.excluded],
    }


def _receivable(found: tuple[Receivable, ...]) -> list[dict[str, object]]:
    return [
        {
            "purpose": one.purpose,
            "category": one.category,
            "allowed": one.covered.allowed,
            "consent": one.covered.consent,
            "reasons": one.covered.reasons,
            "remedies": one.covered.remedies,
        }
        for one in found
    ]
