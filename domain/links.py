"""Links between cases: the same address, phone, plate, account or person, known only as a keyed hash.

Source: artikel ("sneeuwbaleffect": one address passed on from client to client). Both owners learn that
there is a link, never with whom until a disclosure allows it.
"""

from typing import Literal

from domain.events import Event
from domain.words import CaseId

LinkKind = Literal["adres", "telefoon", "kenteken", "account", "persoon"]

# events


class LinkKeyRecorded(Event, frozen=True):
    """Something of the client's network, as a keyed hash; the clear text never enters the log."""

    case: CaseId
    kind: LinkKind
    key: str

    def tags(self) -> tuple[str, ...]:
        """By case, and by key so that the next case with it is found."""
        return (f"case:{self.case}", f"link:{self.key}")


class LinkFound(Event, frozen=True):
    """This case shares a key with another; once a key, naming no other case."""

    case: CaseId
    kind: LinkKind
    key: str

    def tags(self) -> tuple[str, ...]:
        """By case, and by key so that a case hears of a key once."""
        return (f"case:{self.case}", f"link:{self.key}")
