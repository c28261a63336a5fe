"""The one door to what is known of a case: who reads is judged, and written down before anything is shown.

A door of an edge makes a `Reader`, asks it, and shows only what the sights allow.
There are no accounts on one machine: without a person the reader is whoever keeps the folder, and is written
down so.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from msgspec import structs

from domain.access.log import EVERYTHING, CaseRead, Reading, RegisterRead, reading
from domain.access.seeing import NO_CASE, CaseFacts, Sight, may_see, require
from domain.access.table import TABLE
from domain.access.words import PARTS, Part, Purpose
from domain.acting.given import given_by
from domain.appointments import Appointments, places
from domain.commands import Context, Refused
from domain.disclosure.opening import package_of, part_of, shut
from domain.events import Event
from domain.partners import Partners
from domain.unchanged import Unchanged
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from engine.reading.facts import (
    appointments_for,
    case_facts,
    facts_of_cases,
    partners_of,
    thread_at,
    thread_facts,
)
from engine.reading.known import Known
from engine.reading.naming import no_case, the_case, the_case_then
from eventlog.access import AccessLog
from eventlog.execute import Answer, AnyCommand, execute
from eventlog.log import Log

FOLDER = PersonId("beheer-van-de-map")
"""Who reads without saying who: somebody who can read the files anyway."""
UNKNOWN = "onbekend"
"""What the log calls a case that is not there."""
OWN: Part = "verwijzing"
"""What somebody sees of a case that is theirs to work on: who does takes nobody's place for it."""
CHECK = "Controleer de verwijzing, of noem het pseudoniem. "
_ALL = Sight("identiteit", frozenset[Part]().union(*PARTS.values()), "U leest als beheer van de map.")

Judged = tuple[Purpose, Sight]


class Seen(NamedTuple):
    """A case and what the reader sees of it."""

    case: CaseId
    sight: Sight


class Opened(NamedTuple):
    """A package that the reader may have, by its digest."""

    case: CaseId
    digest: str


class Sent(NamedTuple):
    """How a command was sent: under which key, for who sends it again; up to where its case was seen."""

    key: str = ""
    seen: int | None = None


ONCE = Sent()


