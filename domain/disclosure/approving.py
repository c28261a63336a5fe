"""The second person: looks along, may stop it, and can compel nobody.

Sources: domain 6 (another person approves; the approver may stop, never compel), stappenplan 4 (weigh
together).
"""

from domain.commands import Refused
from domain.disclosure.events import DisclosureApproved, DisclosureDenied, DisclosureRequested
from domain.disclosure.preparing import running
from domain.disclosure.question import APPROVERS, holds_role
from domain.disclosure.sharing import Sharing, SharingCommand
from domain.disclosure.thread import Asked
from domain.events import Event
from domain.words import Personal


class SecondPerson(SharingCommand, frozen=True):
    """A command of somebody who looks along."""

    def may_look(self, view: Sharing) -> DisclosureRequested:
        """The request, when this person has the role for it and did not make it.

        Raises:
            Refused: otherwise.
        """
        request = running(self.thread(view)).request
        roles = APPROVERS[request.side]
        if self.by == request.by:
            raise Refused(
                "goedkeuring.zelf",
                "Een aanvraag van uzelf keurt u niet goed of af.",
                f"Vraag een ander: {' of '.join(roles)} van {request.giver}.",
            )
        if not holds_role(view.roles, self.by, request.giver, self.today) & set(roles):
            raise Refused(
                "goedkeuring.geen_rol",
                "U hebt geen rol om hierover mee te beslissen.",
                f"Dit kan: {' of '.join(roles)} van {request.giver}.",
            )
        return request


class ApproveDisclosure(SecondPerson, frozen=True):
    """Agree. Nothing leaves by this: only who asked releases it."""

    attempt = "goedkeuring"

    def judge(self, view: Sharing) -> list[Event]:
        """Once; somebody whose role ended is followed by another."""
        request = self.may_look(view)
        earlier = running(self.thread(view)).ready.approved_by
        if earlier == self.by:
            return []
        if earlier is not None and holds_role(view.roles, earlier, request.giver, self.today) & set(
            APPROVERS[request.side]
        ):
            raise Refused(
                "goedkeuring.gegeven",
                "Een ander heeft dit al goedgekeurd.",
                "U hoeft niets te doen. Afwijzen kan nog wel, zolang het niet is verstrekt.",
            )
        return [DisclosureApproved(self.case, self.disclosure, self.by)]


class DenyDisclosure(SecondPerson, frozen=True):
    """Stop it before it leaves, also after an approval."""

    attempt = "afwijzing"

    grounds: Personal

    def judge(self, view: Sharing) -> list[Event]:
        """With grounds, while it has not left."""
        self.may_look(view)
        if not isinstance(self.thread(view), Asked):
            raise Refused(
                "afwijzing.te_laat",
                "Dit is al verstrekt.",
                "Stoppen kan nog wel: `opplussen share stop`. De ontvanger hoort dat dan.",
            )
        if not self.grounds.strip():
            raise Refused("afwijzing.reden", "Een afwijzing heeft een reden nodig.", "Schrijf waarom niet.")
        return [DisclosureDenied(self.case, self.disclosure, self.grounds, self.by)]
