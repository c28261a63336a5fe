"""What happens to a signal."""

from datetime import date

from msgspec import Struct

from domain.events import Event
from domain.scoring.facts import Nature, Polarity, Verdict
from domain.subjects import client_of, words_about
from domain.words import CaseId, OrganisationId, Personal, PersonId, SignalId


class SignalRecorded(Event, frozen=True):
    """One piece: what was perceived, by whom, how it is known, and on which day."""

    case: CaseId
    signal: SignalId
    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: OrganisationId
    observed_on: date
    rests_on: tuple[SignalId, ...] = ()
    text: Personal = ""

    tagged = ("case", "signal")


class SignalCorrected(Event, frozen=True):
    """What the signal should have said, whole; the first version stays in the log."""

    case: CaseId
    signal: SignalId
    indicator: str
    polarity: Polarity
    nature: Nature
    provenance: str
    source: str
    organisation: OrganisationId
    observed_on: date
    reason: Personal
    rests_on: tuple[SignalId, ...] = ()
    text: Personal = ""

    tagged = ("case", "signal")


class SignalRetracted(Event, frozen=True):
    """The signal should not count: a registration error, or it was about somebody else."""

    case: CaseId
    signal: SignalId
    reason: Personal

    tagged = ("case", "signal")


class SignalVerdictGiven(Event, frozen=True):
    """Somebody looked into it: established, disproved, or undecided; those who gave it (`hear`) are told."""

    case: CaseId
    signal: SignalId
    verdict: Verdict
    by: PersonId
    form: str = ""
    hear: tuple[str, ...] = ()

    tagged = ("case", "signal")


class SignalMoved(Event, frozen=True):
    """A signal went along when two cases became one, or one became two."""

    case: CaseId
    signal: SignalId

    tagged = ("signal",)


class Words(Struct, frozen=True):
    """What somebody wrote with a signal."""

    signal: SignalId
    text: Personal


class SignalWordsFollowed(Event, frozen=True):
    """The words of signals that went along when two cases became one, or went back when one became two."""

    case: CaseId
    source: CaseId
    words: tuple[Words, ...]

    tagged = ("case",)

    def subjects(self) -> tuple[str, ...]:
        """The client of both cases, and the file that they are in now."""
        return (*words_about(self.case), client_of(self.source))
