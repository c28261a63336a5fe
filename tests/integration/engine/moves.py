"""What people of two facilities can do with a few cases: each move the commands that fit what is so by then.

A command that is refused is not in the history: what is left is one that could have happened.
"""

from collections.abc import Callable
from datetime import timedelta

from msgspec import structs

from cli.proeftuin.document import shipped_policy
from domain.ageing import EnterAgeBand
from domain.appointing import AppointPerson, AppointSubstitute, EndAppointment
from domain.cases.commands import (
    AcknowledgeBrief,
    CloseCase,
    EndPlacement,
    PlaceCase,
    RecordIdentity,
    ReopenCase,
)
from domain.cases.events import Erased
from domain.convenant import EndConvenant, SignConvenant
from domain.erasure.erasing import EraseSubject
from domain.escalation.deciding import (
    AcknowledgeEscalation,
    AgreeLead,
    DecideEscalation,
    HandOverEscalation,
    RecordOutcome,
)
from domain.escalation.holding import SetAsideHeld
from domain.joining import PairUnit
from domain.links import RecordLinkKey
from domain.merging.joining import MergeCases, keys_of_both
from domain.merging.parting import SplitCases
from domain.missing.reporting import EndMissing, ReportMissing
from domain.policies import AdoptPolicy, ProposePolicy
from domain.roster import AskView, EndInvolvement, RecordInvolvement
from domain.scoring.facts import Nature, Polarity, Verdict
from domain.signals.recording import RecordSignal
from domain.signals.revising import CorrectSignal, GiveVerdict, RetractSignal
from domain.watchlists.agreeing import AgreeWatchlist, TakeBackEndorsement
from domain.watchlists.events import Entry
from domain.watchlists.exchange import AnnounceExchangeEnd, EndExchange, OpenExchange, months_after
from domain.watchlists.weighing import WeighCase
from domain.words import CaseId, PersonId, SignalId
from projections.case.following import looked
from tests.integration.engine.lived import ONE, TWO, UNITS, AnyCommand, History

INDICATORS = ("SX03", "GW01", "RL01", "SX01", "SX04", "VM01", "LV02", "BF01", "GW03")
NATURES: tuple[Nature, ...] = ("feit", "waarneming", "interpretatie")
POLARITIES: tuple[Polarity, ...] = ("bevestigt", "bevestigt", "bevestigt", "weerlegt")
VERDICTS: tuple[Verdict, ...] = ("vastgesteld", "weerlegd", "onbeslist")
TEAMS = {ONE: ("noor", "bram"), TWO: ("mila", "anouk")}
DAYS = (1, 1, 1, 2, 5, 8, 40)


Do = Callable[[History, CaseId, int], object]


def _signal(history: History, case: CaseId, number: int) -> RecordSignal:
    return RecordSignal(
        case,
        SignalId(f"s-{len(history.signals)}"),
        INDICATORS[number % len(INDICATORS)],
        POLARITIES[number % len(POLARITIES)],
        NATURES[number % len(NATURES)],
        "eigen_waarneming",
        f"bron-{number % 5}",
        (ONE, TWO)[number % 2],
        history.today - timedelta(days=number % 4 * 20),
        history.today,
        text="tekst",
    )


def _record(history: History, case: CaseId, number: int) -> None:
    signal = _signal(history, case, number)
    if history.attempt(signal):
        history.signals.append(signal.signal)


def _several(history: History, case: CaseId, number: int) -> None:
    for more in range(4):
        _record(history, case, number + more)


def _revise(make: Callable[[History, CaseId, SignalId, int], AnyCommand]) -> Do:
    """About a signal of the case, if it has any."""

    def revise(history: History, case: CaseId, number: int) -> None:
        signals = history.state(case).facts.signals
        if signals:
            signal = SignalId(signals[number % len(signals)].id)
            history.attempt(make(history, case, signal, number))

    return revise