class Reader:
    """Somebody who reads by one command; every question is answered after it was written down."""

    def __init__(  # noqa: PLR0913, PLR0917 - what makes a reader; the edge names each
        self,
        log: Log,
        access: AccessLog,
        person: str | None,
        door: str,
        on: date,
        context: Callable[[str], Context],
    ) -> None:
        self.log = log
        self.access = access
        self.is_person = person is not None
        self.person = FOLDER if person is None else PersonId(person)
        self.door = door
        self.on = on
        self.written: int | None = None
        """Where the access log keeps the last of what this reader was let in to."""
        self._context = context

    @cached_property
    def partners(self) -> Partners:
        """The organisations that take part."""
        return partners_of(self.log)

    @cached_property
    def appointments(self) -> Appointments:
        """The appointments of every organisation where the reader has a place."""
        return appointments_for(self.log, self.person)

    @cached_property
    def organisations(self) -> frozenset[OrganisationId]:
        """Where the reader has a place today."""
        return frozenset(one.organisation for one in places(self.appointments, self.person, self.on))

    def case(
        self, engine: Known, name: str, part: Part, *purposes: Purpose, known: int | None = None
    ) -> Seen:
        """The case that a person means, when they see this kind of data for one of the purposes.

        Who may not see it is not told whether it is there, and who does not see a facility's own references
        names a case by its pseudonym. `known` is the position at which the case had this name.

        Raises:
            Refused: there is no such case, or nothing of it may be seen; the attempt was written down.
        """
        found, best = self._found(engine, name, part, purposes, known)
        self._require(best, part, lambda read: CaseRead(found, read), CHECK)
        self._write([CaseRead(found, self._reading(*best))])
        return Seen(found, best[1])

    def package(self, engine: Known, name: str, number: DisclosureId, digest: str | None) -> Opened:
        """The package that a person means, when they gave it or may still read what they received.

        Written down as the package alone, whatever else of the case the reader sees.

        Raises:
            Refused: it is not theirs, it was stopped, or its time is over; the attempt was written down.
        """
        found, _ = self._found(engine, name, "pakket", ("hulp",))
        thread = thread_at(self.log, found, number)
        part = part_of(thread)
        purpose, sight = self._best(thread_facts(thread), part, ("hulp",))
        self._require((purpose, sight), part, lambda read: CaseRead(found, read), CHECK)
        seen = structs.replace(sight, level=part)
        release = package_of(thread, digest)
        closed = shut(thread, release, self.on) if sight.relation == "ontvanger" else None
        read = self._reading(purpose, seen, closed.code if closed else "")
        self._write([CaseRead(found, structs.replace(read, consent=release.consent))])
        if closed is not None:
            raise closed
        return Opened(found, release.digest)

    def _found(
        self, engine: Known, name: str, part: Part, purposes: Sequence[Purpose], known: int | None = None
    ) -> tuple[CaseId, Judged]:
        """The case that a name means, to who may use that name, and what is seen of it.

        Raises:
            Refused: there is none, or its name is not the reader's to use; the attempt was written down.
        """
        try:
            found = the_case(engine, name) if known is None else the_case_then(engine, name, known)
        except Refused:
            self._require(
                self._best(NO_CASE, part, purposes), part, lambda read: RegisterRead(UNKNOWN, read), CHECK
            )
            raise
        best = self._best(self._facts(found), part, purposes)
        if name != found and not best[1].sees("verwijzing"):
            self._require(
                self._best(NO_CASE, part, purposes), part, lambda read: CaseRead(found, read), CHECK
            )
            raise no_case()
        return found, best

    def act(self, command: AnyCommand, sent: Sent = ONCE) -> Answer:
        """Carry a command out, and write down to which cases, and in which place, before anything is told.

        Raises:
            Refused: the command's "no"; that is kept in the log itself.
        """
        given = given_by(command, self.person, self.on) if self.is_person else command
        if sent.seen is not None:
            given = Unchanged(given, cases_of(command)[0], sent.seen)
        context = self._context(self.person)
        answer = execute(self.log, given, structs.replace(context, command=sent.key) if sent.key else context)
        best = [
            (case, *self._best(self._facts(case), OWN, ("hulp", "escalatie"))) for case in cases_of(command)
        ]
        self._write(
            [
                CaseRead(case, structs.replace(self._reading(purpose, sight), action="U"))
                for case, purpose, sight in best
            ]
        )
        return answer

    def cases(self, purpose: Purpose, cases: Sequence[str], of: str) -> dict[CaseId, Sight]:
        """What is seen of each case of a list; `of` names the list. Nothing of all of them is a refusal.

        Raises:
            Refused: none of these cases may be seen; the attempt was written down.
        """
        sights = self._sights(purpose, cases)
        if sights and not any(sight.parts for sight in sights.values()):
            best = (purpose, next(iter(sights.values())))
            self._require(best, "pseudoniem", lambda read: RegisterRead(of, read))
        return self._written(purpose, sights)

    def among(self, purpose: Purpose, cases: Sequence[str]) -> dict[CaseId, Sight]:
        """What is seen of each case within something that the reader was let in to: it may be nothing."""
        return self._written(purpose, self._sights(purpose, cases))

    def everything(self, part: Part, purpose: Purpose) -> Sight:
        """What is seen of the log as a whole.

        Raises:
            Refused: it may not be seen; the attempt was written down.
        """
        best = (purpose, self._sight(NO_CASE, purpose, part))
        self._require(best, part, lambda read: CaseRead(EVERYTHING, read))
        self._write([CaseRead(EVERYTHING, self._reading(*best))])
        return best[1]

    def register(self, of: str, part: Part, purpose: Purpose, facts: CaseFacts = NO_CASE) -> Sight:
        """What is seen of something that is about no case.

        Raises:
            Refused: it may not be seen; the attempt was written down.
        """
        best = (purpose, self._sight(facts, purpose, part))
        self._require(best, part, lambda read: RegisterRead(of, read))
        self._write([RegisterRead(of, self._reading(*best))])
        return best[1]

    def _sights(self, purpose: Purpose, cases: Sequence[str]) -> dict[CaseId, Sight]:
        named = [CaseId(one) for one in cases]
        facts = (
            facts_of_cases(self.log, self.partners, named, self.on)
            if self.is_person
            else dict.fromkeys(named, NO_CASE)
        )
        return {case: self._sight(facts[case], purpose, OWN) for case in named}

    def _written(self, purpose: Purpose, sights: dict[CaseId, Sight]) -> dict[CaseId, Sight]:
        """The same, once the log has who saw what."""
        seen = {case: sight for case, sight in sights.items() if sight.parts}
        self._write([CaseRead(case, self._reading(purpose, sight)) for case, sight in seen.items()])
        return sights

    def _facts(self, case: CaseId) -> CaseFacts:
        if not self.is_person:
            return NO_CASE
        return case_facts(self.log, self.partners, case, self.on)

    def _sight(self, facts: CaseFacts, purpose: Purpose, wanted: Part) -> Sight:
        if not self.is_person:
            return _ALL
        return may_see(TABLE, self.person, self.appointments, facts, purpose, self.on, wanted)

    def _best(self, facts: CaseFacts, part: Part, purposes: Iterable[Purpose]) -> Judged:
        """The first purpose for which the data is seen; without one the first purpose."""
        sights = [(purpose, self._sight(facts, purpose, part)) for purpose in purposes]
        return next((one for one in sights if one[1].sees(part)), sights[0])

    def _require(self, best: Judged, part: Part, line: Callable[[Reading], Event], hint: str = "") -> None:
        purpose, sight = best
        try:
            require(sight, part)
        except Refused as refused:
            self._write([line(self._reading(purpose, sight, refused.code))])
            raise Refused(refused.code, refused.sentence, f"{hint}{refused.remedy}") from None

    def _reading(self, purpose: Purpose, sight: Sight, code: str = "") -> Reading:
        return reading(self.person, self.door, purpose, sight, code)

    def _write(self, lines: Sequence[Event]) -> None:
        self.written = self.access.write(lines, self._context(self.person))


def cases_of(command: AnyCommand) -> list[CaseId]:
    """The cases that a command is about, by its boundary."""
    tags = dict.fromkeys(item.tag for item in command.boundary())
    return [CaseId(tag.removeprefix("case:")) for tag in tags if tag.startswith("case:")]
