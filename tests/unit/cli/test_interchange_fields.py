"""Personal fields never leave, however deep they stand."""

from typing import Annotated, get_type_hints

from msgspec import Meta, Struct

from domain.events import Event
from domain.registry import EVENTS
from domain.words import Personal
from eventlog.encryption.personal import is_personal
from eventlog.interchange import without_personal


class Inner(Struct, frozen=True):
    open: str
    secret: Personal


class Outer(Event, frozen=True):
    plain: int
    secret: Personal
    maybe: Annotated[str, Meta(extra={"personal": True})] | None
    one: Inner
    many: tuple[Inner, ...]
    named: dict[str, Inner]
    perhaps: Inner | None = None


def test_fields_typed_personal_are_left_out_at_any_depth() -> None:
    inner = Inner("ja", "nee")
    event = Outer(1, "nee", "nee", inner, (inner, inner), {"a": inner}, inner)
    assert without_personal(event) == {
        "plain": 1,
        "one": {"open": "ja"},
        "many": [{"open": "ja"}, {"open": "ja"}],
        "named": {"a": {"open": "ja"}},
        "perhaps": {"open": "ja"},
    }


def test_the_personal_fields_of_the_log_are_known() -> None:
    personal = {
        f"{name} {field}"
        for name, event in EVENTS.items()
        for field, hint in get_type_hints(event, include_extras=True).items()
        if is_personal(hint)
    }
    assert {
        "signal-recorded.v1 text",
        "signal-corrected.v1 reason",
        "identity-recorded.v1 name",
        "identity-recorded.v1 born",
        "person-appointed.v1 name",
        "person-appointed.v1 phone",
        "escalation-decided.v1 reasons",
    } <= personal
