"""What people do about consent: age, explain, give, refuse, limit, exclude, ask again, take back."""

from datetime import date, timedelta
from typing import Any

from domain.ageing import EnterAgeBand
from domain.cases.events import AgeBand
from domain.commands import Command
from domain.consent.asking import ExplainConsent, GiveConsent, RefuseConsent
from domain.consent.changing import (
    ExcludeRepresentative,
    LimitConsent,
    ReassessConsent,
    WithdrawConsent,
)
from domain.consent.conditions import Decision, Scope
from domain.words import CaseId, PersonId
from tests.unit.domain.consents import CLIENT, MOTHER, TOLD

AnyCommand = Command[Any, Any]  # commands of every view there is
BANDS: tuple[AgeBand, ...] = ("12_15", "16_17", "18_plus")
SCOPE = Scope(("avim",), ("veiligheid",), ("feiten", "waarnemingen"))


def asked(case: CaseId, by: PersonId, today: date, number: int) -> list[AnyCommand]:
    """One thing or a few; those that do not fit are refused."""
    several: tuple[list[AnyCommand], ...] = (
        [
            EnterAgeBand(case, BANDS[number % len(BANDS)], today, today),
            ExplainConsent(case, by, today, CLIENT, TOLD, "plaatjes", "eigen woorden", True),
            ExplainConsent(case, by, today, MOTHER, TOLD, "gesprek", "eigen woorden", True),
            GiveConsent(
                case, by, today, f"t-{number // 7}", SCOPE, today + timedelta(days=60), Decision((CLIENT,))
            ),
            GiveConsent(
                case,
                by,
                today,
                f"t-{number // 7}",
                SCOPE,
                today + timedelta(days=20),
                Decision((CLIENT, MOTHER)),
            ),
        ],
        [RefuseConsent(case, by, today, CLIENT, SCOPE, "is bang", "uitgelegd")],
        [
            LimitConsent(
                case, CLIENT, f"t-{number // 7}", categories=("feiten",), until=today + timedelta(days=9)
            )
        ],
        [ExcludeRepresentative(case, by, today, MOTHER.representative, "in_risiconetwerk", "haalt haar op")],
        [ReassessConsent(case, by, today, f"t-{number // 7}", True, Decision((CLIENT,)))],
        [ReassessConsent(case, by, today, f"t-{number // 7}", stays=False)],
        [WithdrawConsent(case, CLIENT)],
    )
    return several[number % len(several)]
