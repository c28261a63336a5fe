"""Who has nothing to do with a case changes nothing of it, through the command on real files."""

from domain.attempts import AttemptRefused
from tests.integration.cli.command import Command

CASE = "instelling-1/mees"


def test_who_has_nothing_to_do_with_a_case_changes_nothing_of_it(opplussen: Command) -> None:
    opplussen.began()
    assert opplussen("case", "register", "instelling-1", "mees", "--by", "sem", "--owner", "sem").code == 0
    told = ("--indicator", "SX03", "--nature", "feit", "--text", "x")
    signal = opplussen("signal", "record", CASE, "--by", "sem", *told).out.strip()
    before = len(opplussen.events())
    for by, words in {
        "niemand": ("case", "age-band", CASE, "18_plus"),
        "tess": ("signal", "retract", signal, "--reason", "x"),
        "daan": ("case", "close", CASE, "--reason", "ongegrond"),
        "mila": ("case", "missing", CASE),
        "niets": ("signal", "record", CASE, *told),
    }.items():
        assert opplussen(*words, "--by", by).code == 1
    since = [one.event for one in opplussen.events()[before:]]
    assert all(isinstance(one, AttemptRefused) for one in since), since
