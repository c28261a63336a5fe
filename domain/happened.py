"""The day on which something happened: not one that is still to come, nor one from long before.

What is planned ahead (a role that ends, a convenant, a date to look again) may lie in the future and is not
asked here.
"""

from datetime import date

from domain.commands import Refused

FIRST_DAY = date(1990, 1, 1)
"""An earlier day is a typing error: the clients are young, and what was seen is about them."""


def require_happened(what: str, on: date, today: date) -> None:
    """Refuse a day on which this cannot have happened; `what` begins the code of the refusal.

    Raises:
        Refused: naming the day.
    """
    if on > today:
        raise Refused(
            f"{what}.toekomst",
            f"De dag {on:%d-%m-%Y} ligt in de toekomst.",
            "Vul de dag in waarop het gebeurde.",
        )
    if on < FIRST_DAY:
        raise Refused(
            f"{what}.te_vroeg",
            f"De dag {on.day:02}-{on.month:02}-{on.year:04} ligt voor {FIRST_DAY:%d-%m-%Y}.",
            "Controleer het jaartal.",
        )
