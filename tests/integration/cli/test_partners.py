"""Partners at work: whom to call now, roles that must be reached, and looking again at the convenant."""

import json

from tests.integration.cli.command import Command


def test_numbers_are_for_people_with_a_role_and_the_substitute_comes_second(opplussen: Command) -> None:
    opplussen.began()
    said = opplussen("people", "reach", "kernteam_politie", "eenheid-1", "--as", "sem", "--json")
    found = json.loads(said.out)
    assert [(one["person"], one["phone"], one["instead_of"]) for one in found] == [
        ("bram", "085 000 1700", None),
        ("femke", "085 000 1800", "bram"),
    ]
    assert opplussen("people", "reach", "kernteam_politie", "eenheid-1", "--as", "niemand").out == ""
    assert "people reach; gezien" in opplussen("access", "by", "sem").out
    assert "people reach; geweigerd (toegang.rol)" in opplussen("access", "by", "niemand").out


def test_a_role_that_is_answered_day_and_night_without_a_number_is_warned_about(opplussen: Command) -> None:
    opplussen.began()
    given = ("--by", "bea", "--organisation", "instelling-2", "--role")
    assert "geen nummer" in opplussen("people", "appoint", "nieuw", *given, "kernteam_zorg").err
    assert "geen nummer" not in opplussen("people", "appoint", "nieuw", *given, "hulpverlener").err


def test_a_table_has_a_convenant_of_its_own(opplussen: Command) -> None:
    opplussen.began()
    sign = ("convenant", "sign", "tafel-1", "--by", "bea", "--since", "2026-01-01", "--until", "2040-01-01")
    assert "Kies uit: zorgtafel." in opplussen(*sign, "--table", "eettafel").err
    assert "wie aan deze tafel zit" in opplussen(*sign, "--table", "zorgtafel").err
    assert opplussen(*sign, "--table", "zorgtafel", "--party", "instelling-1").code == 0
    shown = opplussen("convenant", "show").out
    assert "Convenant convenant-voorbeeld" in shown
    assert "Convenant tafel-1 van de tafel zorgtafel" in shown


def test_the_convenant_is_looked_at_again(opplussen: Command) -> None:
    opplussen.began()
    review = ("convenant", "review", "convenant-voorbeeld", "--by", "noor", "--outcome", "blijft")
    assert "Opnieuw bekijken voor" in opplussen("convenant", "show").out
    assert opplussen(*review, "--next", "2034-01-01").code == 0
    assert "Opnieuw bekijken voor 1 januari 2034" in opplussen("convenant", "show").out
