"""Let a case go on as another: what it brings, and what must have been looked at before."""

from collections.abc import Sequence
from datetime import date

from domain.calendar import day_of
from domain.case_facts import CaseFacts
from domain.cases.events import (
    CaseAbsorbed,
    CaseMergedInto,
)
from domain.cases.standing import Merged, Unknown, merged, standing, unknown, workable
from domain.client import client_along
from domain.commands import Query, Refused
from domain.consent.following import ask_again, exclude_as_well
from domain.consent.ledger import Ledger
from domain.escalation.following import Episodes, Looked, along, answered
from domain.events import Event
from domain.links import LinkKeyMoved, key_of
from domain.merging.pair import Pair, PairCommand
from domain.policies import POLICY_ITEM
from domain.roster import roster_along
from domain.signals.events import SignalMoved
from domain.signals.following import words_along
from domain.stappenplan.following import plan_along
from domain.watchlists.following import on_merge
from domain.words import CaseId, SignalId


def keys_of_both(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """The links that two cases have both (`CaseFacts.links`): what `MergeCases.shared` must name."""
    return tuple(sorted(set(one) & set(other)))


# command


class MergeCases(PairCommand, frozen=True):
    """Let `case` go on as `into`; `shared` names the links both have (`keys_of_both`).

    They may be links with each other only, and a case is not linked with itself: who else holds these keys is
    part of the decision. `looked` says which episodes run without waiting for a first decision: it is needed
    when there are such, and outdated by whatever happens to either case, to the policy or the day after it.
    """

    attempt = "casussen_samenvoegen"

    case: CaseId
    into: CaseId
    today: date
    shared: tuple[str, ...] = ()
    looked: Looked | None = None

    def looked_at(self) -> int | None:
        """Where the score was looked at."""
        return None if self.looked is None else self.looked.position

    def cases(self) -> tuple[CaseId, CaseId]:
        """What goes and what stays."""
        return (self.case, self.into)

    def boundary(self) -> Query:
        """Both cases, and who holds the links of both; what the score rests on, when that was looked at."""
        score = () if self.looked is None else (POLICY_ITEM, day_of(self.today))
        return (*super().boundary(), *[key_of(key) for key in self.shared], *score)

    def decide(self, view: Pair) -> list[Event]:
        """Two appends together, each complete; the signals are found under the new case from now on."""
        gone, stays = view.side(self.case), view.side(self.into)
        self._require_mergeable(gone.facts, stays.facts)
        self._require_looked(gone.episodes)
        ids = [SignalId(signal.id) for signal in gone.facts.signals]
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
                self.looked.going if self.looked else (),
                self.cases(),
                standing(gone.facts.standing).facility,
            ),
            CaseMergedInto(self.case, self.into),
            absorbed,
            *words_along(self.into, self.case, ids, view.texts.get(self.case, {})),
            *client_along(self.into, self.case, view.client(self.case)),
            *roster_along(self.into, self.case, view.roster(self.case), view.roster(self.into), self.today),
            *plan_along(self.into, self.case, view.plan(self.case)),
            *on_merge(gone.now, stays.now, self.case, self.into, self.today),
            *[SignalMoved(self.into, signal) for signal in ids],
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

    def _require_looked(self, episodes: Episodes) -> None:
        if self.looked is None and answered(episodes):
            raise Refused(
                "samenvoegen.lopend",
                "Over deze casus is al besloten, en er is niet gekeken of dat nog loopt.",
                "Probeer het opnieuw.",
            )

    def _links(self, view: Pair, gone: CaseFacts, stays: CaseFacts) -> tuple[str, ...]:
        both = set(keys_of_both(gone.links, stays.links))
        others = {key for key in both if set(view.shared[key].cases()) - set(self.cases())}
        every = dict.fromkeys((*stays.links, *gone.links))
        return tuple(key for key in every if key not in both or key in others)
