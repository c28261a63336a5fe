"""`python3 -m verifier FOLDER [--key KEY] [--witness KEY ...]`: is what was exported what was signed?

Ends with 0 when everything fits, 1 when something does not, 2 for wrong usage.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from verifier.faults import Wrong
from verifier.folder import Report, check_folder
from verifier.notes import read_key

FITS, WRONG = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Check one folder; the exit code."""
    parser = argparse.ArgumentParser(
        prog="verifier", description="Controleer een map die opplussen export maakte."
    )
    parser.add_argument("map", type=Path, help="de map")
    parser.add_argument(
        "--key", help="de openbare sleutel van het logboek, zoals u die van de instelling kreeg"
    )
    parser.add_argument("--witness", action="append", default=[], help="de openbare sleutel van een getuige")
    given = parser.parse_args(arguments)
    try:
        key = read_key(given.key, "--key") if given.key else None
        report = check_folder(given.map, key, [read_key(one, "--witness") for one in given.witness])
    except Wrong as wrong:
        sys.stdout.write(f"KLOPT NIET. {wrong}\n")
        return WRONG
    sys.stdout.write("".join(f"{line}\n" for line in told(report)))
    return FITS


def told(report: Report) -> Iterator[str]:
    """What was found, in plain Dutch."""
    of = "alle" if report.whole else "deze"
    yield f"Het klopt: {of} {report.events} gebeurtenissen zijn wat er is ondertekend."
    yield f"Logboek {report.point.origin}, ondertekend tot en met positie {report.point.size}."
    if not report.whole:
        yield "Dit is een deel van het logboek. Of er meer gebeurtenissen zijn, is hieraan niet te zien."
    if not report.trusted:
        yield "De sleutel komt uit de map zelf. Vraag de instelling om haar sleutel, en geef die met --key."


if __name__ == "__main__":
    sys.exit(main())
