"""Consents of the invented world: who may decide, and what was agreed to."""

from datetime import date

from msgspec import structs

from domain.cases.events import AgeBand, AgeBandEntered
from domain.consent.events import Capacity, ConsentExplained, ConsentGiven, ConsentSought, Giver, Told
from domain.consent.ledger import SILENT, Ledger, LedgerEvent, evolve_ledger
from domain.events import Event
from domain.words import PersonId
from tests.unit.domain.world import CARLA, MEES, TODAY

CLIENT = Giver("client")
MOTHER = Giver("vertegenwoordiger", "moeder", "ouder_met_gezag")
MENTOR = Giver("vertegenwoordiger", "mentor-1", "mentor")
TOLD: tuple[Told, ...] = (
    "wie_en_wat",
    "politie_moet_handelen",
    "ook_zonder_aangifte",
    "niet_terug_te_nemen",
    "weigeren_en_intrekken",
)
END = date(2026, 9, 1)
INCAPABLE = Capacity(
    "delen met de politie", "wilsonbekwaam", PersonId("arts"), "gesprek", ("kan_niet_afwegen",)
)


def explained(to: Giver = CLIENT, *, understood: bool = True, on: date = TODAY) -> ConsentExplained:
    return ConsentExplained(MEES, on, to, TOLD, "met plaatjes", "in eigen woorden", understood, CARLA)


def sought(on: date = TODAY) -> ConsentSought:
    return ConsentSought(MEES, on, CLIENT, CARLA, "samen gewandeld", "dan wordt hij boos")


def consented(band: AgeBand = "16_17", *givers: Giver, **other: object) -> ConsentGiven:
    """A consent to facts and observations for AVIM, for safety."""
    given = ConsentGiven(
        MEES,
        "t1",
        givers or (CLIENT,),
        ("avim",),
        ("veiligheid",),
        ("feiten", "waarnemingen"),
        TODAY,
        END,
        band,
    )
    return structs.replace(given, **other)


def aged(band: AgeBand) -> AgeBandEntered:
    return AgeBandEntered(MEES, band, TODAY)


def ledger(*events: Event) -> Ledger:
    view = SILENT
    for event in events:
        assert isinstance(event, LedgerEvent)
        view = evolve_ledger(view, event)
    return view
