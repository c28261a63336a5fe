"""The policy of the score: which holds, what was proposed and by whom agreed, and what would change.

Everybody with a role may read it: it decides about their work. A proposal is a policy that was changed in
some numbers; both sides agree before it holds.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from fastapi import Response
from fastapi.responses import RedirectResponse
from msgspec import structs

from domain.commands import Refused, about
from domain.policies import (
    AdoptPolicy,
    PolicyAdopted,
    PolicyEndorsed,
    PolicyProposed,
    PolicyRetired,
    ProposePolicy,
)
from domain.policy_document import Indicator, Level, Policy
from domain.scoring.texts import decimal
from domain.words import SIDES, Side
from eventlog.log import Log
from web.gate import Fields, Filled, Visitor
from web.pages import show
from web.visit import Visit
from web.words import LEVEL_WORDS
from web.world import AMSTERDAM

SIDE_WORDS: dict[Side, str] = {"zorg": "zorg", "politie": "politie"}
NO_NUMBER = Refused("beleid.getal", "Hier staat iets dat geen getal is.", "Vul een getal in, zoals 3,5.")


class Version(NamedTuple):
    """One version: who proposed it when and why, who agreed for each side, and since when it held."""

    document: Policy
    by: str
    on: date
    rationale: str
    agreed: dict[Side, str] = {}  # noqa: RUF012 - never changed in place
    since: datetime | None = None
    until: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether scores are made with it now."""
        return self.since is not None and self.until is None

    @property
    def waits(self) -> bool:
        """Whether a side has still to agree."""
        return self.since is None


class Change(NamedTuple):
    """One number of a policy that another has otherwise."""

    what: str
    before: str
    after: str


def versions_of(log: Log) -> dict[str, Version]:
    """Every version, in the order in which they were proposed."""
    item = about("policies", PolicyProposed, PolicyEndorsed, PolicyAdopted, PolicyRetired)
    found: dict[str, Version] = {}
    for entry in log.read([item]).entries:
        match entry.event:
            case PolicyProposed(version=version, document=document, rationale=rationale, by=by):
                found[version] = Version(document, by, entry.at.astimezone(AMSTERDAM).date(), rationale)
            case PolicyEndorsed(version=version, side=side, by=by):
                one = found[version]
                found[version] = one._replace(agreed={**one.agreed, side: by})
            case PolicyAdopted(version=version):
                found[version] = found[version]._replace(since=entry.at)
            case PolicyRetired(version=version):
                found[version] = found[version]._replace(until=entry.at)
            case _:
                pass
    return found


def policies(visit: Visitor) -> Response:
    """The page."""
    return _page(visit, None)


def _page(visit: Visit, refused: Refused | None) -> Response:
    _require_role(visit)
    found = versions_of(visit.known.log)
    model = {
        "title": "Beleid",
        "versions": list(reversed(found.items())),
        "may_propose": _proposes(visit),
        "side": _side(visit),
        "refused": refused,
    }
    return show(visit, "policies.html", model, 200 if refused is None else 422)


def policy(visit: Visitor, version: str) -> Response:
    """One version: every number, and what is otherwise than in the one that holds."""
    _require_role(visit)
    found = versions_of(visit.known.log)
    one = _known(found, version)
    now = next((other for other in found.values() if other.holds), None)
    model = {
        "title": f"Beleid {version}",
        "version": version,
        "one": one,
        "side": _side(visit),
        "may_propose": _proposes(visit),
        "changes": list(changes(now.document, one.document)) if now and not one.holds else [],
        "level_words": LEVEL_WORDS,
    }
    return show(visit, "policy.html", model)


def form(visit: Visitor, version: str) -> Response:
    """A form to propose something else, filled in with this version."""
    return _form(visit, version, {}, None)


def _form(visit: Visit, version: str, filled: Mapping[str, str], refused: Refused | None) -> Response:
    _require_role(visit)
    model = {
        "title": "Een ander beleid voorstellen",
        "version": version,
        "document": _known(versions_of(visit.known.log), version).document,
        "level_words": LEVEL_WORDS,
        "filled": filled,
        "refused": refused,
    }
    return show(visit, "policy_propose.html", model, 200 if refused is None else 422)


