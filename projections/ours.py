"""What stands in a database before its rows are opened: nothing, ours, or somebody else's."""

from typing import NamedTuple


class Ours(NamedTuple):
    """`foreign`: it holds tables of another program. `migrated`: it holds ours, of some version."""

    foreign: bool
    migrated: bool