def _correct(history: History, case: CaseId, signal: SignalId, number: int) -> AnyCommand:
    told = structs.asdict(_signal(history, case, number)) | {"signal": signal}
    return CorrectSignal(**told, reason="verkeerd ingevuld", count_again=number % 2 == 0)


def _place(history: History, case: CaseId, number: int) -> None:
    owner = PersonId("tess") if number % 3 else None
    history.attempt(PlaceCase(case, (ONE, TWO)[number % 2], history.today, history.today, owner))
    history.attempt(AcknowledgeBrief(case, PersonId("mila")))


def _merge(history: History, case: CaseId, number: int) -> None:
    into = history.cases[number % len(history.cases)]
    one, other = history.state(case), history.state(into)
    about = (keys_of_both(one.facts.links, other.facts.links), looked(history.log.head(), one, other))
    history.attempt(MergeCases(case, into, history.today, *about))


def _split(history: History, case: CaseId, number: int) -> None:
    signals = history.state(case).facts.signals
    later = (SignalId(signals[-1].id),) if signals and number % 2 else ()
    splits = [SplitCases(case, source, history.today, later) for source in history.cases]
    next(filter(history.attempt, splits), None)  # the first that can


def _missing(history: History, case: CaseId, number: int) -> None:
    for kind in (ReportMissing, EndMissing)[number % 3 % 2 :]:
        history.attempt(kind(case, history.today, history.today))
        history.later(days=number % 2)


