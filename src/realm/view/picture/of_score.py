"""Make the page that says what a seat's score is made of: each objective, and each turn so far."""

from realm.play.match import Match
from realm.play.past import Past
from realm.play.sight import Sight
from realm.view.messages import Messages
from realm.view.picture import page as p
from realm.view.picture.of_end import worth_chart
from realm.view.picture.of_objectives import objectives
from realm.view.picture.of_seat import kpi, kpi_names
from realm.view.picture.of_turn import worth
from realm.view.picture.table import Objective, State
from realm.view.picture.world import Bar

INKS: dict[State, str] = {"far": "bad", "near": "accent", "met": "good"}
"""What marks how near an objective is, as on the table."""


def score_page(match: Match, sight: Sight, past: Past, messages: Messages) -> p.Page:
    """Show the points that each objective brings now, what moved them, and all turns so far."""
    say, wanted = messages.say, objectives(match, sight, past, messages)
    names = kpi_names(sight, past)
    scored = [item.id for item in wanted.items if item.id in names]
    first = -len(past.months)
    charts = (kpi(match, sight, past, name, messages, since=first) for name in scored)
    return p.Page(
        name="score",
        title=say("game.score_page"),
        note=" ".join(text for text in (wanted.score, wanted.rank) if text),
        columns=(
            p.Column(
                blocks=(
                    p.Heading(text=say("game.score_parts"), note=say("game.score_points")),
                    p.Bars(bars=tuple(_bar(item, messages) for item in wanted.items)),
                    *(p.Told(title=item.label, right=item.progress, lines=(item.why,),
                             ink=INKS[item.state]) for item in wanted.items),
                )
            ),
            p.Column(
                blocks=(
                    *worth(match, sight, past, messages),
                    p.Text(text=wanted.score_why, role="note"),
                    p.Heading(text=say("over.numbers"), note=say("over.since_start")),
                    p.Charts(kpis=(*worth_chart(past, messages), *charts)),
                ),
            ),
        ),
        foot=(p.Press(id="close", label=say("game.close"), primary=True),),
        back="close",
    )  # fmt: skip


def _bar(item: Objective, messages: Messages) -> Bar:
    points, most = item.points
    told = messages.say("game.points_of", points=points, most=most)
    return Bar(label=item.label, share=points / most if most else 0.0, text=told)
