"""`opplussen serve`: the pages in a browser, on this machine alone unless it is said otherwise."""

import os
from typing import Annotated

import typer

from cli.place.faults import WrongSetting
from cli.place.settings import ISSUER, LISTEN, settings
from cli.screen.output import say


def serve(
    demo: Annotated[
        bool, typer.Option("--demo", help="De wereld van het verhaal, met verzonnen mensen om te proberen.")
    ] = False,
) -> None:
    """Toon de schermen in een browser.

    Stopt netjes bij Ctrl-C of SIGTERM.
    """
    given = settings(os.environ)
    if demo and not given.listen.is_loopback:
        raise WrongSetting(LISTEN, "met --demo kan iedereen alles zien; dat mag alleen op deze machine zelf.")
    if not demo and given.organisation is None:
        raise WrongSetting(
            ISSUER, "zonder deze kan niemand inloggen (docs/settings.md). Rondkijken: opplussen serve --demo"
        )
    # The pages take half a second to load, which no other command should wait for
    from cli.serving.pages import serve_people, serve_story  # noqa: PLC0415 - see the line above

    if demo:
        serve_story(given)
    elif given.organisation is not None:
        serve_people(given, given.organisation)
    say("Gestopt.")
