"""`opplussen signal`: record one piece, correct or retract it, and say what looking into it found.

What was seen or heard is personal: it is asked for on the terminal or read from what comes in, and no message
repeats it.
"""

from datetime import datetime
from typing import Annotated

import msgspec
import typer

from cli.desk.acting import By, Desk, Reason, asked, day_of, desk
from cli.desk.reading import As, reading_as
from cli.place.clock import today
from cli.place.identities import signal_number
from cli.screen.options import AsJson, CaseName
from cli.screen.output import put, results, say
from cli.screen.tabular import show_rows
from domain.acting.rule import works_at
from domain.case_facts import NO_FACTS
from domain.commands import Refused, about
from domain.scoring.facts import Nature, Polarity, Verdict
from domain.signals.events import SignalCorrected, SignalRecorded
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal, evolve_signal, history_of
from domain.words import CaseId, OrganisationId, PersonId, SignalId
from engine.reading.facts import appointments_for
from engine.reading.words import DO_NOT_QUESTION
from projections.case.state import unpack
from projections.heard import heard_by
from projections.watchlist import place_of, state_of

app = typer.Typer(
    help="Signalen: één ding dat gezien of gehoord is, verbeteren, intrekken en beoordelen.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Number = Annotated[str, typer.Argument(metavar="SIGNAAL", help="Het nummer van het signaal.")]
Indicator = Annotated[str, typer.Option("--indicator", metavar="CODE", help="Een code uit het beleid.")]
NatureOf = Annotated[Nature, typer.Option("--nature", help="Wat voor soort signaal het is.")]
PolarityOf = Annotated[Polarity, typer.Option("--polarity", help="Of het bevestigt of juist weerlegt.")]
Provenance = Annotated[str, typer.Option("--provenance", metavar="WOORD", help="Hoe u het weet.")]
Source = Annotated[
    str | None,
    typer.Option("--source", metavar="BRON", help="Wie het zag of hoorde, als code.", show_default="--by"),
]
ObservedOn = Annotated[
    datetime | None,
    typer.Option(
        "--observed-on", formats=["%Y-%m-%d"], metavar="DATUM", help="Wanneer.", show_default="vandaag"
    ),
]
Text = Annotated[
    str | None,
    typer.Option("--text", metavar="TEKST", help="Wat u zag of hoorde. Anders wordt het gevraagd."),
]
RestsOn = Annotated[
    list[str] | None,
    typer.Option("--rests-on", metavar="SIGNAAL", help="Waar een interpretatie op rust; mag vaker."),
]


@app.command()
def record(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    case: CaseName,
    by: By,
    indicator: Indicator,
    nature: NatureOf,
    provenance: Provenance = "eigen_waarneming",
    polarity: PolarityOf = "bevestigt",
    source: Source = None,
    organisation: Annotated[
        str | None,
        typer.Option(metavar="ORGANISATIE", help="Waar de bron werkt.", show_default="waar u zelf werkt"),
    ] = None,
    observed_on: ObservedOn = None,
    rests_on: RestsOn = None,
    text: Text = None,
) -> None:
    """Leg een signaal vast. Een gesloten casus gaat daardoor weer open."""
    say(DO_NOT_QUESTION)
    told = asked(text, "Wat is er gezien of gehoord?")
    number = SignalId(signal_number())
    with desk() as work:
        found = work.case(case)
        command = RecordSignal(
            found,
            number,
            indicator,
            polarity,
            nature,
            provenance,
            source or by,
            OrganisationId(organisation or _works_at(work, found, by)),
            day_of(observed_on),
            today(),
            tuple(SignalId(one) for one in rests_on or ()),
            told,
        )
        work.do(command, by)
    put(number)
    say("Het signaal is vastgelegd.")


@app.command()
def correct(  # noqa: PLR0913, PLR0917 - one parameter an option of the command line
    signal: Number,
    by: By,
    reason: Reason = None,
    indicator: Annotated[str | None, typer.Option(metavar="CODE", help="Een code uit het beleid.")] = None,
    nature: Annotated[Nature | None, typer.Option(help="Wat voor soort signaal het is.")] = None,
    provenance: Annotated[str | None, typer.Option(metavar="WOORD", help="Hoe u het weet.")] = None,
    polarity: Annotated[Polarity | None, typer.Option(help="Of het bevestigt of juist weerlegt.")] = None,
    source: Annotated[str | None, typer.Option(metavar="BRON", help="Wie het zag of hoorde.")] = None,
    observed_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATUM", help="Wanneer.")
    ] = None,
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEKST", help="Wat u zag of hoorde; - om het te typen.")
    ] = None,
    count_again: Annotated[
        bool, typer.Option("--count-again", help="Laat een signaal dat was ingetrokken weer meetellen.")
    ] = False,
) -> None:
    """Verbeter een signaal; wat u niet noemt blijft zoals het was. De eerste versie blijft in het logboek."""
    why = asked(reason, "Wat klopte er niet?")
    words = asked(None, "Wat is er gezien of gehoord?") if text == "-" else text
    with desk() as work:
        case, was = _as_recorded(work, signal)
        command = CorrectSignal(
            case,
            was.signal,
            indicator or was.indicator,
            polarity or was.polarity,
            nature or was.nature,
            provenance or was.provenance,
            source or was.source,
            was.organisation,
            was.observed_on if observed_on is None else observed_on.date(),
            today(),
            why,
            was.rests_on,
            was.text if words is None else words,
            count_again,
        )
        work.do(command, by)
    say("Het signaal is verbeterd.")


