"""What a facility and its police unit do together is for who works on the cases of one of the two."""

from domain.access.seeing import CaseFacts, Sight
from domain.words import OrganisationId
from engine.reading.reader import Reader


def let_in(who: Reader, facility: OrganisationId, of: str) -> Sight:
    """Let in who works on the cases of this facility or its police unit; the others are told why not.

    Raises:
        Refused: nothing of this may be seen; the attempt was written down.
    """
    facts = CaseFacts(facility, unit=who.partners.units.get(facility))
    return who.register(f"{of} van {facility}", "pseudoniem", "lijst", facts)
