"""The group `opplussen consent`."""

import typer

from cli.consent import asking, changing, showing

app = typer.Typer(
    help="Toestemming: uitleggen, vragen, intrekken, en zien wie wat mag krijgen.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
app.command("explain")(asking.explain)
app.command("give")(asking.give)
app.command("seek")(asking.seek)
app.command("refuse")(asking.refuse)
app.command("limit")(changing.limit)
app.command("withdraw")(changing.withdraw)
app.command("exclude")(changing.exclude)
app.command("reassess")(changing.reassess)
app.command("show")(showing.show)
app.command("waiting")(showing.waiting)