@app.command()
def retract(signal: Number, by: By, reason: Reason = None) -> None:
    """Trek een signaal in: het was een vergissing, of het ging over iemand anders."""
    why = asked(reason, "Waarom telt dit signaal niet?")
    with desk() as work:
        case, was = _as_recorded(work, signal)
        work.do(RetractSignal(case, was.signal, why), by)
    say("Het signaal telt niet meer.")


@app.command()
def verdict(
    signal: Number,
    by: By,
    found: Annotated[Verdict, typer.Option("--verdict", help="Wat het onderzoek uitwees.")],
    form: Annotated[
        str, typer.Option(metavar="VORM", help="De vorm van uitbuiting, als die is vastgesteld.")
    ] = "",
) -> None:
    """Leg vast wat onderzoek naar een signaal uitwees; wie het signaal gaf of vastlegde, hoort dat terug."""
    with desk() as work:
        case, was = _as_recorded(work, signal)
        recorders = _recorders(work, was.signal)
        work.do(GiveVerdict(case, was.signal, found, PersonId(by), today(), form, recorders), by)
    say("Het oordeel is vastgelegd.")


@app.command()
def heard(json: AsJson = False, reader: As = None) -> None:
    """Toon wat onderzoek uitwees naar de signalen die u gaf."""
    with (
        desk() as work,
        reading_as(work.workplace, reader, "signal heard") as who,
        work.reading() as connection,
    ):
        found = heard_by(connection, who.person)
        who.among("hulp", [one.case for one in found])
    if json:
        put(msgspec.json.encode([one._asdict() for one in found]).decode())
        return
    if not found:
        results().print("Van uw signalen is nog niets onderzocht.")
        return
    rows = [(one.signal, one.verdict, one.form or "-") for one in found]
    show_rows(results(), ("signaal", "oordeel", "vorm"), rows)


@app.command("list")
def list_(case: CaseName, json: AsJson = False, reader: As = None) -> None:
    """Toon de signalen van een casus met hun nummer en oordeel, zonder tekst."""
    with desk() as work, reading_as(work.workplace, reader, "signal list") as who:
        found = who.case(work.engine, case, "teksten", "hulp").case
        with work.reading() as connection:
            data = state_of(connection, found)
    signals = (unpack(data).facts if data else NO_FACTS).signals
    if json:
        put(msgspec.json.encode(signals).decode())
        return
    if not signals:
        results().print("Deze casus heeft nog geen signalen.")
        return
    rows = [
        (
            *(one.id, one.indicator, f"{one.observed_on:%d-%m-%Y}", one.nature, one.source),
            "ingetrokken" if one.retracted else one.verdict or "-",
        )
        for one in signals
    ]
    show_rows(results(), ("nummer", "indicator", "gezien op", "aard", "bron", "oordeel"), rows)


def _works_at(work: Desk, case: CaseId, person: str) -> str:
    with work.reading() as connection:
        facility = OrganisationId(place_of(connection, case))
    return works_at(facility, appointments_for(work.log, PersonId(person)), PersonId(person), today())


def _recorders(work: Desk, signal: SignalId) -> tuple[str, ...]:
    """Who wrote the signal down."""
    entries = work.log.read([about(f"signal:{signal}", SignalRecorded)]).entries
    return tuple(dict.fromkeys(entry.by for entry in entries))


def _as_recorded(work: Desk, signal: str) -> tuple[CaseId, SignalRecorded | SignalCorrected]:
    """The case that a signal belongs to now, and the last that was said of it.

    Raises:
        Refused: when there is no such signal.
    """
    view = None
    last: SignalRecorded | SignalCorrected | None = None
    for entry in work.log.read([history_of(SignalId(signal))]).entries:
        view = evolve_signal(view, entry.event)  # type: ignore[arg-type]  # the boundary names these alone
        if isinstance(entry.event, SignalRecorded | SignalCorrected):
            last = entry.event
    if view is None or last is None:
        raise Refused("signaal.onbekend", "Dit signaal is er niet.", "Zie: opplussen signal list CASUS")
    return view.case, last
