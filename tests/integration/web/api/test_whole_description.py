"""Schemathesis at every operation, with what fits its description and what does not: no surprises."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode

from tests.integration.web.serving import Endless, Served
from web.api.app import api
from web.api.routes import OPERATIONS

pytestmark = pytest.mark.slow
EXAMPLES = 40
TOKEN = "demo-daan"  # noqa: S105 - of an invented person
AUTH: dict[GenerationMode, dict[str, Any]] = {
    GenerationMode.POSITIVE: {"auth": {"openapi": {"bearer": {"bearer": TOKEN}}}},
    GenerationMode.NEGATIVE: {"headers": {"Authorization": f"Bearer {TOKEN}"}},
}
"""What fits is also tried without a token; what does not fit always has one."""


@pytest.mark.parametrize(
    "mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda one: one.value
)
def test_no_answer_is_a_fault_or_undescribed(pages: Served, mode: GenerationMode) -> None:
    config = schemathesis.Config.from_dict(
        {
            **AUTH[mode],
            "checks": {
                "positive_data_acceptance": {"expected-statuses": ["2xx", 403, 404, 409, 412]},
                "negative_data_rejection": {"expected-statuses": [400, 403, 404, 405, 409, 413, 415]},
            },
        }
    )
    schema = schemathesis.openapi.from_asgi("/v1/openapi.json", api(pages.world, Endless()), config=config)
    if mode is GenerationMode.NEGATIVE:
        schema.raw_schema["security"] = []
    case_there = pages.case("meisje-y")
    met: set[int] = set()
    tried: set[str] = set()
    for found in schema.get_all_operations():
        operation = found.ok()  # type: ignore[union-attr]  # an error has none, and fails the test

        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            phases=[Phase.generate],
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(call=operation.as_strategy(generation_mode=mode), is_there=...)
        def answered(call: schemathesis.Case[Any], is_there: bool) -> None:
            if is_there and "case" in call.path_parameters:
                call.path_parameters["case"] = case_there
            met.add(call.call_and_validate().status_code)

        try:
            answered()
        except Unsatisfiable:
            assert mode is GenerationMode.NEGATIVE, operation.label
            assert not operation.path_parameters
        tried.add(operation.label)
    assert tried >= {f"{one.method} {one.path}" for one in OPERATIONS}
    assert met >= ({200, 201} if mode is GenerationMode.POSITIVE else {400})
