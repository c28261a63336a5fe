"""How a facility calls a case: a word by which it is found again, and that is no other name for a case.

People name a case INSTELLING/VERWIJZING, the reference alone, or the pseudonym; a reference that reads as
one of the others, or that nobody can type, would never be found.
"""

import re

from domain.commands import Refused

_PSEUDONYM = re.compile(r"c-[a-z0-9]{12}", re.IGNORECASE)
_OWN = "Geef de verwijzing die de instelling zelf gebruikt."


def require_reference(reference: str) -> None:
    """Refuse a reference by which the case could not be found.

    Raises:
        Refused: saying what is wrong, without the reference itself.
    """
    if not reference.strip():
        raise _refused("Een casus heeft een verwijzing nodig.", _OWN)
    if reference != reference.strip():
        raise _refused("De verwijzing begint of eindigt met een spatie.", "Laat die weg.")
    if not reference.isprintable():
        raise _refused("In de verwijzing staat een teken dat niet te zien is.", _OWN)
    if "/" in reference:
        raise _refused(
            "In de verwijzing staat een schuine streep (/).",
            "Die scheidt de instelling van de verwijzing: gebruik een ander teken.",
        )
    if _PSEUDONYM.fullmatch(reference):
        raise _refused(
            "De verwijzing heeft de vorm van een pseudoniem (c- en twaalf letters of cijfers).", _OWN
        )


def _refused(sentence: str, remedy: str) -> Refused:
    return Refused("casus.verwijzing", sentence, remedy)
