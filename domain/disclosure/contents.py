"""What of a case could go into a package: its signals with their words, who the client is, the help there is.

Made from the case's own events alone, so that a package can be made again from any earlier position.
"""

from msgspec import Struct, structs

from domain import case_facts
from domain.acquaintances import AcquaintanceNamed
from domain.case_facts import FACTS, NO_FACTS, CaseFacts, FactEvent
from domain.cases.events import CaseAbsorbed, CaseSplitOff, IdentityRecorded
from domain.client import CLIENT, Client, ClientEvent, evolve_client
from domain.commands import Item, about
from domain.disclosure.anonymity import Identifier
from domain.events import Event
from domain.roster import ROSTER, Roster, RosterEvent, evolve_roster
from domain.signals.following import WORDS, Texts, WordEvent, evolve_texts
from domain.words import CaseId

ContentEvent = FactEvent | WordEvent | ClientEvent | RosterEvent
CONTENTS: tuple[type[Event], ...] = tuple(dict.fromkeys((*FACTS, *WORDS, *CLIENT, *ROSTER)))


class Contents(Struct, frozen=True):
    """The facts of a case and the words beside them, `texts` by signal, and who its client is.

    `roster` is who works with the client, `absorbed` the cases that go on in this one.
    """

    facts: CaseFacts = NO_FACTS
    texts: Texts = {}
    client: Client = Client()
    roster: Roster = Roster()
    absorbed: frozenset[CaseId] = frozenset()


def evolve_contents(view: Contents, event: ContentEvent) -> Contents:
    """The contents after one more event of the case; one event can be of several parts."""
    match event:
        case CaseAbsorbed(source=source):
            view = structs.replace(view, absorbed=view.absorbed | {source})
        case CaseSplitOff(source=source, signals=gone):
            left = {signal: text for signal, text in view.texts.items() if signal not in gone}
            view = structs.replace(view, absorbed=view.absorbed - {source}, texts=left)
        case _:
            pass
    if isinstance(event, WordEvent):
        view = structs.replace(view, texts=evolve_texts(view.texts, event))
    if isinstance(event, ClientEvent):
        view = structs.replace(view, client=evolve_client(view.client, event))
    if isinstance(event, RosterEvent):
        view = structs.replace(view, roster=evolve_roster(view.roster, event))
    if isinstance(event, FactEvent):
        view = structs.replace(view, facts=case_facts.evolve(view.facts, event))
    return view


def contents_of(case: CaseId) -> Item:
    """The boundary item for everything of one case that a package could hold."""
    return about(f"case:{case}", *CONTENTS)


def names_of(case: CaseId) -> Item:
    """The boundary item for who the client of a case is, and who is around them."""
    return about(f"case:{case}", IdentityRecorded, AcquaintanceNamed)


def identifiers(view: Contents) -> tuple[Identifier, ...]:
    """Everything recorded by which somebody could recognise the client, also by who is around them."""
    found: dict[Identifier, None] = {}
    known = view.client
    found |= dict.fromkeys(Identifier("dossiernummer", one) for one in known.references if one)
    for one in known.identities:
        named = [
            Identifier("naam", one.name),
            Identifier("geboortedatum", one.born),
            *[Identifier("adres", address) for address in one.addresses],
            *[Identifier("telefoonnummer", phone) for phone in one.phones],
            *[Identifier("kenteken", plate) for plate in one.plates],
            Identifier("burgerservicenummer", one.bsn),
        ]
        found |= dict.fromkeys(each for each in named if each.value.strip())
    found |= dict.fromkeys(Identifier("naam", name) for name in sorted(known.around))
    return tuple(found)
