"""A list that leaves the screen: on paper or in a file, for one person, numbered, and no more than they see.

Each copy is written down before it is made. It names cases by pseudonym unless the viewer sees the
facility's own references and asks for them.
"""

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from domain.access.log import ALLOWED, RegisterRead
from domain.words import OrganisationId
from engine.reading.pair import let_in
from engine.reading.words import score_word
from eventlog.access import AccessLog
from web.charts.sparkline import Sparkline
from web.pages import counted
from web.visit import Visit
from web.watchlists.mark import mark_at
from web.watchlists.ranked import Line, Ranked, Top, ranked

Form = Literal["papier", "csv", "pdf"]
Use = Literal["overleg", "dossier", "controle"]
USES: dict[Use, str] = {
    "overleg": "het overleg van het kernteam",
    "dossier": "het eigen dossier",
    "controle": "een controle",
}
"""What a copy may be for."""
KEPT = timedelta(days=14)
"""How long a copy may be kept; then there is a newer list."""


class Row(NamedTuple):
    """One case in words; of a shielded one only its place and pseudonym."""

    rank: int
    case: str
    agreed: str
    score: str
    band: str
    moved: str
    reason: str
    kinds: str
    last: str
    unshared: str
    consent: str
    shared: str
    sees: str
    line: Sparkline | None


class Sheet(NamedTuple):
    """What is on the copy, and for whom; `left_out` says what is not."""

    title: str
    person: str
    at: datetime
    destroy_by: date
    copy: str
    use: str
    state: str
    agreed: str
    rows: list[Row]
    left_out: list[str]


def preview(visit: Visit, facility: str, top: Top, *, named: bool) -> tuple[Ranked, list[Row], list[str]]:
    """What a copy would hold and what it would not, for the page that asks; that is no copy yet."""
    found = ranked(visit, facility, top, "voorbeeld van een kopie")
    return found, [_row(one, named=named) for one in found.lines], _left_out(found, named=named)


def sheet(visit: Visit, facility: str, top: Top, form: Form, use: Use, *, named: bool) -> Sheet:  # noqa: PLR0913 - each is said by who asks
    """A copy, once it is written down that this person took it.

    Raises:
        Refused: nothing of this list may be seen; the attempt was written down.
    """
    place = OrganisationId(facility)
    found = ranked(visit, facility, top, f"kopie ({form})")
    let_in(visit.reader, place, name_of_copy(form, use))
    number = _number(visit.world.access, place, form, visit.reader.written or 0)
    now = visit.world.clock()
    agreed = found.agreed
    return Sheet(
        found.title,
        visit.person,
        now,
        found.when.known_on + KEPT,
        f"{form} {number}",
        USES[use],
        f"gebeurtenis {found.when.position}, kenmerk {mark_at(visit.known.log, found.when.position)}",
        ""
        if agreed is None
        else f"{agreed.on:%d-%m-%Y} door {agreed.care} (zorg) en {agreed.police} (politie)",
        [_row(one, named=named) for one in found.lines],
        _left_out(found, named=named),
    )


def name_of_copy(form: Form, use: Use) -> str:
    """What the access log calls such a copy."""
    return f"kopie ({form}) voor {USES[use]}"


def _number(access: AccessLog, facility: OrganisationId, form: Form, position: int) -> int:
    """How many copies in this form were taken up to and with the one at this position of the access log.

    What is written there has an order, so that two that are taken at one moment have each their own number.
    """
    lines = [
        entry.event
        for use in USES
        for entry in access.of_register(f"{name_of_copy(form, use)} van {facility}")
        if entry.position <= position
    ]
    return sum(isinstance(line, RegisterRead) and line.read.outcome == ALLOWED for line in lines)


def _row(one: Line, *, named: bool) -> Row:
    name = one.name if named else one.case
    if one.placed is None:
        word = "bekend" if one.known else "afgeschermd"
        return Row(one.rank, name, one.agreed, "", word, "", "", "", "", "", "", "", one.sees, None)
    placed, standing = one.placed, one.standing
    return Row(
        one.rank,
        name,
        one.agreed,
        score_word(placed.place.score),
        one.band.word + (", bronnen spreken elkaar tegen" if one.contradicts else ""),
        one.moved_words,
        placed.reason,
        f"{counted(placed.place.recent_indicators, 'soort signaal', 'soorten signalen')} in 90 dagen",
        "vandaag" if not one.days_ago else counted(one.days_ago, "dag geleden", "dagen geleden"),
        f"{counted(placed.unshared, 'dag', 'dagen')} bekend, niet gedeeld" if placed.unshared else "",
        standing.consent if standing else "",
        standing.shared if standing else "",
        one.sees,
        one.line,
    )


def _left_out(found: Ranked, *, named: bool) -> list[str]:
    shielded = sum(one.placed is None for one in found.lines)
    told = ["wat mensen schreven, en wie dat waren", "namen van cliënten"]
    if not named:
        told.append("de eigen verwijzing van de instelling: er staan pseudoniemen")
    if shielded:
        told.append(f"score en reden van {counted(shielded, 'casus', 'casussen')}: die ziet u niet")
    if found.hidden:
        told.append(f"{counted(found.hidden, 'casus', 'casussen')} die uw rol hier niet ziet")
    return told
