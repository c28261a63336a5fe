"""Undo a merge: each case has its own back, and what was recorded since stays where it belongs."""

from datetime import date

from domain.case_sides import Side
from domain.cases.events import (
    AgeBand,
    CaseReopened,
    CaseRestored,
    CaseSplitOff,
)
from domain.cases.standing import Closed, Merged, standing, workable
from domain.commands import Refused
from domain.consent.following import ask_again, exclude_as_well
from domain.escalation.following import given_back
from domain.events import Event
from domain.links import LinkKeyMoved
from domain.merging.pair import Pair, PairCommand
from domain.roster import roster_back
from domain.signals.events import SignalMoved
from domain.signals.following import words_along
from domain.stappenplan.following import plan_back
from domain.watchlists.following import Parting, exchange_back, listing_back, longest
from domain.words import CaseId, SignalId

# command


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
            *words_along(self.source, self.case, ids, view.texts.get(self.case, {})),
            *roster_back(view.roster(self.case), self.source, view.roster(self.source), self.today),
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
