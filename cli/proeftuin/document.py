"""A proeftuin as people write it down (TOML), and the commands that make it so.

The sample in `data/proeftuin.toml` is in the same format and explains every key.
"""

from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from cli.place.faults import WrongFile
from cli.place.identities import context
from cli.place.toml_files import parsed, read_toml
from cli.proeftuin.policy_file import read_policy
from domain.agreements.adopting import AdoptAgreements
from domain.agreements.document import Agreements
from domain.appointing import AppointPerson, AppointSubstitute
from domain.calendar import OpenLog
from domain.commands import Command, Refused
from domain.convenant import SignConvenant
from domain.joining import AddOrganisation, PairUnit, StartProeftuin
from domain.partners import OrganisationKind
from domain.policies import POLICY_ITEM, AdoptPolicy, ProposePolicy
from domain.policy_document import Policy
from domain.words import OrganisationId, PersonId, Role
from eventlog.execute import execute
from eventlog.log import Log

SAMPLE = "proeftuin.toml"
DESK = "init"
"""Who founds a proeftuin, before anybody has a role."""
SHIPPED_POLICY = "policy-1.toml"
SHIPPED_AGREEMENTS = "agreements-1.toml"

AnyCommand = Command[Any, Any]  # a command of any view


class Organisation(Struct, frozen=True, forbid_unknown_fields=True, rename={"kind": "soort", "name": "naam"}):
    """One partner."""

    code: OrganisationId
    kind: OrganisationKind
    name: str


class Pair(
    Struct, frozen=True, forbid_unknown_fields=True, rename={"facility": "instelling", "unit": "eenheid"}
):
    """A facility and its police unit."""

    facility: OrganisationId
    unit: OrganisationId


class Convenant(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"since": "sinds", "until": "tot", "partners": "partijen"},
):
    """The agreement; without `partners` all organisations sign."""

    code: str
    since: date
    until: date
    partners: tuple[OrganisationId, ...] = ()


class Person(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "organisation": "organisatie",
        "role": "rol",
        "since": "sinds",
        "until": "tot",
        "phone": "telefoon",
        "substitute": "vervanger",
    },
):
    """Somebody in a role; `substitute` is the code of who takes their place."""

    code: PersonId
    organisation: OrganisationId
    role: Role
    since: date
    until: date | None = None
    name: str = ""
    phone: str = ""
    substitute: PersonId | None = None


class Adoption(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"file": "bestand", "proposed_by": "voorgesteld_door", "adopted_by": "vastgesteld_door"},
):
    """The first policy: without `file` the one that ships; who proposes it, and one of care and of police."""

    proposed_by: PersonId
    adopted_by: tuple[PersonId, ...]
    file: str = ""


class Agreed(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"file": "bestand", "care": "zorg", "police": "politie"},
):
    """The first working agreements: without `file` those that ship; who adopts them for each side."""

    care: PersonId
    police: PersonId
    file: str = ""


class Proeftuin(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "name": "naam",
        "coordination": "zorgcoordinatie",
        "organisations": "organisaties",
        "pairs": "paren",
        "people": "personen",
        "policy": "beleid",
        "agreements": "afspraken",
    },
):
    """The whole document."""

    name: str
    coordination: OrganisationId
    organisations: tuple[Organisation, ...]
    pairs: tuple[Pair, ...]
    convenant: Convenant
    people: tuple[Person, ...]
    policy: Adoption
    agreements: Agreed


def shipped(name: str) -> bytes:
    """A file that ships with the command."""
    return files("cli").joinpath("data", name).read_bytes()


def shipped_policy() -> Policy:
    """Policy 1."""
    return parsed(SHIPPED_POLICY, shipped(SHIPPED_POLICY), Policy)


class Founding(NamedTuple):
    """What a log begins with: the proeftuin, and the documents that it names."""

    proeftuin: Proeftuin
    policy: Policy
    agreements: Agreements


def shipped_agreements() -> Agreements:
    """Working agreements 1."""
    return parsed(SHIPPED_AGREEMENTS, shipped(SHIPPED_AGREEMENTS), Agreements)


