"""What holds for every test: a printed seed, known Hypothesis profiles, and folders that name a role."""

import os
import random
import signal
from pathlib import Path

import pytest
from hypothesis import Verbosity, settings

pytest_plugins = ["tests.servers.fixtures"]

ROLES = frozenset({"unit", "integration", "scenarios", "house", "bench"})

CI_SEED = 20_241_124

settings.register_profile("quick", deadline=None, print_blob=True)
settings.register_profile("thorough", deadline=None, print_blob=True, max_examples=1000)
settings.register_profile("shown", deadline=None, print_blob=True, verbosity=Verbosity.verbose)
settings.load_profile("quick")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """One seed for all processes of this session, so that a failure can be met again.

    At a desk each session looks elsewhere; CI looks where it looked before, so that it tells of the change.

    A shell in the background has its children ignore Ctrl-C, and theirs: a program that a test interrupts
    would read on. What a program catches is not inherited, so it is caught here.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if config.option.hypothesis_seed is None:
        in_ci = os.environ.get("CI") == "true"
        config.option.hypothesis_seed = str(CI_SEED if in_ci else random.SystemRandom().randrange(2**32))


def pytest_report_header(config: pytest.Config) -> str:
    return _seed(config)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    """Say it once more where a failure is read."""
    if exitstatus != pytest.ExitCode.OK:
        terminalreporter.write_line(_seed(config))


def _seed(config: pytest.Config) -> str:
    return f"repeat this session's examples with --hypothesis-seed={config.option.hypothesis_seed}"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse a test whose folder does not say what it may touch (unit: no I/O), and begin with slow files.

    Else one process is at the longest of them when the others have nothing left to do.
    """
    tests = config.rootpath / "tests"
    lost = sorted({str(item.path) for item in items if _role(item.path, tests) not in ROLES})
    if lost:
        raise pytest.UsageError(f"These belong in tests/{{{','.join(sorted(ROLES))}}}/: {', '.join(lost)}")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


def _role(path: Path, tests: Path) -> str:
    return path.relative_to(tests).parts[0] if path.is_relative_to(tests) else ""
