"""`opplussen serve`: the pages in a browser, on this machine alone unless it is said otherwise."""

import os
from typing import Annotated

import typer

from cli.place.faults import Fault, WrongSetting
from cli.place.settings import LISTEN, settings
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
    if not demo:
        raise Fault(
            "Inloggen via een organisatie kan in deze versie nog niet. Kijk rond met: opplussen serve --demo"
        )
    if not given.listen.is_loopback:
        raise WrongSetting(LISTEN, "met --demo kan iedereen alles zien; dat mag alleen op deze machine zelf.")
    # The pages take half a second to load, which no other command should wait for
    from cli.serving.pages import serve_story  # noqa: PLC0415 - see the line above

    serve_story(given)
    say("Gestopt.")
