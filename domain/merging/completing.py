"""Complete a merge of before everything went along: what it did not bring then is brought now.

Since it does, a merge brings who the client is; one that did not is one of before. What was recorded since
stays as it is, and a split gives each its own back as of any merge.
"""

from datetime import date

from domain.cases.standing import Merged, workable
from domain.client import client_along, found
from domain.commands import Refused
from domain.events import Event
from domain.merging.pair import Pair, PairCommand
from domain.roster import roster_along
from domain.signals.following import words_along
from domain.stappenplan.following import plan_along
from domain.words import CaseId

# command


class CompleteMerge(PairCommand, frozen=True):
    """Bring along what the merge of `case` into `into` left behind."""

    attempt = "samenvoeging_aanvullen"

    case: CaseId
    into: CaseId
    today: date

    def cases(self) -> tuple[CaseId, CaseId]:
        """What went and what stayed."""
        return (self.case, self.into)

    def decide(self, view: Pair) -> list[Event]:
        """Words, client, who works with them and stappenplan, once; nothing of a merge that brought them.

        Who was found since is not missing again.
        """
        stays = view.side(self.into)
        workable(self.into, stays.facts.standing)
        brought = stays.brought.get(self.case)
        if brought is None or not isinstance(view.side(self.case).facts.standing, Merged):
            raise Refused(
                "aanvullen.geen",
                f"De casus {self.case} is niet met deze casus samengevoegd.",
                "Controleer de verwijzing.",
            )
        if self.case in view.client(self.into).brought:
            return []
        here, there = view.texts.get(self.into, {}), view.texts.get(self.case, {})
        wordless = [signal.id for signal in stays.facts.signals if signal.id in brought.signals - {*here}]
        plan_came = self.case in view.plan(self.into).without
        client = view.client(self.case)
        if not stays.facts.missing:
            client = found(client)
        return [
            *words_along(self.into, self.case, wordless, there),
            *client_along(self.into, self.case, client),
            *roster_along(self.into, self.case, view.roster(self.case), view.roster(self.into), self.today),
            *([] if plan_came else plan_along(self.into, self.case, view.plan(self.case))),
        ]
