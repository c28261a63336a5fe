"""`opplussen share`: the steps of the gate in the order in which one takes them."""

import typer

from cli.sharing import asking, following, opening, preparing, releasing, showing

app = typer.Typer(
    help="Delen: advies vragen, aanvragen, wegen, goedkeuren, verstrekken en volgen.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)
for step in (
    asking.advice,
    asking.request,
    preparing.form,
    preparing.weigh,
    preparing.told,
    preparing.inform,
    preparing.approve,
    preparing.deny,
    releasing.release,
    releasing.send,
    following.receive,
    following.assess,
    following.registered,
    following.intervene,
    following.feedback,
    following.stop,
    asking.forgo,
    opening.package,
    showing.show,
):
    app.command()(step)
app.command("list")(showing.waiting)
