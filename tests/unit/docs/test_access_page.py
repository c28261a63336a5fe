"""docs/access.md shows the table of access that the program applies."""

from tests.unit.docs.access_page import PAGE, page


def test_the_page_of_access_is_that_of_the_table() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "The table changed: write the page again with `python -m tests.unit.docs.access_page`."
    )
