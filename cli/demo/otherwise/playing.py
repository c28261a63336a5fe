"""The story told otherwise, played: every step is a command on a log of its own, and the program answers."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import NamedTuple

from cli.demo.otherwise import steps, words
from cli.demo.play import EVENING, MORNING, Play
from domain.cases.commands import RecordIdentity
from domain.commands import Refused
from domain.consent.asking import TOLD, ExplainConsent, RefuseConsent
from domain.consent.conditions import Scope
from domain.consent.events import Giver
from domain.disclosure.approving import ApproveDisclosure
from domain.disclosure.asking import AskAdvice, RequestDisclosure
from domain.disclosure.assessing import AssessSignals, DecideIntervention
from domain.disclosure.calling import AnswerCall, CallBack, ReceiveCall
from domain.disclosure.events import Knowledge
from domain.disclosure.following import GiveFeedback, ReceiveDisclosure, StopDisclosure
from domain.disclosure.needs import POINTS
from domain.disclosure.preparing import DeferInforming, InformClient, TellDiscloser, WeighConflict
from domain.disclosure.releasing import ReleaseDisclosure
from domain.stappenplan.deciding import TakeDecision
from domain.stappenplan.recording import RecordStep
from domain.words import CaseId, DisclosureId, OrganisationId, PersonId
from engine.sharing import Beginning, Made, made_again
from eventlog.execute import AnyCommand

NOON = time(13)


class Step(NamedTuple):
    """What somebody did and what the program answered; `no` is what it refused first."""

    day: date
    text: str
    no: Refused | None = None
    yes: str = ""
    released: bool = False


class Otherwise:
    """From the evening that her first level opened: advice, consent, a call, the weighing, the release."""

    def __init__(self, play: Play, opened: date) -> None:
        self.play = play
        self.opened = opened
        self.case: CaseId = play.cases[words.GIRL]

    def steps(self) -> Iterator[Step]:
        """Every step as it is played."""
        yield self._advice()
        yield self._consent()
        yield self._call()
        yield self._called_back()
        yield self._request()
        yield self._release()
        yield self._assessment()
        yield self._safe()

    def package(self) -> Made:
        """What left, made again from the log."""
        return made_again(self.play.workplace.log, self.case, words.REPORT)[-1]

    def _go(self, after: timedelta, hour: time = MORNING) -> date:
        self.play.go_to(self.opened + after, hour)
        return self.play.today

    def _do(self, by: PersonId, *commands: AnyCommand) -> None:
        for command in commands:
            self.play.do(command, by)

    def _try(self, by: PersonId, command: AnyCommand) -> Refused | None:
        """What the program says no to; None when it may be after all."""
        try:
            self.play.do(command, by)
        except Refused as no:
            return no
        return None

    def _begin(self, number: DisclosureId, by: PersonId, receiver: OrganisationId = words.UNIT) -> Beginning:
        return Beginning(self.case, number, by, self.play.today, words.HOME, receiver)

    def _advice(self) -> Step:
        day = self._go(timedelta(), EVENING)
        self._do(words.TESS, RecordIdentity(self.case, words.NAME, words.BORN))
        begin = self._begin(words.ADVICE, words.TESS, words.COORDINATION)
        no = self._try(words.TESS, AskAdvice(*begin, "zorgcoordinator", words.QUESTION_NAMED))
        self._go(timedelta(), EVENING)
        self._do(words.TESS, AskAdvice(*begin, "zorgcoordinator", words.QUESTION))
        return Step(
            day,
            "Tess, haar begeleider, vraagt advies met de naam van Meisje Y erin.",
            no,
            "zonder haar naam gaat de vraag meteen naar de zorgcoördinator.",
        )

    def _asking(self, number: DisclosureId, ground: str) -> RequestDisclosure:
        begin = self._begin(number, words.TESS)
        return RequestDisclosure(*begin, "zorg", "avim", "veiligheid", 3, ground, words.CATEGORIES, "ernstig")

    def _consent(self) -> Step:
        day = self._go(words.TALK)
        begin, she = self._begin(words.WITH_CONSENT, words.TESS), Giver("client")
        consent = (self.case, words.TESS, day)
        scope = Scope(("avim",), ("veiligheid",), words.CATEGORIES)
        self._do(
            words.TESS,
            ExplainConsent(*consent, she, tuple(TOLD), *words.EXPLAINED, understood=True),
            RefuseConsent(*consent, she, scope, *words.OBJECTIONS),
            self._asking(words.WITH_CONSENT, "TOESTEMMING"),
            TellDiscloser(*begin, POINTS),
            InformClient(*begin, "In het gesprek waarin zij nee zei."),
        )
        self._do(words.DAAN, ApproveDisclosure(*self._begin(words.WITH_CONSENT, words.DAAN)))
        no = self._try(words.TESS, ReleaseDisclosure(*begin, self.play.at))
        self._do(words.TESS, StopDisclosure(*begin, "Zij zei nee."))
        return Step(day, "Tess vraagt Meisje Y of AVIM het mag weten. Zij is bang en zegt nee.", no)

    def _call(self) -> Step:
        day = self._go(words.CALLED)
        call = (self.case, words.CALL, words.TESS, day, words.UNIT)
        said = ("Een man die Jansen heet", "onbekend nummer", "", "Woont zij bij u?")
        self._do(words.TESS, ReceiveCall(*call, *said))
        no = self._try(words.TESS, AnswerCall(*call, "naar_aanvraag", "Hij zegt: spoed.", words.REPORT))
        return Step(day, "Iemand belt, zegt dat hij van de politie is en vraagt: woont zij bij u?", no)

    def _called_back(self) -> Step:
        day = self._go(words.CALLED)
        call = (self.case, words.CALL, words.TESS, day, words.UNIT)
        self._do(
            words.TESS,
            CallBack(*call, words.PIETER, confirmed=False),
            AnswerCall(*call, "geweigerd", "AVIM kent dit verzoek niet."),
        )
        return Step(day, "Tess belt het bekende nummer. AVIM kent hem niet: hij hoort niets.")

    def _request(self) -> Step:
        day = self._go(words.SHARED, NOON)
        self._do(words.TESS, self._asking(words.REPORT, "CONFLICT_VAN_PLICHTEN"))
        begin = self._begin(words.REPORT, words.TESS)
        no = self._try(words.TESS, ReleaseDisclosure(*begin, self.play.at))
        return Step(day, "Tess wil het AVIM nu zonder toestemming vertellen: zwijgen schaadt haar.", no)

    def _decided(self) -> Iterator[AnyCommand]:
        """The four steps and the decision to report, on which the gate opens."""
        about = (self.case, words.TESS, self.play.today)
        for step, answers in steps.STEPS.items():
            yield RecordStep(*about, step, answers)
        yield TakeDecision(*about, steps.ROUTE, steps.REASONS, self.play.at, steps.REPORT)

    def _release(self) -> Step:
        day = self._go(words.SHARED, NOON)
        begin = self._begin(words.REPORT, words.TESS)
        later = "Hoort hij het via haar, dan is zij niet veilig."
        self._do(
            words.TESS,
            *self._decided(),
            WeighConflict(
                *begin, words.SIX_QUESTIONS, words.SEVEN_POINTS, "de zorgcoördinator", "doorbreken"
            ),
            TellDiscloser(*begin, POINTS),
            DeferInforming(*begin, "veiligheid_client", later, day + words.SAFE),
        )
        self._do(words.DAAN, ApproveDisclosure(*self._begin(words.REPORT, words.DAAN)))
        self._go(words.SHARED, NOON)
        self._do(words.TESS, ReleaseDisclosure(*begin, self.play.at))
        return Step(
            day,
            "Tess neemt elke stap, weegt met de zorgcoördinator en leest wat delen met de politie betekent. "
            "Meisje Y hoort het later. Daan kijkt mee: vier ogen.",
            yes="nu mag het naar AVIM, zo min mogelijk (trede 3).",
            released=True,
        )

    def _assess(self, knowledge: Knowledge, reasons: str, *, ongoing: bool) -> None:
        begin = self._begin(words.REPORT, words.PIETER)
        self._do(words.PIETER, AssessSignals(*begin, reasons, knowledge, "onderzoek", ongoing, self.play.at))

    def _assessment(self) -> Step:
        day = self._go(words.ASSESSED)
        digest = self.package().package.digest
        self._do(words.PIETER, ReceiveDisclosure(*self._begin(words.REPORT, words.PIETER), digest))
        self._assess("redelijk_vermoeden", "De signalen passen bij elkaar.", ongoing=False)
        return Step(day, "Pieter van AVIM beoordeelt: een redelijk vermoeden. Er komt onderzoek.")

    def _safe(self) -> Step:
        self._go(words.KNOWN)
        self._assess("weten", "Haar advertentie staat online.", ongoing=True)
        day = self._go(words.SAFE)
        begin = self._begin(words.REPORT, words.PIETER)
        self._do(
            words.PIETER,
            DecideIntervention(*begin, "Zij is uit de woning gehaald.", "veiliggesteld"),
            GiveFeedback(*begin, "Zij is veilig. Er is een onderzoek."),
        )
        known = self.opened + words.KNOWN
        return Step(
            day,
            f"AVIM weet het sinds {known:%d-%m} zeker en mag niet wachten. Zij is veilig.",
        )
