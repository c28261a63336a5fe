"""docs/sharing.md says what the gate says."""

from tests.unit.docs.sharing_page import PAGE, page


def test_the_page_is_what_the_gate_answers() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "write it again: python -m tests.unit.docs.sharing_page"
    )
