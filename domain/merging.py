"""Two cases that prove to be one client become one; a mistake in that is undone.

Source: artikel (the child goes from place to place: the same client is known twice). Each case keeps events
of its own: `CaseMergedInto` and `CaseAbsorbed` together, `CaseRestored` and `CaseSplitOff` together. Episodes
go before the signals: when these count, people were told already.
"""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct, structs

from domain.case_facts import CaseFacts
from domain.case_sides import SIDE_EVENTS, Side, SideEvent, evolve_side
from domain.cases.events import (
    AgeBand,
    CaseAbsorbed,
    CaseMergedInto,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
)
from domain.cases.standing import Closed, Merged, Unknown, merged, standing, unknown, workable
from domain.commands import Command, Item, Query, Refused, about
from domain.consent.following import ask_again, exclude_as_well
from domain.consent.ledger import LEDGER, SILENT, Ledger, LedgerEvent, evolve_ledger
from domain.escalation.following import Going, along, given_back
from domain.events import Event
from domain.links import LinkEvent, LinkKeyMoved, Shared, evolve_shared, key_of
from domain.signals.events import SignalMoved
from domain.stappenplan.following import plan_along, plan_back
from domain.stappenplan.progress import PLAN_EVENTS, Plan, PlanEvent, evolve_plan
from domain.watchlists.following import Parting, exchange_back, listing_back, longest, on_merge
from domain.words import CaseId, SignalId

# view


class Pair(Struct, frozen=True):
    """Both cases by id, their consents and plans, and who else holds the keys that both have."""

    sides: dict[CaseId, Side] = {}
    ledgers: dict[CaseId, Ledger] = {}
    plans: dict[CaseId, Plan] = {}
    shared: dict[str, Shared] = {}

    def side(self, case: CaseId) -> Side:
        """One of them; without facts when nothing happened to it."""
        return self.sides.get(case, Side())

    def ledger(self, case: CaseId) -> Ledger:
        """What stands of consent in one of them."""
        return self.ledgers.get(case, SILENT)

    def plan(self, case: CaseId) -> Plan:
        """Where one of them stands in the stappenplan."""
        return self.plans.get(case, Plan())


PairEvent = SideEvent | LinkEvent | LedgerEvent | PlanEvent


class PairCommand(Command[Pair, PairEvent], frozen=True):
    """A command about two cases."""

    def cases(self) -> tuple[CaseId, CaseId]:
        """The two cases."""
        raise NotImplementedError

    def boundary(self) -> Query:
        """Everything known of both, and their link keys."""
        return tuple(_everything_of(case) for case in self.cases())

    def initial(self) -> Pair:
        """Nothing known."""
        return Pair()

    def evolve(self, view: Pair, event: PairEvent) -> Pair:
        """Each event to its case, its ledger and its plan, and each key's event to its key."""
        if isinstance(event, LinkEvent):
            shared = evolve_shared(view.shared.get(event.key, Shared()), event)
            view = structs.replace(view, shared={**view.shared, event.key: shared})
        if event.case not in self.cases():
            return view
        if isinstance(event, LedgerEvent):
            ledger = evolve_ledger(view.ledger(event.case), event)
            view = structs.replace(view, ledgers={**view.ledgers, event.case: ledger})
        if isinstance(event, PlanEvent):
            plan = evolve_plan(view.plan(event.case), event)
            view = structs.replace(view, plans={**view.plans, event.case: plan})
        if not isinstance(event, SideEvent):
            return view
        return structs.replace(
            view, sides={**view.sides, event.case: evolve_side(view.side(event.case), event)}
        )


EVERYTHING: tuple[type[Event], ...] = tuple(dict.fromkeys((*SIDE_EVENTS, *LEDGER, *PLAN_EVENTS)))


def _everything_of(case: CaseId) -> Item:
    return about(f"case:{case}", *EVERYTHING)


