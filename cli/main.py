"""The command `opplussen`: the groups put together, and every known fault as one sentence and an exit code.

0 done, 1 refused or invalid with the reason on standard error, 2 wrong usage, 130 interrupted, 141 when the
reader of the output left.
"""

import os
import sys
from collections.abc import Sequence
from functools import cache

import typer
from typer import rich_utils
from typer.core import TyperGroup
from typer.exceptions import TyperException

from cli import (
    advise,
    channels,
    escalations,
    export,
    keys,
    maintenance,
    retention,
    scores,
    status,
    steps,
    streams,
)
from cli.access import processing
from cli.access import showing as access
from cli.cases import commands as cases
from cli.cases import signal
from cli.consent import group as consents
from cli.demo import command as demo
from cli.importing import command as importing
from cli.inzage import commands as inzage
from cli.meetings import commands as meetings
from cli.place.faults import Fault
from cli.proeftuin import agreements, people, policy, start
from cli.proof import checkpoint, verify, witness
from cli.screen.output import say
from cli.screen.usage import explain_in_dutch, in_dutch
from cli.serving import command as serving
from cli.sharing import calls
from cli.sharing import commands as sharing
from cli.watchlists import agreeing, exchange, explained, ranked
from domain.commands import Refused
from eventlog.faults import LogFault
from projections.faults import RowsFault
from streams.faults import StreamFault
from verifier.faults import Wrong

DONE = 0
REFUSED = 1
INTERRUPTED = 130
READER_LEFT = 141

FIRST_STEPS = """Signalen van uitbuiting opgeteld tot een score die zichzelf uitlegt.

Zo begint u:

1. opplussen init: een nieuw logboek, met een voorbeeld van een proeftuin

2. opplussen import BESTAND --format csv: signalen inlezen

3. opplussen watchlist INSTELLING: zien wie bovenaan staat, en waarom

Eerst kijken? opplussen demo speelt een verhaal na.
"""

rich_utils.ARGUMENTS_PANEL_TITLE = "Wat u meegeeft"
rich_utils.OPTIONS_PANEL_TITLE = "Opties"
rich_utils.COMMANDS_PANEL_TITLE = "Opdrachten"
rich_utils.DEFAULT_STRING = "[standaard: {}]"
rich_utils.REQUIRED_LONG_STRING = "[verplicht]"

app = typer.Typer(
    name="opplussen",
    help=FIRST_STEPS,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)
app.command("init")(start.init)
app.command("import")(importing.read_in)
app.command("export")(export.export)
app.command("score")(scores.score)
app.command("watchlist")(ranked.watchlist)
app.command("explain")(explained.explain)
app.add_typer(cases.app, name="case")
app.add_typer(signal.app, name="signal")
app.add_typer(agreeing.app, name="list")
app.add_typer(exchange.app, name="exchange")
app.add_typer(people.app, name="people")
app.add_typer(people.convenant_app, name="convenant")
app.add_typer(meetings.app, name="meeting")
app.add_typer(escalations.app, name="escalations")
app.command("rebuild")(maintenance.rebuild)
app.command("replay")(maintenance.replay)
app.command("checkpoint")(checkpoint.checkpoint)
app.add_typer(witness.app, name="witness")
app.command("verify")(verify.verify)
app.command("parked")(maintenance.parked)
app.command("worker")(maintenance.worker)
app.command("relay")(streams.relay)
app.command("republish")(streams.republish)
app.command("status")(status.status)
app.command("erase")(retention.erase)
app.add_typer(retention.app, name="retention")
app.add_typer(inzage.app, name="inzage")
app.add_typer(keys.app, name="keys")
app.command("demo")(demo.demo)
app.command("serve")(serving.serve)
app.add_typer(policy.app, name="policy")
app.add_typer(agreements.app, name="agreements")
app.add_typer(steps.app, name="steps")
app.command("advise")(advise.advise)
app.add_typer(consents.app, name="consent")
app.command("channels")(channels.channels)
app.add_typer(channels.app, name="report")
app.add_typer(access.app, name="access")
app.add_typer(processing.app, name="processing")
app.add_typer(sharing.app, name="share")
app.add_typer(calls.app, name="call")


def run(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line; the exit code."""
    try:
        _carry_out(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except typer.Exit as ended:
        return ended.exit_code
    except Refused as no:
        say(f"{no} ({no.code})")
        return REFUSED
    except (LogFault, RowsFault, StreamFault, Fault, Wrong) as fault:
        say(str(fault))
        return REFUSED
    except TyperException as wrong:
        told = list(in_dutch(wrong))
        for line in told:
            say(line)
        return wrong.exit_code if told else DONE
    except (KeyboardInterrupt, typer.Abort):
        say("Afgebroken.")
        return INTERRUPTED
    except BrokenPipeError:
        # What is still buffered goes nowhere, or Python complains once more while ending.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    return DONE


def _carry_out(arguments: list[str]) -> None:
    """Without the library's own ending, which takes a reader that left for a failure."""
    with _command().make_context("opplussen", arguments) as context:
        _command().invoke(context)


@cache
def _command() -> TyperGroup:
    """Made once: reading hundreds of signatures takes longer than most commands do."""
    command = typer.main.get_group(app)
    explain_in_dutch(command)
    return command


def main() -> None:
    """The entry point."""
    sys.exit(run())


if __name__ == "__main__":
    main()