def proeftuin_of(path: Path | None) -> Founding:
    """The proeftuin in a file with its policy and agreements; without one the sample.

    Raises:
        WrongFile: naming the key and the reason.
    """
    if path is None:
        return Founding(parsed(SAMPLE, shipped(SAMPLE), Proeftuin), shipped_policy(), shipped_agreements())
    proeftuin = read_toml(path, Proeftuin)
    policy, agreed = proeftuin.policy.file, proeftuin.agreements.file
    return Founding(
        proeftuin,
        read_policy(path.parent / policy) if policy else shipped_policy(),
        read_toml(path.parent / agreed, Agreements) if agreed else shipped_agreements(),
    )


def steps(founding: Founding, today: date) -> Iterator[tuple[str, AnyCommand, str]]:
    """Where in the document each command comes from, the command, and who asks."""
    proeftuin, policy, agreements = founding
    yield from _organisations(proeftuin)
    yield from _people(proeftuin)
    adoption = proeftuin.policy
    proposal = ProposePolicy(policy.version, adoption.proposed_by, today, policy, policy.rationale)
    yield "beleid", proposal, adoption.proposed_by
    for by in adoption.adopted_by:
        yield "beleid, vastgesteld_door", AdoptPolicy(policy.version, by, today), by
    agreed = proeftuin.agreements
    adopt = AdoptAgreements(agreements, agreements.rationale, agreed.care, agreed.police, today)
    yield "afspraken", adopt, agreed.care


def _organisations(proeftuin: Proeftuin) -> Iterator[tuple[str, AnyCommand, str]]:
    yield "naam", StartProeftuin(proeftuin.name, proeftuin.coordination), DESK
    for number, one in enumerate(proeftuin.organisations, 1):
        yield f"organisaties {number}", AddOrganisation(one.code, one.kind, one.name), DESK
    for number, pair in enumerate(proeftuin.pairs, 1):
        yield f"paren {number}", PairUnit(pair.facility, pair.unit), DESK
    signed = proeftuin.convenant
    everybody = (proeftuin.coordination, *[one.code for one in proeftuin.organisations])
    partners = signed.partners or everybody
    yield "convenant", SignConvenant(signed.code, partners, signed.since, signed.until), DESK


def _people(proeftuin: Proeftuin) -> Iterator[tuple[str, AnyCommand, str]]:
    for number, person in enumerate(proeftuin.people, 1):
        appoint = AppointPerson(
            person.code,
            person.organisation,
            person.role,
            person.since,
            person.until,
            person.name,
            person.phone,
        )
        yield f"personen {number}", appoint, DESK
    for number, person in enumerate(proeftuin.people, 1):
        if person.substitute is not None:
            place = AppointSubstitute(
                person.code, person.organisation, person.role, person.substitute, person.since
            )
            yield f"personen {number}, vervanger", place, DESK


def check_references(name: str, proeftuin: Proeftuin) -> None:
    """See that people and their substitutes are people and organisations of the document.

    Raises:
        WrongFile: naming the key.
    """
    organisations = {proeftuin.coordination, *(one.code for one in proeftuin.organisations)}
    people = {person.code for person in proeftuin.people}
    for number, person in enumerate(proeftuin.people, 1):
        if person.organisation not in organisations:
            raise WrongFile(
                name,
                f"personen {number}, organisatie",
                f"{person.organisation} staat niet bij de organisaties.",
            )
        if person.substitute is not None and person.substitute not in people:
            raise WrongFile(
                name, f"personen {number}, vervanger", f"{person.substitute} staat niet bij de personen."
            )


def start(log: Log, identity: str, name: str, founding: Founding, today: date) -> None:
    """Open a log and write its proeftuin; `name` is what errors call the document.

    Raises:
        WrongFile: a step is refused, named by its key; what was written before it is in the log.
    """
    check_references(name, founding.proeftuin)
    execute(log, OpenLog(identity), context(DESK))
    for place, command, by in steps(founding, today):
        try:
            execute(log, command, context(by))
        except Refused as refused:
            raise WrongFile(name, place, str(refused)) from refused
    if not adopted(log):
        raise WrongFile(
            name,
            "beleid, vastgesteld_door",
            "het beleid is niet vastgesteld. Noem een persoon van het kernteam van zorg en een van politie.",
        )


def adopted(log: Log) -> bool:
    """Whether a policy holds."""
    return bool(log.read([POLICY_ITEM]).entries)
