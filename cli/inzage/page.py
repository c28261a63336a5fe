"""An inzage as a page in plain Dutch, and as a copy that a machine reads."""

from collections.abc import Iterator

import msgspec

from domain.inzage.held_back import GROUNDS
from domain.inzage.overview import Overview
from domain.inzage.telling import Told
from domain.scoring.texts import in_dutch

_JSON = msgspec.json.Encoder(order="deterministic")
_FOREWORD = (
    "Dit is een overzicht van wat er over u is vastgelegd. U hebt recht op dit overzicht (AVG artikel 15). "
    "Bij dit overzicht hoort een bestand met hetzelfde, dat een computer kan lezen."
)
_LEFT_OUT = (
    "Niet alles staat in dit overzicht. Hieronder leest u wat ontbreekt, hoe vaak, waarom dat mag, en wat u "
    "kunt doen."
)


def machine_copy(found: Overview) -> bytes:
    """The same as the page, as JSON; equal bytes for equal contents."""
    grounds = {
        why: {"times": times, "what": GROUNDS[why].what, "law": GROUNDS[why].law}
        for why, times in found.held.items()
    }
    return _JSON.encode({**msgspec.to_builtins(found), "left_out": grounds})


def page(found: Overview, *, positions: bool = False) -> str:
    """The whole as text; `positions` for who prepares it."""
    return "\n".join([*_lines(found, positions=positions), ""])


def _lines(found: Overview, *, positions: bool) -> Iterator[str]:
    yield "INZAGE: WAT ER OVER U IS VASTGELEGD"
    yield f"Gemaakt op {in_dutch(found.made_on)}. Uw dossier: {', '.join(found.about) or 'zonder nummer'}."
    yield _FOREWORD
    yield from _part("Wat er ontbreekt", _left_out(found))
    yield from _part(
        "Wat er is vastgelegd", (line for one in found.told for line in _told(one, positions=positions))
    )
    yield from _part("Hoe de signalen zijn opgeteld", [found.score])
    yield from _part("Waarvoor dit wordt gebruikt", _purposes(found))
    yield from _part("Waar het vandaan komt", found.sources or ["Er is geen signaal dat u mag zien."])
    yield from _part("Wie iets over u kreeg", _shared(found))
    yield from _part("Wie uw dossier las", _read_by(found))
    yield from _part("Hoe lang het bewaard blijft", found.kept)
    yield from _part("Wat u kunt doen", found.rights)


def _part(title: str, lines: Iterator[str] | list[str] | tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield title.upper()
    for line in lines:
        yield line if line.startswith(" ") else f"- {line}"


def _left_out(found: Overview) -> Iterator[str]:
    if not found.held:
        yield "Er ontbreekt niets."
        return
    yield _LEFT_OUT
    for why, times in found.held.items():
        ground = GROUNDS[why]
        yield f"{ground.what} Zo vaak: {times}. Grond: {ground.law} {ground.remedy}"


def _told(one: Told, *, positions: bool) -> Iterator[str]:
    number = f"[{one.position}] " if positions else ""
    if not one.what:
        yield f"{number}{in_dutch(one.on)}. Dit staat er niet in: {GROUNDS[one.held[0]].what}"
        return
    yield f"{number}{in_dutch(one.on)}. {one.what}"
    for name, value in one.fields:
        yield f"    {name if name.endswith(('?', '.')) else f'{name}:'} {value}"
    if one.held:
        yield f"    Niet getoond: {' '.join(GROUNDS[why].what for why in one.held)}"


def _purposes(found: Overview) -> Iterator[str]:
    for one in found.purposes:
        yield one.what
        yield f"    grond: {one.ground}"
        yield f"    gegevens: {one.data}"
        yield f"    wie het krijgt: {one.receivers}"


def _shared(found: Overview) -> Iterator[str]:
    for one in found.shared:
        told = f"{in_dutch(one.on)}. {one.recipient}, voor: {one.purpose}."
        yield f"{told} Grond: {one.ground}. Bewaart het tot {in_dutch(one.keep_until)}."
    if not found.shared:
        yield "Niemand, voor zover u dat mag weten."


def _read_by(found: Overview) -> Iterator[str]:
    for one in found.read_by:
        how = "wilde het lezen en mocht dat niet" if one.refused else "las"
        often = "" if one.times == 1 else f", {one.times} keer"
        yield f"{in_dutch(one.on)}. {one.role} bij {one.organisation} {how}: {one.purpose}{often}."
    if not found.read_by:
        yield "Niemand."
