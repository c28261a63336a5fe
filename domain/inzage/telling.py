"""One event about a client as it is told to them: a sentence, what was written, what is held back and why.

Sources: AVG 15(1) and 15(4), handreiking (the police's data are the police's; who told it stays out of it),
F (a client may be told of a disclosure later, for safety).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from msgspec import Struct, structs

from domain.channels.events import ReportClientInformed, ReportInformingDeferred, ReportInformingDue
from domain.consent.events import Capacity, Giver
from domain.disclosure.events import (
    ClientInformed,
    ClientInformingDeferred,
    DisclosureReleased,
    DisclosureRequested,
)
from domain.dossier import Answers
from domain.escalation.events import EscalationRaised
from domain.events import Event
from domain.inzage.held_back import Category
from domain.inzage.labels import HELD, LABELS, SILENT, WORDS
from domain.inzage.sentences import SENTENCES, TWICE, WHOLE
from domain.meetings.holding import MeetingHeld
from domain.scoring.texts import decimal, in_dutch
from domain.signals.events import SignalCorrected, SignalRecorded
from domain.watchlists.events import CaseWeighed
from domain.words import CaseId, OrganisationId, PersonId


class Told(Struct, frozen=True):
    """What stands at one position, as the client gets it; `held` is what was left out of it."""

    position: int
    on: date
    what: str
    fields: tuple[tuple[str, str], ...] = ()
    held: tuple[Category, ...] = ()


class Context(Struct, frozen=True):
    """What decides what is told: what is the police's, what the client has not heard, and the words for it.

    `words` are those for codes (signals, organisations), `questions` those for the key of an answer.
    """

    police: frozenset[OrganisationId] = frozenset()
    theirs: frozenset[str] = frozenset()
    unheard: frozenset[str] = frozenset()
    words: dict[str, str] = {}
    questions: dict[str, str] = {}


def context_of(
    events: Iterable[Event],
    police: frozenset[OrganisationId],
    words: dict[str, str],
    questions: dict[str, str],
) -> Context:
    """What is known of a client says of each part whose it is, and whether the client has heard of it.

    A disclosure without the client's consent, and a report that they must still hear of, may be what an
    inquiry rests on: until the client was informed people decided that it is too early.
    """
    theirs: set[str] = set()
    unheard: set[str] = set()
    for event in events:
        match event:
            case SignalRecorded(organisation=organisation, signal=signal) if organisation in police:
                theirs.add(signal)
            case DisclosureRequested(side="politie", disclosure=disclosure):
                theirs.add(disclosure)
            case DisclosureRequested(consent="", disclosure=disclosure):
                unheard.add(disclosure)
            case DisclosureReleased(disclosure=disclosure, consent=consent) if consent:
                unheard.discard(disclosure)
            case ClientInformingDeferred(disclosure=number) | ReportInformingDeferred(report=number):
                unheard.add(number)
            case ReportInformingDue(report=number):
                unheard.add(number)
            case ClientInformed(disclosure=number) | ReportClientInformed(report=number):
                unheard.discard(number)
            case _:
                pass
    return Context(police, frozenset(theirs), frozenset(unheard), WORDS | words, questions)


def told(position: int, on: date, event: Event, case: CaseId, known: Context) -> Told | None:
    """The event as the client gets it; None when it says again what is told elsewhere."""
    if type(event) in TWICE:
        return None
    whole = held_whole(event, known)
    if whole is not None:
        return Told(position, on, "", held=(whole,))
    if isinstance(event, MeetingHeld):
        return _meeting(position, on, event, case, known)
    fields: list[tuple[str, str]] = []
    held: list[Category] = []
    for name, value in _filled(event):
        category = category_of(type(event), name)
        if category is not None:
            held.append(category)
        elif name == "answers":
            fields.extend(_answered(value, known))
        elif name not in SILENT:
            fields.append((LABELS[name], _in_words(value, known, personal=name in _personal(type(event)))))
    said = tuple((name, text) for name, text in fields if text)
    return Told(position, on, SENTENCES[type(event)], said, tuple(dict.fromkeys(held)))


def held_whole(event: Event, known: Context) -> Category | None:
    """Why nothing at all is told of an event; None when something is."""
    numbers = {getattr(event, name, "") for name in ("signal", "disclosure", "report")} - {""}
    if isinstance(event, SignalRecorded | SignalCorrected) and event.organisation in known.police:
        return "politie"
    if (isinstance(event, CaseWeighed) and event.side == "politie") or numbers & known.theirs:
        return "politie"
    if numbers & known.unheard:
        return "onderzoek"
    return WHOLE.get(type(event))


def _answered(answers: Answers, known: Context) -> Iterator[tuple[str, str]]:
    """Each question of a form as it was asked, with what was answered."""
    for one in answers:
        yield known.questions.get(one.key, _code(one.key)), one.text or _word(one.choice, known)


def _meeting(position: int, on: date, event: MeetingHeld, case: CaseId, known: Context) -> Told | None:
    """Of the minutes what was decided on this client, and nothing of anybody else."""
    found = [
        (label, _in_words(value, known))
        for one in event.decisions
        if one.case == case
        for label, value in (
            (LABELS["conclusion"], one.what),
            (LABELS["reason"], one.reason),
            (LABELS["until"], one.until),
        )
        if value
    ]
    return Told(position, on, SENTENCES[MeetingHeld], tuple(found), ("bron",)) if found else None


def _filled(event: Event) -> Iterator[tuple[str, Any]]:
    """The fields that say something; of a snapshot the score."""
    for field in structs.fields(event):
        value = getattr(event, field.name)
        if value not in (None, "", (), False) or (value is False and field.required):
            yield field.name, value
    if isinstance(event, EscalationRaised):
        yield "score", decimal(event.snapshot.score, 1)


@cache
def category_of(kind: type[Event], name: str) -> Category | None:
    """Why a field is held back: it names a person who works here, or who told something."""
    return "bron" if name != "score" and _names_people(get_type_hints(kind)[name]) else HELD.get(name)


def _names_people(hint: Any) -> bool:
    return hint is PersonId or any(_names_people(one) for one in get_args(hint) if one is not Ellipsis)


@cache
def _personal(kind: type[Event]) -> frozenset[str]:
    """The fields that hold somebody's own words: told as they stand."""
    hints = get_type_hints(kind, include_extras=True)
    return frozenset(name for name, hint in hints.items() if _holds_words(hint))


def _holds_words(hint: Any) -> bool:
    return get_origin(hint) is Annotated or any(
        _holds_words(one) for one in get_args(hint) if one is not Ellipsis
    )


def _in_words(value: Any, known: Context, *, personal: bool = True) -> str:
    match value:
        case bool():
            return "ja" if value else "nee"
        case datetime():
            return in_dutch(value.date())
        case date():
            return in_dutch(value)
        case tuple() | frozenset():
            return "; ".join(_in_words(one, known, personal=personal) for one in value)
        case Giver(kind=kind, relation=relation):
            return f"{_word(kind, known)} ({_code(relation)})" if relation else _word(kind, known)
        case Capacity(judgement=judgement, about=subject, why=why):
            return f"{judgement}, over {subject}: {why}"
        case Struct():
            parts = [(name, getattr(value, name)) for name in value.__struct_fields__]
            return "; ".join(f"{_code(name)}: {_in_words(one, known)}" for name, one in parts if one)
        case str() if not personal:
            return _word(value, known)
        case _:
            return str(value)


def _word(code: str, known: Context) -> str:
    return known.words.get(code, _code(code))


def _code(text: str) -> str:
    return text.replace("_", " ")
