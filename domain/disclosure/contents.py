"""What of a case could go into a package: its signals with their words, who the client is, the help there is.

Made from the case's own events alone, so that a package can be made again from any earlier position.
"""

from datetime import date

from msgspec import Struct, structs

from domain import case_facts
from domain.acquaintances import AcquaintanceNamed
from domain.case_facts import FACTS, NO_FACTS, CaseFacts, FactEvent
from domain.cases.events import CaseAbsorbed, CaseSplitOff, IdentityRecorded
from domain.commands import Item, about
from domain.disclosure.anonymity import Identifier
from domain.events import Event
from domain.missing import MissingEnded, MissingReported
from domain.roster import InvolvementEnded, InvolvementRecorded
from domain.signals.events import SignalWordsFollowed
from domain.signals.following import WORDS, Texts, WordEvent, evolve_texts
from domain.words import CaseId, Personal, PersonId

ContentEvent = (
    FactEvent | WordEvent | IdentityRecorded | AcquaintanceNamed | InvolvementRecorded | InvolvementEnded
)
CONTENTS: tuple[type[Event], ...] = tuple(
    dict.fromkeys(
        (*FACTS, *WORDS, IdentityRecorded, AcquaintanceNamed, InvolvementRecorded, InvolvementEnded)
    )
)


class Contents(Struct, frozen=True):
    """The facts of a case and the words beside them. `identities` are all ever recorded, last one last.

    `texts` are by signal, `around` the names of who is around the client, `helping` what each person involved
    does, by person, `absorbed` the cases that go on in this one.
    """

    facts: CaseFacts = NO_FACTS
    texts: Texts = {}
    identities: tuple[IdentityRecorded, ...] = ()
    around: frozenset[Personal] = frozenset()
    helping: dict[PersonId, str] = {}
    missing_since: date | None = None
    absorbed: frozenset[CaseId] = frozenset()


def evolve_contents(view: Contents, event: ContentEvent) -> Contents:
    """The contents after one more event of the case."""
    match event:
        case IdentityRecorded():
            return structs.replace(view, identities=(*view.identities, event))
        case AcquaintanceNamed(name=name):
            return structs.replace(view, around=view.around | {name})
        case InvolvementRecorded(person=person, capacity=capacity):
            return structs.replace(view, helping={**view.helping, person: capacity})
        case InvolvementEnded(person=gone):
            stay = {person: what for person, what in view.helping.items() if person != gone}
            return structs.replace(view, helping=stay)
        case MissingReported(on=on):
            view = structs.replace(view, missing_since=on)
        case MissingEnded():
            view = structs.replace(view, missing_since=None)
        case CaseAbsorbed(source=source):
            view = structs.replace(view, absorbed=view.absorbed | {source})
        case CaseSplitOff(source=source, signals=gone):
            left = {signal: text for signal, text in view.texts.items() if signal not in gone}
            view = structs.replace(view, absorbed=view.absorbed - {source}, texts=left)
        case SignalWordsFollowed():
            return structs.replace(view, texts=evolve_texts(view.texts, event))
        case _:
            pass
    if isinstance(event, WordEvent):
        view = structs.replace(view, texts=evolve_texts(view.texts, event))
    return structs.replace(view, facts=case_facts.evolve(view.facts, event))


def contents_of(case: CaseId) -> Item:
    """The boundary item for everything of one case that a package could hold."""
    return about(f"case:{case}", *CONTENTS)


def names_of(case: CaseId) -> Item:
    """The boundary item for who the client of a case is, and who is around them."""
    return about(f"case:{case}", IdentityRecorded, AcquaintanceNamed)


def identifiers(view: Contents) -> tuple[Identifier, ...]:
    """Everything recorded by which somebody could recognise the client, also by who is around them."""
    found: dict[Identifier, None] = {}
    if view.facts.reference:
        found[Identifier("dossiernummer", view.facts.reference)] = None
    for one in view.identities:
        named = [
            Identifier("naam", one.name),
            Identifier("geboortedatum", one.born),
            *[Identifier("adres", address) for address in one.addresses],
            *[Identifier("telefoonnummer", phone) for phone in one.phones],
            *[Identifier("kenteken", plate) for plate in one.plates],
            Identifier("burgerservicenummer", one.bsn),
        ]
        found |= dict.fromkeys(each for each in named if each.value.strip())
    found |= dict.fromkeys(Identifier("naam", name) for name in sorted(view.around))
    return tuple(found)
