"""A policy as a file brings it: what it leaves to the catalogue of indicators is filled in at once.

So the event holds everything that opens a level, and a later catalogue changes no earlier score or alert.
"""

import csv
from importlib.resources import files
from pathlib import Path

from cli.place.toml_files import read_toml
from domain.policy_document import Policy
from domain.scoring.catalogue import Catalogue, catalogue_from_rows, with_strengths


def read_policy(path: Path) -> Policy:
    """The policy in a file, whole: with the catalogue's strengths when the ILO profile may open a level.

    Raises:
        WrongFile: it cannot be read, is no TOML, or does not fit.
    """
    policy = read_toml(path, Policy)
    return with_strengths(policy, catalogue()) if policy.profile_opens else policy


def catalogue() -> Catalogue:
    """The catalogue of indicators that ships with the program."""
    text = (files("cli") / "data" / "indicators.csv").read_text(encoding="utf-8")
    return catalogue_from_rows(csv.DictReader(text.splitlines(), delimiter=";"))
