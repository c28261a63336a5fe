"""What leaves: a package of the kinds that purpose, tier and consent allow, as bytes with a digest.

Sources: handreiking ("zo min mogelijk schenden", facts where it can be), factsheet (data minimalisatie),
domain 6.
Who recorded a signal, who told it and who works at the police is in no package. The bytes are canonical: made
again from the same events they are equal, and the receiver's receipt repeats their digest.
"""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256

from msgspec import Struct

from domain.agreements.document import Agreements
from domain.cases.standing import standing
from domain.disclosure.contents import Contents
from domain.disclosure.events import DisclosureRequested
from domain.disclosure.question import ADVICE, HIT, MINIMAL
from domain.disclosure.shape import POLICE
from domain.partners import Partners
from domain.scoring.facts import Signal, is_active
from domain.words import SignalId

FORMAT = "opplussen-1"
JUDGED = "interpretatie"

Content = dict[str, object]


class Package(Struct, frozen=True):
    """The bytes that leave, their digest, and what is in them: fields and signals by name."""

    data: bytes
    digest: str
    fields: tuple[str, ...]
    signals: tuple[SignalId, ...]


class Source(Struct, frozen=True):
    """What a package is made from: the agreements, the case, the partners and the day it leaves.

    `feedback_on` is when the giver may expect to hear, `keep_until` when the receiver removes it.
    """

    agreements: Agreements
    contents: Contents
    partners: Partners
    on: date
    feedback_on: date
    keep_until: date


def digest(data: bytes) -> str:
    """The name of a package by its bytes."""
    return sha256(data).hexdigest()


def package(request: DisclosureRequested, source: Source, chosen: tuple[SignalId, ...] = ()) -> Package:
    """The package that a request makes of a case; `chosen` narrows it to these signals."""
    signals: tuple[Signal, ...] = ()
    if request.tier == HIT:
        inner: Content = {"bekend": bool(_own(request, source))}
    else:
        signals = _signals(request, source, chosen or request.signals)
        inner = _content(request, source.contents, signals)
    names = tuple(SignalId(one.id) for one in signals)
    data = _canonical(
        {
            "soort": FORMAT,
            "zaak": request.case,
            "verstrekking": request.disclosure,
            "trede": request.tier,
            "van": request.giver,
            "aan": {"ontvanger": request.recipient, "organisatie": request.organisation or ""},
            "doel": request.purpose,
            "grond": request.ground,
            "voorwaarden": _conditions(request, source),
            "inhoud": inner,
        }
    )
    return Package(data, digest(data), tuple(sorted(inner)), names)


def lacking(request: DisclosureRequested, contents: Contents) -> tuple[str, ...]:
    """The kinds that are asked and of which the log holds nothing, such as a name that nobody recorded."""
    if request.side != "zorg" or request.tier == HIT:
        return ()
    return tuple(name for name, make in _KINDS.items() if name in request.categories and not make(contents))


def advice(question: str, recipient: str, contents: Contents, on: date) -> Package:
    """The package of tier 1: a question and coded signals by month; no words, days or codes of the case."""
    coded = [
        {
            "signaal": one.indicator,
            "aard": one.nature,
            "richting": one.polarity,
            "maand": f"{one.observed_on:%Y-%m}",
        }
        for one in contents.facts.signals
        if is_active(one, on)
    ]
    data = _canonical(
        {"soort": FORMAT, "trede": ADVICE, "aan": recipient, "vraag": question, "signalen": coded}
    )
    return Package(data, digest(data), ("signalen", "vraag"), ())


def _conditions(request: DisclosureRequested, source: Source) -> Content:
    """What the receiver may do with it; agreements that are older say no more than purpose and days."""
    said = source.agreements.conditions
    return {
        "alleen_voor": source.agreements.purposes[request.purpose].label,
        "terugkoppelen_voor": source.feedback_on.isoformat(),
        "verwijderen_op": source.keep_until.isoformat(),
        **({"gebruik": list(said)} if said else {}),
    }


def _canonical(value: Content) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _own(request: DisclosureRequested, source: Source) -> tuple[Signal, ...]:
    """Signals that count and are the giver's own: care gives none of the police, police only their own."""
    police = {one for one, kind in source.partners.kinds.items() if kind == POLICE}
    return tuple(
        one
        for one in source.contents.facts.signals
        if is_active(one, source.on)
        and (
            one.organisation == request.giver if request.side == "politie" else one.organisation not in police
        )
    )


def _signals(
    request: DisclosureRequested, source: Source, chosen: tuple[SignalId, ...]
) -> tuple[Signal, ...]:
    """The signals of the kinds that were asked: of a minimal package facts and observations only."""
    categories = source.agreements.categories
    natures = {nature for name in request.categories for nature in categories[name].natures}
    if request.tier == MINIMAL:
        natures.discard(JUDGED)
    closed = tuple(
        start
        for name, category in categories.items()
        if name not in request.categories
        for start in category.indicators
    )
    return tuple(
        one
        for one in _own(request, source)
        if one.nature in natures and not one.indicator.startswith(closed) and (not chosen or one.id in chosen)
    )


def _content(request: DisclosureRequested, contents: Contents, signals: tuple[Signal, ...]) -> Content:
    inner: Content = {"signalen": [_told(one, contents) for one in signals]} if signals else {}
    for name, make in _KINDS.items():
        if name in request.categories and (found := make(contents)):
            inner[name] = found
    return inner


def _told(one: Signal, contents: Contents) -> Content:
    return {
        "signaal": one.indicator,
        "aard": one.nature,
        "richting": one.polarity,
        "dag": one.observed_on.isoformat(),
        "tekst": contents.texts.get(SignalId(one.id), ""),
    }


def _identity(contents: Contents) -> object:
    known = contents.client.identities
    if not known:
        return None
    last = known[-1]
    return {"naam": last.name, "geboren": last.born}


def _stay(contents: Contents) -> object:
    where = standing(contents.facts.standing)
    known = contents.client.identities
    addresses = list(known[-1].addresses) if known else []
    return {"instelling": where.facility if where.placed else "", "adressen": addresses}


def _missing(contents: Contents) -> object:
    since = contents.client.missing_since
    return {"vermist_sinds": since.isoformat()} if since else None


def _help(contents: Contents) -> object:
    return sorted({one.capacity for one in contents.roster.involved.values()})


_KINDS: dict[str, Callable[[Contents], object]] = {
    "identiteit": _identity,
    "verblijfplaats": _stay,
    "vermissing": _missing,
    "hulp": _help,
}
"""What the log holds of a category beside signals; of another category there are only signals."""
