"""offer: what somebody can give, open until it is done or dropped."""

from netjournal.commands.declared import App, Context
from netjournal.commands.needs import OFFER, By, Done, Drop, For, On, What, Whose, Words, keep
from netjournal.commands.session import DryRun, session


def offer_(
    context: Context,
    who: Whose,
    text: What,
    done: Done = False,
    by: By = None,
    drop: Drop = False,
    on: On = None,
    whom: For = None,
    dry_run: DryRun = False,
) -> None:
    """Write down what somebody can give, the day you heard it; later, that it was taken up or dropped."""
    keep(session(context), OFFER, who, Words(" ".join(text), done, by, drop, on, whom), dry_run)


def register(app: App, verb: str) -> None:
    app.command(verb, example='netjournal offer ana "a day of pottery"')(offer_)
