"""What happens around a client's consent. Each event names its case; what people said is personal."""

from datetime import date
from typing import Literal

from msgspec import Struct

from domain.cases.events import AgeBand
from domain.events import Event
from domain.words import CaseId, Personal, PersonId

GiverKind = Literal["client", "vertegenwoordiger"]
Relation = Literal[
    "ouder_met_gezag",
    "voogd",
    "curator",
    "mentor",
    "gemachtigde",
    "partner",
    "ouder",
    "kind",
    "broer_zus",
]
"""What makes somebody a client's representative."""

Told = Literal[
    "wie_en_wat",
    "politie_moet_handelen",
    "ook_zonder_aangifte",
    "niet_terug_te_nemen",
    "weigeren_en_intrekken",
]
"""What is told before consent: who receives what; that police may have to act, also without aangifte; that
what they hold cannot be taken back; that one may refuse, and withdraw at any time."""

Inability = Literal["begrijpt_niet", "overziet_gevolgen_niet", "kan_niet_afwegen", "kan_niet_kiezen"]
"""What somebody cannot do in this one decision, also not with help."""

Alone = Literal[
    "vertegenwoordiger_betrokken", "gevaar_voor_client", "niet_bereikbaar", "geen_vertegenwoordiger"
]
"""Why a client of 12 to 15 decides without a representative."""

Hindrance = Literal[
    "veiligheid_client", "veiligheid_ander", "veiligheid_professional", "contact_verbroken", "niet_in_staat"
]
"""Why consent could not be asked."""

Exclusion = Literal["in_risiconetwerk", "verdachte", "belangenconflict"]
DueReason = Literal["leeftijd", "samengevoegd", "gesplitst", "uitgesloten"]
"""Why a consent must be asked again; all but `leeftijd` hold it back until that is done."""


class Giver(Struct, frozen=True, omit_defaults=True):
    """Who decides: the client, or a representative under a code of the facility's own, with the relation."""

    kind: GiverKind
    representative: str = ""
    relation: Relation | None = None


class Capacity(Struct, frozen=True, omit_defaults=True):
    """A judgement of one decision: `about` says which, `cannot` what the client cannot do in it."""

    about: Personal
    judgement: Literal["wilsbekwaam", "wilsonbekwaam"]
    by: PersonId
    why: Personal
    cannot: tuple[Inability, ...] = ()


class ConsentExplained(Event, frozen=True):
    """It was explained what sharing means, in easy language, and checked whether it came across."""

    case: CaseId
    on: date
    to: Giver
    told: tuple[Told, ...]
    how: Personal
    teach_back: Personal
    understood: bool
    by: PersonId

    tagged = ("case",)


class ConsentGiven(Event, frozen=True):
    """Somebody who may decide agreed that these recipients get these categories for these purposes.

    From `since` to before `until`. `band` is the client's age band at that moment, `alone` why a client of 12
    to 15 decided without a representative, `written` that a form was signed.
    """

    case: CaseId
    consent: str
    givers: tuple[Giver, ...]
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    since: date
    until: date
    band: AgeBand
    capacity: Capacity | None = None
    alone: Alone | None = None
    written: bool = False

    tagged = ("case",)


class ConsentSought(Event, frozen=True):
    """Somebody tried to get consent, or could not: each effort is one of these, a refusal stands by itself.

    `how` and `said` tell what was tried and what the other answered; `hindered` and `why` what kept it from
    being asked.
    """

    case: CaseId
    on: date
    to: Giver
    by: PersonId
    how: Personal = ""
    said: Personal = ""
    hindered: Hindrance | None = None
    why: Personal = ""

    tagged = ("case",)


class ConsentRefused(Event, frozen=True):
    """Somebody said no: to what, with which objections, and how those were met."""

    case: CaseId
    on: date
    by: Giver
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    objections: Personal
    met: Personal

    tagged = ("case",)


class ConsentLimited(Event, frozen=True):
    """A consent became narrower or shorter; this is all that is left of it."""

    case: CaseId
    consent: str
    by: Giver
    recipients: tuple[str, ...]
    purposes: tuple[str, ...]
    categories: tuple[str, ...]
    until: date

    tagged = ("case",)


class ConsentWithdrawn(Event, frozen=True):
    """A consent was taken back: from this position on nothing rests on it; what was stays as it was."""

    case: CaseId
    consent: str
    by: Giver

    tagged = ("case",)


class ConsentReassessmentDue(Event, frozen=True):
    """These consents must be asked again."""

    case: CaseId
    consents: tuple[str, ...]
    reason: DueReason

    tagged = ("case",)


class ConsentReassessed(Event, frozen=True):
    """A consent was asked again: it goes on with these givers, or it ends."""

    case: CaseId
    consent: str
    stays: bool
    givers: tuple[Giver, ...]
    on: date
    band: AgeBand
    capacity: Capacity | None = None
    alone: Alone | None = None
    written: bool = False

    tagged = ("case",)


class RepresentativeExcluded(Event, frozen=True):
    """A representative cannot consent for this client: a conflict of interest, or in the risk network."""

    case: CaseId
    representative: str
    why: Exclusion
    reasons: Personal
    by: PersonId

    tagged = ("case",)
