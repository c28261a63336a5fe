"""One command each: `make` lists them, and `.ci/run` runs what the README says."""

import os
import re
import shutil
import subprocess

import pytest

from tests.house.sources import ROOT

TARGETS = 15


def test_make_alone_lists_at_most_15_targets_with_a_line_each() -> None:
    make = shutil.which("make")
    if make is None:
        pytest.fail("make is part of the house: install it")
    listed = subprocess.run(  # noqa: S603 - our own Makefile
        [make, "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert 0 < len(listed) <= TARGETS
    assert all(re.fullmatch(r"make [a-z-]+ +\S.{10,}", line) for line in listed)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony is not None
    assert [line.split()[1] for line in listed] == phony.group(1).split()


def test_the_first_command_of_ci_is_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert "\nset -euo pipefail\n" in script
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert re.findall(r"^step (.*)$", script, re.MULTILINE) == ["make test", "make test-all", "make check"]
    assert re.search(r"^ *make test\b", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
