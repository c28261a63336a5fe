"""The pages on an opened workplace, with the engine beside them, until somebody stops it."""

import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import uvicorn

from cli.desk.engine import rows_of
from cli.place.clock import now
from cli.place.databases import Database, Folder
from cli.place.files import private_file
from cli.place.identities import command_id, signal_number
from cli.place.settings import Listen, Organisation, Settings
from cli.place.workplace import opened
from cli.proeftuin.policy_file import catalogue
from cli.screen.output import say
from cli.serving.keeping import kept
from cli.serving.story import FOLDER, behind, make_story, personas
from domain.commands import Context
from domain.words import PersonId, SignalId
from engine.reading.known import Kept
from web.app import application
from web.oidc import Oidc, Provider
from web.sessions import Sessions
from web.world import Contact, Persona, World

SESSIONS = "sessions.sqlite"
HERE = ("127.0.0.1", "localhost", "[::1]")
"""The names of this machine itself; pages answer to no others, so that no other site can name us."""
LONGEST_GOODBYE_S = 2
"""How long open pages may hold up the end."""


def serve_story(given: Settings) -> None:
    """The story's world, with its invented people to try."""
    story = Folder(given.database.home / FOLDER)
    make_story(story)
    late = behind(story)
    with kept(story, late), opened_world(story, late, HERE, personas()) as world:
        _serve(world, given.listen, f"http://{given.listen.host}:{given.listen.port}")


def serve_people(given: Settings, at: Organisation) -> None:
    """The log of this place, for who logs in at their organisation; with Kafka its workers keep the rows."""
    identity = Oidc(Provider(at.issuer, at.client, at.secret, at.claim), at.address)
    hosts = (*HERE, urlsplit(at.address).hostname or "")
    beside = kept(given.database, timedelta()) if given.kafka is None else nullcontext()
    with (
        beside,
        opened_world(given.database, timedelta(), hosts, identity=identity) as world,
    ):
        told = Contact("Beheer van opplussen", at.contact, at.address)
        _serve(world._replace(contact=told), given.listen, at.address)


def _serve(world: World, listen: Listen, address: str) -> None:
    """Until a signal stops it; the server gives it on when done, and then the engine still has to end."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)
    say(f"Open {address} in een browser. Stoppen: Ctrl-C.")
    uvicorn.run(
        application(world),
        host=listen.host,
        port=listen.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LONGEST_GOODBYE_S,
    )


@contextmanager
def opened_world(
    database: Database,
    behind_by: timedelta,
    hosts: tuple[str, ...],
    people: tuple[Persona, ...] = (),
    identity: Oidc | None = None,
) -> Iterator[World]:
    """What the pages stand on, with a clock that runs so much behind."""

    def clock() -> datetime:
        return now() - behind_by

    def context(by: str) -> Context:
        return Context(command_id(), clock(), PersonId(by))

    private_file(database.home / SESSIONS)
    with (
        opened(database) as workplace,
        workplace.access() as access,
        closing(Sessions(database.home / SESSIONS)) as sessions,
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
            lambda access: workplace.sealed(access=access),
            hosts,
            people,
            identity,
        )
