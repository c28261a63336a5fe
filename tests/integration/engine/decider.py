"""A process that decides something once when it is told to go, and says where that stands.

python -m tests.integration.engine.decider LOG ID KIND COMMAND: the command as JSON, and of which class it is.
It says `ready`, waits for a line, and answers with the position.
"""

import sys
from datetime import UTC, datetime
from typing import Any

import msgspec

from domain.commands import Command, Context
from domain.escalation.deciding import AgreeLead, DecideEscalation
from domain.policies import AdoptPolicy
from domain.words import PersonId
from eventlog.execute import execute
from eventlog.log import Log
from tests.servers.stores import opened

KINDS: dict[str, type[Command[Any, Any]]] = {  # commands of several views
    kind.__name__: kind for kind in (AdoptPolicy, AgreeLead, DecideEscalation)
}
AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def main(path: str, name: str, kind: str, told: str) -> None:
    """Decide when a line comes in."""
    command = msgspec.json.decode(told, type=KINDS[kind])
    with opened(path) as recorder:
        log = Log(recorder)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        answer = execute(log, command, Context(name, AT, PersonId("noor")))
    sys.stdout.write(f"{answer.position}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