def _forget(history: History, case: CaseId, number: int) -> None:
    """Seldom, for nothing happens to a case after it; `number` says whether the person or the file."""
    if number % 6 < 5:
        return
    history.attempt(CloseCase(case, history.today, history.today, "vertrokken"))
    keeper, officer = PersonId(TEAMS[history.facility(case)][0]), PersonId("frits")
    what: Erased = ("persoon", "dossier")[number % 4 // 3]
    history.attempt(EraseSubject((case,), what, "verzoek", keeper, officer, history.today, {}))


def _link(history: History, case: CaseId, number: int) -> None:
    for one in (case, history.cases[number % len(history.cases)]):
        history.attempt(RecordLinkKey(one, "adres", f"{history.mark}k{number % 3}"))


def _calm(history: History, case: CaseId, _: int) -> None:
    for signal in history.state(case).facts.signals:
        history.attempt(RetractSignal(case, SignalId(signal.id), "over een ander"))
    history.engine.catch_up()


def _roster(history: History, case: CaseId, number: int) -> None:
    person = PersonId(("fleur", "sem", "tess")[number % 3])
    history.attempt(RecordInvolvement(case, person, ONE, "mentor", history.today))
    history.attempt(AskView(case, person))
    if number % 2:
        history.attempt(EndInvolvement(case, person, history.today))


def _list(history: History, case: CaseId, number: int) -> None:
    facility = history.facility(case)
    others = [one for one in history.cases if history.facility(one) == facility]
    entries = tuple(Entry(one, "hoog_risico", "besproken") for one in others[number % 2 :])
    first = PersonId(TEAMS[facility][0])
    history.attempt(AgreeWatchlist(facility, entries[1:], first, history.today), first)
    history.attempt(TakeBackEndorsement(facility, first, history.today), first)
    for by in TEAMS[facility]:
        history.attempt(WeighCase(case, facility, PersonId(by), "hoog_risico", "gezien", history.today), by)
        history.attempt(AgreeWatchlist(facility, entries, PersonId(by), history.today), by)


def _exchange(history: History, case: CaseId, number: int) -> None:
    _list(history, case, 0)
    facility, today = history.facility(case), history.today
    until = months_after(today, 6)
    history.attempt(OpenExchange(case, facility, UNITS[facility], ("signalen",), today, until))
    history.attempt(AnnounceExchangeEnd(case, today))
    if number % 3 == 0:
        history.attempt(EndExchange(case, today, "niet meer nodig"))


def _escalation(history: History, case: CaseId, number: int) -> None:
    history.engine.catch_up()
    for one in history.episodes(case):
        who = (one.case, one.level, one.opened, PersonId(one.responsible or ""), history.today)
        acts: list[AnyCommand] = [
            AcknowledgeEscalation(*who),
            HandOverEscalation(*who, PersonId("sanne")),
            DecideEscalation(*who, "doorverwijzen_avim", "ernstig", PersonId("noor")),
            RecordOutcome(*who, "gegrond"),
            DecideEscalation(*who, "zelf_hulp", f"reden {number}"),
        ]
        first = number % len(acts)
        for command in acts[first : first + 2]:
            history.attempt(command, one.responsible or "")
    history.attempt(AgreeLead(case, "zorg", PersonId("noor"), PersonId("bram"), history.today))


def _policy(history: History, case: CaseId, number: int) -> None:
    history.versions += 1
    version, shipped = str(history.versions), shipped_policy()
    levels = dict(shipped.levels)
    levels["zorgcoordinator"] = structs.replace(levels["zorgcoordinator"], on=30.0 + 3 * number, off=25.0)
    indicators = dict(shipped.indicators)
    if number % 2:
        indicators["GW01"] = structs.replace(indicators["GW01"], weight_db=2.0 + number)
    policy = structs.replace(
        shipped, version=version, prior_db=-20.0 + number, levels=levels, indicators=indicators
    )
    history.attempt(ProposePolicy(version, PersonId("noor"), history.today, policy, "anders wegen"))
    for by in ("noor", "bram"):
        history.attempt(AdoptPolicy(version, PersonId(by), history.today), by)
    history.engine.catch_up()
    for one in history.episodes(case):
        by = PersonId(TEAMS[history.facility(case)][0])
        history.attempt(SetAsideHeld(case, one.level, one.opened, by, history.today, "is al bekend"))


def _partners(history: History, _: CaseId, number: int) -> None:
    today, person = history.today, PersonId(f"nieuw-{number}")
    several: list[AnyCommand] = [
        AppointPerson(person, ONE, "aandachtsfunctionaris", today),
        AppointSubstitute(person, ONE, "aandachtsfunctionaris", PersonId("sanne"), today),
        EndAppointment(person, ONE, "aandachtsfunctionaris", today),
        PairUnit(ONE, UNITS[TWO]),
        PairUnit(ONE, UNITS[ONE]),
        EndConvenant("convenant-voorbeeld", today, "afgelopen"),
        SignConvenant("convenant-voorbeeld", (ONE, TWO, *UNITS.values()), today, months_after(today, 24)),
    ]
    for command in several[number % 3 :]:
        history.attempt(command)


MOVES: dict[str, Do] = {
    "record": _record,
    "several": _several,
    "correct": _revise(_correct),
    "retract": _revise(lambda _, case, signal, __: RetractSignal(case, signal, "dubbel")),
    "verdict": _revise(
        lambda history, case, signal, number: GiveVerdict(
            case, signal, VERDICTS[number % len(VERDICTS)], PersonId("bram"), history.today
        )
    ),
    "place": _place,
    "leave": lambda one, case, _: one.attempt(EndPlacement(case, one.today, one.today)),
    "close": lambda one, case, _: one.attempt(CloseCase(case, one.today, one.today, "afgerond")),
    "reopen": lambda history, case, _: history.attempt(ReopenCase(case)),
    "age": lambda history, case, number: history.attempt(
        EnterAgeBand(case, ("16_17", "18_plus")[number % 2], history.today, history.today)
    ),
    "identity": lambda history, case, _: history.attempt(RecordIdentity(case, "Verzonnen", "2009-01-01")),
    "merge": _merge,
    "split": _split,
    "missing": _missing,
    "forget": _forget,
    "link": _link,
    "calm": _calm,
    "roster": _roster,
    "list": _list,
    "exchange": _exchange,
    "escalation": _escalation,
    "policy": _policy,
    "partners": _partners,
    "days": lambda history, _, number: history.later(days=DAYS[number % len(DAYS)]),
    "engine": lambda history, _, __: history.engine.catch_up(),
}
