"""What advice looks at in the invented world, and what it then says."""

from datetime import date

from domain.advice.assembling import advise
from domain.advice.lines import Advice, Looked
from domain.commands import takes_part
from domain.consent.ledger import LedgerEvent
from domain.disclosure.question import Known
from domain.stappenplan.progress import Plan, evolve_plan
from domain.words import OrganisationId
from tests.unit.domain.consents import ledger
from tests.unit.domain.steps import record
from tests.unit.domain.story import Story
from tests.unit.domain.world import TODAY, agreements


def looked(story: Story, today: date = TODAY) -> Looked:
    plan = Plan()
    boundary = record("stap_1").boundary()[:1]
    for event in story.events:
        if takes_part(event, boundary):
            plan = evolve_plan(plan, event)  # type: ignore[arg-type]  # the boundary names these alone
    said = ledger(*[event for event in story.events if isinstance(event, LedgerEvent)])
    return Looked(plan, agreements(), today, known=Known(OrganisationId(""), ledger=said))


def advice(story: Story, today: date = TODAY) -> Advice:
    return advise(looked(story, today))


def first(story: Story, today: date = TODAY) -> str:
    return advice(story, today).first[0].text


def commands(story: Story, today: date = TODAY) -> list[str]:
    return [line.command for line in advice(story, today).first]
