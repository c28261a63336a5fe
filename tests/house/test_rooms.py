"""Every room is known to the wheel, the type checker and the import contracts, and to nobody else."""

import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import Any

from tests.house.sources import ROOMS, ROOT, files, none_of

OTHER_FOLDERS = frozenset({"tests", "docs", "deploy", "requirements", ".ci"})


def _settings() -> dict[str, Any]:  # what TOML holds has no narrower type
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return settings


def _built() -> list[str]:
    """The rooms that have files."""
    return [room for room in ROOMS if any(path.startswith(f"{room}/") for path in files())]


def test_every_folder_is_a_room_or_named_as_something_else() -> None:
    folders = {path.split("/", 1)[0] for path in files() if "/" in path}
    none_of(
        (f"{folder}/:1: no room" for folder in sorted(folders - {*ROOMS, *OTHER_FOLDERS})),
        "Add a room only when something fits in none; then it is named here, with what it may import.",
    )


def test_every_room_is_in_the_wheel_the_type_check_and_the_contracts() -> None:
    settings = _settings()
    [layers] = [each["layers"] for each in settings["importlinter"]["contracts"] if each["id"] == "rooms"]
    places = {
        "packages.find": [
            name.removesuffix("*") for name in settings["setuptools"]["packages"]["find"]["include"]
        ],
        "files of mypy": settings["mypy"]["files"],
        "root_packages": settings["importlinter"]["root_packages"],
        "layers": [room.strip() for layer in layers for room in layer.split("|")],
    }
    none_of(
        (
            f"pyproject.toml:1: {room} is not in {place}"
            for room in _built()
            for place, names in places.items()
            if room not in names
        ),
        "A new room is named in four places of pyproject.toml.",
    )


def test_no_room_shares_its_name_with_the_standard_library_or_a_dependency() -> None:
    owners = packages_distributions()
    taken = {room: set(owners.get(room, [])) - {"opplussen"} for room in ROOMS}
    none_of(
        [
            *(
                f"{room}/:1: a module of the standard library"
                for room in ROOMS
                if room in sys.stdlib_module_names
            ),
            *(f"{room}/:1: also in {', '.join(sorted(names))}" for room, names in taken.items() if names),
        ],
        "Two packages of one name overwrite each other.",
    )
