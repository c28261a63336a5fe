"""What is committed names no machine, no package registry and no document that is not there."""

import os
import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from tests.house.sources import files, none_of, texts

MACHINES = re.compile(r"(?<![\w.~/])/(?:" + "work|root|home/[a-z]+|tmp/[a-z]+|Users" + r")/")
"""Absolute paths of somebody's machine, this one too."""

REGISTRY = re.compile(
    r"\b(?:[\w-]+\.)*(?:pypi|pythonhosted|npmjs|maven|anaconda|rubygems|crates|debian)\.(?:org|com|io|net)\b"
)

UPWARD = re.compile(r"(?:\.\./)+[\w-][\w./-]*")
DOCUMENT = re.compile(r"(?<![\w*<>{}-])(?!NNNN)(?:[\w.-]+/)*[\w-]+\.md\b")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)")


def _lines() -> list[tuple[str, int, str]]:
    return [
        (path, number, line) for path, text in texts() for number, line in enumerate(text.splitlines(), 1)
    ]


def _configured_hosts() -> list[str]:
    """Hosts that this machine installs from, when they are its own affair."""
    settings = (
        "PIP_INDEX_URL",
        "PIP_EXTRA_INDEX_URL",
        "UV_INDEX_URL",
        "UV_DEFAULT_INDEX",
        "NPM_CONFIG_REGISTRY",
    )
    hosts = [urlsplit(os.environ.get(name, "")).hostname or "" for name in settings]
    return [host for host in hosts if "." in host and not host.startswith("127.")]


def test_no_text_names_a_path_of_a_machine() -> None:
    none_of(
        (f"{path}:{number}: {line.strip()}" for path, number, line in _lines() if MACHINES.search(line)),
        "A path of one machine works on no other: make it relative or a setting.",
    )


def test_no_text_names_a_package_registry() -> None:
    hosts = _configured_hosts()
    none_of(
        (
            f"{path}:{number}: {line.strip()[:120]}"
            for path, number, line in _lines()
            if REGISTRY.search(line) or any(host in line for host in hosts)
        ),
        "Where packages come from is the installing machine's affair.",
    )


def test_every_document_that_is_named_is_there() -> None:
    names = {PurePosixPath(path).name for path in files()}
    none_of(
        (
            f"{path}:{number}: {found.group(0)}"
            for path, number, line in _lines()
            if path.endswith((".py", ".md", ".toml", "Makefile"))
            for found in DOCUMENT.finditer(line)
            if PurePosixPath(found.group(0)).name not in names
        ),
        "A reader looks for it: name a document of this repository.",
    )


def test_no_text_leads_outside_the_repository() -> None:
    names = {path.split("/", 1)[0] for path in files()}
    none_of(
        (
            f"{path}:{number}: {found.group(0)}"
            for path, number, line in _lines()
            for found in UPWARD.finditer(line)
            if os.path.normpath(PurePosixPath(path).parent / found.group(0)).split("/", 1)[0] not in names
        ),
        "All that opplussen needs lies in its repository.",
    )


def test_every_link_in_a_document_leads_somewhere() -> None:
    known = set(files()) | {parent.as_posix() for path in files() for parent in PurePosixPath(path).parents}
    none_of(
        (
            f"{path}:{number}: {found['target']}"
            for path, number, line in _lines()
            if path.endswith(".md")
            for found in LINK.finditer(line)
            if os.path.normpath(PurePosixPath(path).parent / found["target"]) not in known
        ),
        "A link leads to a file of this repository, from the folder of its document.",
    )
