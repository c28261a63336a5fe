"""What the working agreements say: grounds, purposes, recipients, channels, forms and terms.

Facts of law and of the region are data that an organisation can change: the code knows the words below and
what they ask for, never which article or phone number stands behind them.
"""

from typing import Literal

from msgspec import Struct

from domain.words import Side

Tier = Literal[0, 1, 2, 3, 4]
"""0 nothing, 1 anonymous advice, 2 hit or no hit, 3 minimal package, 4 full referral."""

Need = Literal[
    "geen_persoonsgegevens",
    "toestemming",
    "conflict_van_plichten",
    "tweede_persoon",
    "meldcode",
    "convenant",
    "acuut_gevaar",
    "waarom_geen_toestemming",
    "reeel_gevaar",
    "minderjarig",
    "artikel",
    "besluit",
    "casus",
    "vordering",
    "verschoning",
]
"""What a ground asks for. From `artikel` on they are references that the request names."""

Kind = Literal["feit", "omstandigheid", "waarneming", "interpretatie"]
Answering = Literal["tekst", "ja_nee", "keuze", "datum"]
Danger = Literal["geen", "reele_kans", "ernstig", "acuut"]


class Ground(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Why information may leave: `side` is who gives, `needs` what must be there first.

    `verified` is False while no lawyer held the article against its text; screens then say so.
    """

    label: str
    article: str
    side: Side
    recipients: tuple[str, ...]
    tiers: tuple[Tier, ...]
    purposes: tuple[str, ...]
    needs: tuple[Need, ...]
    verified: bool = False


class Category(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A kind of information: the natures of signals it holds, and whether it tells who somebody is.

    `indicators` are the first letters of indicators that only this kind may carry, whatever their nature.
    """

    label: str
    natures: tuple[Kind, ...] = ()
    identifying: bool = False
    indicators: tuple[str, ...] = ()


class Purpose(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What sharing is for: the categories each tier may carry. `never` tells why it is no purpose here.

    `exchange` says that it goes under the standing exchange about a listed case, and only there.
    `written` asks a signed form of whoever consents.
    """

    label: str
    minimal: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    never: str = ""
    exchange: bool = False
    written: bool = False


class Recipient(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who can receive: `side` politie brings the duty to act once they know.

    `partner` says that it is an organisation of the proeftuin, named in each request; `convenant` that it
    works under a convenant of its own, which the log knows and each request names; `reports` that one
    reports there.
    """

    label: str
    side: Side | None = None
    partner: bool = False
    roles: tuple[str, ...] = ()
    convenant: bool = False
    reports: bool = False


class Channel(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where one can go with a suspicion, for whom and when; phone and address are the region's own.

    `consent`: a report needs the client's; `advice`: can be asked without personal data; `only_if` tells when
    else it fits, as a part of a sentence ("na seksueel geweld"); `offenders` that it takes signals about them
    too. `acts` says what it can do about exploitation, so that a report there is no silence; empty: nothing.
    """

    label: str
    what: str
    source: str
    phone: str = ""
    address: str = ""
    recipient: str = ""
    minors: bool = True
    adults: bool = True
    dangers: tuple[Danger, ...] = ("geen", "reele_kans", "ernstig")
    anonymous: bool = False
    consent: bool = False
    organised: bool = False
    always_minors: bool = False
    only_if: str = ""
    advice: bool = False
    offenders: bool = False
    acts: str = ""


class Field(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One thing that a form asks: `key` names the answer, `after` the fields that must be answered before."""

    key: str
    label: str
    answer: Answering = "tekst"
    choices: tuple[str, ...] = ()
    required: bool = True
    after: tuple[str, ...] = ()


class Form(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a step must contain, and the source that asks it."""

    title: str
    source: str
    fields: tuple[Field, ...]


class ConsentTerms(Struct, frozen=True, forbid_unknown_fields=True):
    """Who decides at which age, and for how long at most.

    `double_12_15`: from 12 to 15 client and representative both; False lets the client alone decide.
    `explained_days`: how long ago it may have been explained what sharing means.
    """

    double_12_15: bool
    longest_days: int
    explained_days: int = 30


class Terms(Struct, frozen=True, forbid_unknown_fields=True):
    """How long something may take, in hours or days from the event that starts the clock."""

    assessment_hours: int
    intervention_hours: int
    feedback_days: int
    help_review_days: int
    forgone_review_days: int
    convenant_review_days: int
    keep_days: int = 365
    meldcode_days: int = 1
    inform_days: int = 30
    inform_longest_days: int = 90
    registration_days: int = 30
    network_days: int = 180


class Agreements(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole document; it is stored inside the event of its adoption.

    `conditions` are what a receiver keeps to; each package says them.
    """

    version: str
    rationale: str
    consent: ConsentTerms
    terms: Terms
    grounds: dict[str, Ground]
    categories: dict[str, Category]
    purposes: dict[str, Purpose]
    recipients: dict[str, Recipient]
    channels: dict[str, Channel]
    forms: dict[str, Form]
    conditions: tuple[str, ...] = ()