def propose(visit: Visitor, filled: Filled, version: str) -> Response:
    """Propose it under a version of its own, with reasons."""
    base = _known(versions_of(visit.known.log), version).document
    try:
        document = changed(base, filled)
        command = ProposePolicy(
            document.version, visit.person, visit.today, document, filled.text("rationale")
        )
        visit.do(command)
    except Refused as refused:
        return _form(visit, version, filled, refused)
    return RedirectResponse(f"/beleid/{document.version}", 303)


def adopt(visit: Visitor, _filled: Filled, version: str) -> Response:
    """Agree for one's own side; when both did, it holds."""
    try:
        visit.do(AdoptPolicy(version, visit.person, visit.today))
    except Refused as refused:
        return _page(visit, refused)
    return RedirectResponse("/beleid", 303)


def changed(base: Policy, filled: Fields) -> Policy:
    """The policy with the numbers that were filled in.

    Raises:
        Refused: one of them is no number, or the version is no name.
    """
    name = filled.text("version")
    if not name.isalnum():
        raise Refused(
            "beleid.naam", "Een versie is een kort woord of getal.", "Gebruik letters en cijfers, zoals 2."
        )
    levels = {
        code: structs.replace(
            one,
            on=_number(filled, f"on.{code}", one.on),
            off=_number(filled, f"off.{code}", one.off),
            deadline_hours=int(_number(filled, f"hours.{code}", one.deadline_hours)),
        )
        for code, one in base.levels.items()
    }
    indicators = {
        code: structs.replace(one, weight_db=_number(filled, f"weight.{code}", one.weight_db))
        for code, one in base.indicators.items()
    }
    return structs.replace(
        base, version=name, rationale=filled.text("rationale"), levels=levels, indicators=indicators
    )


def changes(before: Policy, after: Policy) -> Iterator[Change]:
    """What one policy has otherwise than another, in words."""
    for code in {**before.levels, **after.levels}:
        yield from _of_level(LEVEL_WORDS.get(code, code), before.levels.get(code), after.levels.get(code))
    for code in {**before.indicators, **after.indicators}:
        old, new = before.indicators.get(code), after.indicators.get(code)
        if old != new:
            label = (new or old or _NOTHING).label or code
            yield Change(label, _weight(old), _weight(new))
    for field in ("prior_db", "combinations", "nature", "provenance", "context"):
        if getattr(before, field) != getattr(after, field):
            yield Change(f"{field} (zie het document)", "", "anders")


_NOTHING = Indicator("", 0, 0, 0)


def _of_level(word: str, before: Level | None, after: Level | None) -> Iterator[Change]:
    if before is None or after is None:
        yield Change(word, "niet" if before is None else "wel", "niet" if after is None else "wel")
        return
    told = (
        ("open vanaf", before.on, after.on),
        ("lager onder", before.off, after.off),
        ("termijn in uren", before.deadline_hours, after.deadline_hours),
    )
    for what, old, new in told:
        if old != new:
            yield Change(f"{word}: {what}", decimal(old, 1), decimal(new, 1))


def _weight(one: Indicator | None) -> str:
    return "niet" if one is None else f"{decimal(one.weight_db, 1)} dB"


def _number(filled: Fields, name: str, kept: float) -> float:
    given = filled.text(name)
    if not given:
        return kept
    try:
        return float(given.replace(",", "."))
    except ValueError:
        raise NO_NUMBER from None


def _known(found: dict[str, Version], version: str) -> Version:
    if version not in found:
        raise Refused("beleid.onbekend", "Deze versie is er niet.", "Kies een versie uit de lijst.")
    return found[version]


def _side(visit: Visit) -> Side | None:
    """For which side somebody agrees by a role of their own."""
    own = [one.role for one in visit.places if one.person == visit.person]
    return next((SIDES[role] for role in own if role in SIDES), None)


def _proposes(visit: Visit) -> bool:
    return any(one.role == "beheerder" or one.role in SIDES for one in visit.places)


def _require_role(visit: Visit) -> None:
    """Everybody who has a role today.

    Raises:
        Refused: they have none.
    """
    if not visit.places:
        raise Refused("toegang.rol", "U hebt op deze dag geen rol.", "Vraag de beheerder om een rol.")