def keys_of_both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The links that two cases have both (`CaseFacts.links`): what `MergeCases.shared` must name."""
    return tuple(sorted(set(one) & set(other)))


# commands


class MergeCases(PairCommand, frozen=True):
    """Let `case` go on as `into`; `shared` names the links both have (`keys_of_both`).

    They may be links with each other only, and a case is not linked with itself: who else holds these keys is
    part of the decision. `going` are the episodes that run without waiting for a first decision.
    """

    attempt = "casussen_samenvoegen"

    case: CaseId
    into: CaseId
    today: date
    shared: tuple[str, ...] = ()
    going: tuple[Going, ...] = ()

    def cases(self) -> tuple[CaseId, CaseId]:
        """What goes and what stays."""
        return (self.case, self.into)

    def boundary(self) -> Query:
        """Both cases, and who holds the links of both."""
        return (*super().boundary(), *[key_of(key) for key in self.shared])

    def decide(self, view: Pair) -> list[Event]:
        """Two appends together, each complete; the signals are found under the new case from now on."""
        gone, stays = view.side(self.case), view.side(self.into)
        self._require_mergeable(gone.facts, stays.facts)
        absorbed = CaseAbsorbed(
            self.into,
            self.case,
            gone.facts.signals,
            self._links(view, gone.facts, stays.facts),
            gone.facts.band,
            gone.facts.missing,
            tuple(gone.now.listed),
            gone.now.running,
        )
        return [
            *along(
                gone.episodes,
                stays.episodes,
                self.going,
                self.cases(),
                standing(gone.facts.standing).facility,
            ),
            CaseMergedInto(self.case, self.into),
            absorbed,
            *plan_along(self.into, self.case, view.plan(self.case)),
            *on_merge(gone.now, stays.now, self.case, self.into, self.today),
            *[SignalMoved(self.into, SignalId(signal.id)) for signal in gone.facts.signals],
            *[LinkKeyMoved(self.into, self.case, key.kind, key.key) for key in gone.keys],
            *self._consents(view.ledger(self.case), view.ledger(self.into)),
        ]

    def _consents(self, gone: Ledger, stays: Ledger) -> list[Event]:
        return [
            *ask_again(self.case, gone, "samengevoegd"),
            *ask_again(self.into, stays, "samengevoegd"),
            *exclude_as_well(self.into, stays, gone),
        ]

    def _require_mergeable(self, gone: CaseFacts, stays: CaseFacts) -> None:
        if self.case == self.into:
            raise Refused("samenvoegen.zelfde", "Dit is twee keer dezelfde casus.", "Kies twee casussen.")
        match gone.standing:
            case Unknown():
                raise unknown(self.case)
            case Merged() as already:
                raise merged(already)
        now = workable(self.into, stays.standing)
        if standing(gone.standing).facility != now.facility:
            raise Refused(
                "samenvoegen.verstrekking",
                "Deze casussen zijn van verschillende instellingen. Na samenvoegen weten beide instellingen "
                "dat de ander de cliënt kent. Dat mag niet zonder meer.",
                "Vraag een verstrekking aan (bekend of niet bekend). De casussen blijven twee.",
            )
        missed = set(keys_of_both(gone.links, stays.links)) - set(self.shared)
        if missed:
            raise Refused(
                "samenvoegen.verbanden",
                "De casussen hebben verbanden die nog niet zijn bekeken.",
                "Probeer het opnieuw.",
            )

    def _links(self, view: Pair, gone: CaseFacts, stays: CaseFacts) -> tuple[str, ...]:
        both = set(keys_of_both(gone.links, stays.links))
        others = {key for key in both if set(view.shared[key].cases()) - set(self.cases())}
        every = dict.fromkeys((*stays.links, *gone.links))
        return tuple(key for key in every if key not in both or key in others)


class SplitCases(PairCommand, frozen=True):
    """Undo a merge: `source` stands on its own again.

    `case` is the one that absorbed it; `signals` are those recorded since that belong to `source`.
    """

    attempt = "casussen_splitsen"

    case: CaseId
    source: CaseId
    today: date
    signals: tuple[SignalId, ...] = ()

    def cases(self) -> tuple[CaseId, CaseId]:
        """What stays and what is given back."""
        return (self.case, self.source)

    def decide(self, view: Pair) -> list[Event]:
        """The source gets what it brought, as it stands now, and the named later signals."""
        side = view.side(self.case)
        workable(self.case, side.facts.standing)
        brought = side.brought.get(self.source)
        if brought is None:
            raise Refused(
                "splitsen.geen",
                f"De casus {self.source} is niet met deze casus samengevoegd.",
                "Controleer de verwijzing.",
            )
        strangers = set(self.signals) - {signal.id for signal in side.facts.signals}
        if strangers:
            raise Refused(
                "splitsen.signaal",
                f"Deze signalen horen niet bij de casus: {', '.join(sorted(strangers))}.",
                "Controleer de nummers.",
            )
        wanted = brought.signals | set(self.signals)
        back = tuple(signal for signal in side.facts.signals if signal.id in wanted)
        ids = tuple(SignalId(signal.id) for signal in back)
        keys = [key for key in side.keys if key.via == self.source]
        left, given = _links_apart(side, self.source)
        was = view.side(self.source).facts.standing
        later = set(self.signals) - brought.signals
        reopened = later and isinstance(was, Merged) and isinstance(was.was, Closed)
        return [
            *given_back(side.episodes, self.case, self.source, standing(side.facts.standing).facility),
            CaseSplitOff(self.case, self.source, ids, left, *_alone(side, self.source)),
            *plan_back(self.case, self.source, view.plan(self.case)),
            CaseRestored(self.source, self.case, back, given, brought.missing),
            *([CaseReopened(self.source, "nieuw_signaal")] if reopened else []),
            *self._arrangements_apart(side),
            *[SignalMoved(self.source, signal) for signal in ids],
            *[LinkKeyMoved(self.source, self.case, key.kind, key.key) for key in keys],
            *ask_again(self.case, view.ledger(self.case), "gesplitst"),
            *exclude_as_well(self.source, view.ledger(self.source), view.ledger(self.case)),
        ]

    def _arrangements_apart(self, side: Side) -> list[Event]:
        brought = side.brought[self.source]
        others = [one for case, one in side.brought.items() if case != self.source]
        kept = {facility for one in others for facility in one.listed}
        parting = Parting(self.case, self.source, self.today)
        left = longest((side.exchange, *[one.exchange for one in others]))
        return [
            *listing_back(side.now, parting, brought.listed, kept),
            *exchange_back(side.now, parting, brought.exchange, left),
        ]


def _alone(side: Side, source: CaseId) -> tuple[AgeBand | None, bool]:
    # an age band of its own goes before those that others brought, as when they were absorbed
    others = [one for case, one in side.brought.items() if case != source]
    bands = [band for band in (side.band, *[one.band for one in others]) if band is not None]
    return (bands[0] if bands else None, side.missing or any(one.missing for one in others))


def _links_apart(side: Side, source: CaseId) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The links that stay and those given back: with a third case as before, or with each other again."""
    own = dict.fromkeys(key.key for key in side.keys if key.via != source)
    back = dict.fromkeys(key.key for key in side.keys if key.via == source)
    linked = {*side.facts.links, *(own.keys() & back.keys())}
    return tuple(key for key in own if key in linked), tuple(key for key in back if key in linked)
