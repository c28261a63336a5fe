"""What may somebody receive now, and why? Pure: the ledger at any position, for any day.

One consent must carry the whole question, so that what was given rests on one consent, and ends with it.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from domain.agreements.document import Agreements, ConsentTerms
from domain.consent.deciders import excluded_giver, still_decides, who_decides
from domain.consent.events import DueReason
from domain.consent.ledger import Consent, Ledger, Refusal
from domain.words import OrganisationId

HELD: dict[DueReason, str] = {
    "samengevoegd": "De casus is samengevoegd. De toestemming telt pas weer als die opnieuw is besproken.",
    "gesplitst": "De casus is gesplitst. De toestemming telt pas weer als die opnieuw is besproken.",
    "uitgesloten": "Een vertegenwoordiger die besliste, mag dat niet meer. De toestemming telt niet.",
}
"""Why a consent is held back; a new age band alone holds nothing back."""
ASK_AGAIN = "Bespreek de toestemming opnieuw: opplussen consent reassess"
ASK = "Leg uit wat delen betekent en vraag toestemming. Advies vragen kan altijd zonder persoonsgegevens."


class Covered(Struct, frozen=True):
    """Whether consent carries what was asked: which consent, which of the categories, and why (not).

    `reasons` and `remedies` are plain Dutch and hold nothing personal.
    """

    allowed: bool
    consent: str = ""
    categories: frozenset[str] = frozenset()
    reasons: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


class Receivable(Struct, frozen=True):
    """Whether one category may be received for one purpose."""

    purpose: str
    category: str
    covered: Covered


class _Reach(Struct, frozen=True):
    """How far one consent goes; the one that goes furthest answers."""

    stage: int
    size: int
    until: date
    consent: str
    answer: Covered


def covers(  # noqa: PLR0913, PLR0917 - a question has this many parts
    ledger: Ledger,
    terms: ConsentTerms,
    recipient: str,
    organisation: OrganisationId | None,
    purpose: str,
    categories: Iterable[str],
    on: date,
) -> Covered:
    """Does one consent let this recipient have all these categories for this purpose on this day?"""
    question = _Question(recipient, organisation or "", purpose, frozenset(categories), on)
    if not ledger.consents:
        return Covered(
            allowed=False, reasons=(*_nothing(ledger), *_said_no(ledger, question)), remedies=(ASK,)
        )
    reached = [_reach(consent, ledger, terms, question) for consent in ledger.consents.values()]
    return max(reached, key=lambda one: (one.stage, one.size, one.until, one.consent)).answer


def receivable(
    ledger: Ledger,
    agreements: Agreements,
    recipient: str,
    on: date,
    organisation: OrganisationId | None = None,
) -> tuple[Receivable, ...]:
    """Each purpose of the agreements, and each category it may carry: whether consent lets it go."""
    return tuple(
        Receivable(
            code,
            category,
            covers(ledger, agreements.consent, recipient, organisation, code, (category,), on),
        )
        for code, purpose in agreements.purposes.items()
        if not purpose.never
        for category in purpose.full
    )


def ends(consent: Consent, terms: ConsentTerms) -> date:
    """The day from which a consent no longer counts: never later than the agreements let it."""
    return min(consent.until, consent.since + timedelta(days=terms.longest_days))


def standing_fault(consent: Consent, ledger: Ledger, terms: ConsentTerms, on: date) -> tuple[str, str] | None:
    """Why a consent counts for nobody on a day, and what would mend it; None when it counts."""
    if on < consent.since:
        return (f"De toestemming begint pas op {consent.since:%d-%m-%Y}.", "Wacht tot die dag.")
    if on >= ends(consent, terms):
        return (f"De toestemming liep tot {ends(consent, terms):%d-%m-%Y}.", ASK)
    if excluded_giver(consent, ledger):
        return (HELD["uitgesloten"], ASK_AGAIN)
    held = [HELD[reason] for reason in consent.due if reason in HELD]
    if held:
        return (" ".join(held), ASK_AGAIN)
    if not still_decides(consent, ledger, double=terms.double_12_15):
        if ledger.band is None:
            return (
                "Het is niet bekend in welke leeftijdsgroep de cliënt valt.",
                "Leg de leeftijdsgroep vast.",
            )
        rule = who_decides(ledger.band, double=terms.double_12_15)
        return (f"Wie toestemming gaf, mag dat bij de leeftijd van nu niet (alleen). {rule}", ASK_AGAIN)
    return None


class _Question(Struct, frozen=True):
    recipient: str
    organisation: str
    purpose: str
    categories: frozenset[str]
    on: date

    def is_about(self, recipients: tuple[str, ...]) -> bool:
        return self.recipient in recipients or (bool(self.organisation) and self.organisation in recipients)

    def refused(self, refusal: Refusal) -> frozenset[str]:
        """What a refusal takes away from this question."""
        if not self.is_about(refusal.recipients) or self.purpose not in refusal.purposes:
            return frozenset()
        return self.categories & frozenset(refusal.categories)


def _reach(consent: Consent, ledger: Ledger, terms: ConsentTerms, question: _Question) -> _Reach:
    def so_far(stage: int, answer: Covered) -> _Reach:
        return _Reach(stage, len(answer.categories), consent.until, consent.consent, answer)

    def no(stage: int, reason: str, remedy: str) -> _Reach:
        return so_far(stage, Covered(allowed=False, reasons=(reason,), remedies=(remedy,)))

    if not question.is_about(consent.recipients):
        return no(0, "De toestemming noemt deze ontvanger niet.", ASK)
    if question.purpose not in consent.purposes:
        return no(1, "De toestemming is voor een ander doel.", ASK)
    fault = standing_fault(consent, ledger, terms, question.on)
    if fault is not None:
        return no(2, *fault)
    refused = frozenset[str]().union(*[question.refused(refusal) for refusal in consent.refused])
    covered = (question.categories & frozenset(consent.categories)) - refused
    if covered != question.categories:
        missing = ", ".join(sorted(question.categories - covered))
        why = " Een deel is daarna geweigerd." if refused else ""
        answer = Covered(
            allowed=False,
            consent=consent.consent,
            categories=covered,
            reasons=(f"De toestemming geldt niet voor: {missing}.{why}",),
            remedies=("Laat weg waar geen toestemming voor is, of vraag daar toestemming voor.",),
        )
        return so_far(3, answer)
    answer = Covered(allowed=True, consent=consent.consent, categories=covered, reasons=_why(consent, terms))
    return so_far(4, answer)


def _why(consent: Consent, terms: ConsentTerms) -> tuple[str, ...]:
    kinds = {giver.kind for giver in consent.givers}
    if len(kinds) > 1:
        who = "de cliënt en de vertegenwoordiger samen"
    else:
        who = "de cliënt" if "client" in kinds else "de vertegenwoordiger"
    given = f"Toestemming van {who} op {consent.since:%d-%m-%Y}, tot {ends(consent, terms):%d-%m-%Y}."
    if "leeftijd" in consent.due:
        return (given, "De cliënt kwam in een andere leeftijdsgroep: bespreek de toestemming opnieuw.")
    return (given,)


def _nothing(ledger: Ledger) -> tuple[str, ...]:
    if ledger.withdrawn:
        return ("De toestemming die er was, is ingetrokken of niet voortgezet.",)
    return ("Er is geen toestemming gegeven.",)


def _said_no(ledger: Ledger, question: _Question) -> tuple[str, ...]:
    refusal = ledger.refused
    if refusal is None or not (question.refused(refusal) or question.is_about(refusal.recipients)):
        return ()
    return (f"Op {refusal.on:%d-%m-%Y} is toestemming geweigerd.",)
