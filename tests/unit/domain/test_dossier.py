"""A form is whole when everything it must contain is there, in the order that it asks."""

import pytest

from domain.agreements.document import Field, Form
from domain.commands import Refused
from domain.dossier import Answered, choice, faults, require_whole

TALK = Form(
    "Gesprek",
    "S stap 3",
    (
        Field("doel", "Het doel?"),
        Field("reactie", "De reactie?", after=("doel",)),
        Field("betekenis", "De betekenis?", required=False, after=("reactie",)),
        Field("weet", "Weet de cliënt het?", answer="ja_nee"),
        Field("hoe", "Hoe ernstig?", answer="keuze", choices=("licht", "zwaar")),
        Field("opnieuw", "Wanneer opnieuw?", answer="datum"),
    ),
)
WHOLE = (
    Answered("doel", text="uitleggen"),
    Answered("reactie", text="schrok"),
    Answered("weet", choice="ja"),
    Answered("hoe", choice="zwaar"),
    Answered("opnieuw", choice="2026-04-01"),
)


def without(key: str, *more: Answered) -> tuple[Answered, ...]:
    return (*[one for one in WHOLE if one.key != key], *more)


def test_a_whole_form_has_no_faults() -> None:
    assert faults(TALK, WHOLE) == []
    require_whole(TALK, WHOLE)
    assert choice(WHOLE, "hoe") == "zwaar"
    assert not choice(WHOLE, "betekenis")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        (without("doel"), "Vul in: Het doel?"),
        (without("doel", Answered("doel", text="  ")), "Vul in: Het doel?"),
        (without("weet", Answered("weet", choice="misschien")), "ja of nee"),
        (without("hoe", Answered("hoe", choice="anders")), "licht, zwaar"),
        (without("opnieuw", Answered("opnieuw", choice="morgen")), "2026-01-31"),
        (without("reactie", Answered("reactie", choice="ja")), "een tekst"),
        ((*WHOLE, Answered("vreemd", text="iets")), "«vreemd» staat niet op dit formulier"),
        ((*WHOLE, Answered("hoe", choice="licht")), "meer dan een keer"),
    ],
)
def test_what_is_missing_or_wrong_is_named(answers: tuple[Answered, ...], said: str) -> None:
    assert any(said in fault for fault in faults(TALK, answers))
    with pytest.raises(Refused, match="Gesprek is nog niet af"):
        require_whole(TALK, answers)


def test_the_reaction_comes_before_the_meaning() -> None:
    judged_first = (WHOLE[0], Answered("betekenis", text="dwang"), *WHOLE[1:])
    assert faults(TALK, judged_first) == ["Eerst «De reactie?», dan pas «De betekenis?»."]


def test_a_fault_never_repeats_an_answer() -> None:
    told = faults(TALK, without("hoe", Answered("hoe", choice="een zin over iemand")))
    assert not any("een zin over iemand" in one for one in told)
