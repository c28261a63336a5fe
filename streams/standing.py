"""How far the relay is and who leads, as the database knows it: no process has to be asked."""

from contextlib import closing
from datetime import datetime
from typing import NamedTuple, cast

from eventlog.postgres.leading import led_since
from eventlog.postgres.server import connect, named_faults, scalar, shown

SCHEMA = "opplussen_streams"
ANSWER_S = 5.0
THERE = f"SELECT to_regclass('{SCHEMA}.relayed') IS NOT NULL"
_THROUGH = "SELECT through FROM relayed WHERE topic = %s"


class Relayed(NamedTuple):
    """Up to which position everything is in the topic; since when somebody leads, None when nobody does."""

    through: int
    since: datetime | None


def relayed(address: str, topic: str, leads: str) -> Relayed:
    """How it is with the relay of a topic; `leads` is the name under which it leads.

    Raises:
        LogFault: the database does not answer.
    """
    with (
        named_faults(shown(address)),
        closing(connect(address, schema=SCHEMA, lock_s=ANSWER_S)) as connection,
    ):
        through = scalar(connection, _THROUGH, (topic,)) if scalar(connection, THERE) else 0
        return Relayed(cast("int", through or 0), led_since(connection, leads))
