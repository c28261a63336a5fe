"""The pages on a copy of the story's world, with its engine beside them, in this process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from shutil import copytree
from threading import Event, Thread
from time import monotonic

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from cli.desk.engine import running
from cli.place.clock import now
from cli.place.databases import Folder
from cli.place.workplace import opened
from cli.serving.pages import opened_world
from cli.serving.story import behind, personas
from domain.appointing import AppointSubstitute
from domain.words import OrganisationId, PersonId
from eventlog.execute import execute
from projections.database import reading
from projections.watchlist import find_case
from web.app import application
from web.gate import COOKIE, Limits
from web.sessions import csrf_of
from web.world import AMSTERDAM, World

HERE = "https://testserver"
PATIENCE_S = 30.0
SAME_SITE = {"Sec-Fetch-Site": "same-origin"}


class Endless(Limits):
    """For who asks more in a minute than people do."""

    def take(self, item: object, who: str) -> None:
        """Count nothing."""


class Browser:
    """Somebody with a browser; as who they are logged in."""

    def __init__(self, app: FastAPI) -> None:
        self.client = TestClient(app, HERE, follow_redirects=False)

    def enters(self, person: str) -> Response:
        return self.posts("/inloggen", persona=person)

    def gets(self, path: str) -> Response:
        return self.client.get(path)

    def posts(self, path: str, *, csrf: str | None = None, **fields: str) -> Response:
        secret = self.client.cookies.get(COOKIE) or ""
        given = {"csrf": csrf_of(secret) if csrf is None else csrf, **fields}
        return self.client.post(path, data=given, headers=SAME_SITE)


class Served:
    """The pages, and whoever opens them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app = application(world)

    def again(self) -> None:
        """The same with another world."""
        self.app = application(self.world)

    def browser(self, person: str | None = None) -> Browser:
        """A browser, in which a person is logged in."""
        browser = Browser(self.app)
        if person is not None:
            secret = self.world.sessions.begin(PersonId(person), self.world.clock())
            browser.client.cookies.set(COOKIE, secret, domain="testserver.local")
        return browser

    def up_to_date(self) -> None:
        """Wait until the rows show everything in the log."""
        until, pause = monotonic() + PATIENCE_S, Event()
        while self.world.known.position < self.world.known.log.head():
            assert monotonic() < until, "the rows do not follow the log"
            pause.wait(0.01)

    def let_stand_in(self, person: str, substitute: str) -> None:
        """Let somebody stand in for a kernteam member of the story's facility, from today on."""
        on = self.world.clock().astimezone(AMSTERDAM).date()
        command = AppointSubstitute(
            PersonId(person), OrganisationId("instelling-2"), "kernteam_zorg", PersonId(substitute), on
        )
        execute(self.world.known.log, command, self.world.context("bea"))

    def case(self, reference: str) -> str:
        """The pseudonym of a case of the story."""
        with reading(self.world.known.rows) as connection:
            [(case, _)] = find_case(connection, None, reference)
        return case


@contextmanager
def served(story: Path, folder: Path) -> Iterator[Served]:
    """A copy of the story's world, served."""
    copytree(story, folder)
    copy = Folder(folder)
    late = behind(copy)
    with (
        engine_beside(copy, late),
        opened_world(copy, late, ("testserver",), personas()) as world,
    ):
        yield Served(world)


@contextmanager
def engine_beside(folder: Folder, late: timedelta) -> Iterator[None]:
    """The engine on a folder while the body runs."""
    stop = Event()

    def keep() -> None:
        with opened(folder) as workplace, running(workplace, lambda: now() - late) as engine:
            engine.run(stop)

    thread = Thread(target=keep)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
