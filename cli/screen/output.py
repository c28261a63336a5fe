"""What is shown: results on standard output, messages to people on standard error."""

import sys

from rich.console import Console
from rich.markup import escape


def results() -> Console:
    """Where results go; made at the call, so that a redirected output is seen."""
    return Console(highlight=False)


def messages() -> Console:
    """Where messages go."""
    return Console(stderr=True, highlight=False)


def say(text: str) -> None:
    """One message to a person; wraps at the width of a terminal, and not elsewhere."""
    messages().print(escape(text), soft_wrap=True)


def put(text: str) -> None:
    """One line of a result, as it is."""
    sys.stdout.write(f"{text}\n")
