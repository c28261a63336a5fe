"""docs/asyncapi.yaml is valid, and says what the code sends."""

from datetime import UTC, datetime
from typing import get_type_hints

import msgspec
from pydantic_asyncapi.v3 import AsyncAPI

from domain.calendar import DayBegan
from domain.commands import Context
from domain.words import PersonId
from eventlog.codec import encode
from eventlog.encryption.personal import is_personal
from streams.alerts import Alert
from streams.messages import HEADERS, OPTIONAL, Source, messages_of
from tests.unit.docs.asyncapi_page import PAGE, document, page


def test_the_page_is_what_the_code_sends() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.unit.docs.asyncapi_page"


def test_the_page_is_a_valid_asyncapi_document() -> None:
    found = AsyncAPI.model_validate(msgspec.yaml.decode(PAGE.read_bytes()))
    assert found.asyncapi == "3.0.0"


def test_every_reference_in_the_page_leads_somewhere() -> None:
    whole = document()
    for reference in references(whole):
        found = whole
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found


def references(part: object) -> list[str]:
    if isinstance(part, dict):
        mine = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return mine + [one for inner in part.values() for one in references(inner)]
    if isinstance(part, list):
        return [one for inner in part for one in references(inner)]
    return []


def test_a_message_has_the_headers_that_the_page_names() -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    [event] = encode([DayBegan(at.date())], Context("c-1", at, PersonId("opplussen")))
    [message] = messages_of((1, event.type, event.data), "t", [0], Source("l-1", "urn:x"))
    assert {name for name, _ in message.headers} == set(HEADERS) - OPTIONAL


def test_no_field_of_an_alert_is_personal() -> None:
    hints = get_type_hints(Alert, include_extras=True)
    assert not [name for name, hint in hints.items() if is_personal(hint)]
