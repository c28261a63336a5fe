"""The pages on an opened workplace, with the engine beside them, until somebody stops it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from cli.desk.engine import rows_of
from cli.place.clock import now
from cli.place.databases import Folder
from cli.place.files import private_file
from cli.place.identities import command_id, signal_number
from cli.place.settings import Listen, Settings
from cli.place.workplace import opened
from cli.proeftuin.policy_file import catalogue
from cli.screen.output import say
from cli.serving.keeping import kept
from cli.serving.story import FOLDER, behind, make_story, personas
from domain.commands import Context
from domain.words import PersonId, SignalId
from engine.reading.known import Kept
from web.app import application
from web.sessions import Sessions
from web.world import Persona, World

SESSIONS = "sessions.sqlite"
LONGEST_GOODBYE_S = 2
"""How long open pages may hold up the end."""


def serve_story(given: Settings) -> None:
    """The story's world, with its invented people to try."""
    folder = given.database.home / FOLDER
    make_story(folder)
    late = behind(folder)
    with kept(folder, late), opened_world(folder, late, given.listen, personas()) as world:
        say(f"Open http://{given.listen.host}:{given.listen.port} in een browser. Stoppen: Ctrl-C.")
        uvicorn.run(
            application(world),
            host=given.listen.host,
            port=given.listen.port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=LONGEST_GOODBYE_S,
        )


@contextmanager
def opened_world(
    folder: Path, behind_by: timedelta, listen: Listen, people: tuple[Persona, ...]
) -> Iterator[World]:
    """What the pages stand on, with a clock that runs so much behind."""

    def clock() -> datetime:
        return now() - behind_by

    def context(by: str) -> Context:
        return Context(command_id(), clock(), PersonId(by))

    private_file(folder / SESSIONS)
    with (
        opened(Folder(folder)) as workplace,
        workplace.access() as access,
        closing(Sessions(folder / SESSIONS)) as sessions,
        rows_of(workplace) as rows,
    ):
        yield World(
            Kept(workplace.log, rows),
            access,
            sessions,
            catalogue(),
            clock,
            context,
            lambda: SignalId(signal_number()),
            ("127.0.0.1", "localhost", "[::1]", listen.host),
            people,
        )
