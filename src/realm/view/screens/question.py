"""Ask before something is done that cannot be undone; the careful answer is the one at hand."""

from dataclasses import dataclass

from realm.view.input import Input
from realm.view.messages import Messages
from realm.view.picture.negotiation import Negotiation
from realm.view.picture.page import Sure
from realm.view.screens import asks
from realm.view.screens.base import Stage
from realm.view.screens.talks import Draft, offered
from realm.view.widgets.base import Command, Memory, Widget
from realm.view.widgets.modal import escapes, modal

NO, YES = "ask:no", "ask:yes"


@dataclass(frozen=True)
class Question:
    """What was pressed, and what is asked before it is done."""

    about: str
    sure: Sure

    def widgets(self, stage: Stage) -> list[Widget]:
        """Return the box with the question, over everything else."""
        sure = self.sure
        return modal(
            "ask", page=stage.page, texts=stage.texts, title=sure.title, text=sure.text,
            answers=((NO, sure.no), (YES, sure.yes)),
        )  # fmt: skip

    def begin(self, memory: Memory, *, at: str = NO) -> "Question":
        """Bring the focus to an answer."""
        memory.focus = at
        return self

    def end(self, memory: Memory) -> None:
        """Bring the focus back to what was pressed."""
        memory.focus = self.about

    @staticmethod
    def escape(given: Input) -> list[Command]:
        """Say what a key means that no answer took."""
        return escapes(given, NO)


def leaving(talk: Negotiation, messages: Messages) -> Question:
    """Ask whether talks shall be left."""
    say = messages.say
    sure = Sure(
        title=say("table.leave_title", name=talk.partner),
        text=say("table.leave_text"),
        yes=say("table.leave_yes"),
        no=say("table.leave_no"),
    )
    return Question("talks:leave", sure)


def about(name: str, talk: Negotiation, messages: Messages) -> Question | None:
    """Ask before a button of talks does what cannot be undone; None where it does not."""
    if name == "leave":
        return leaving(talk, messages)
    if name == "accept" or talk.signs:
        return signing(talk, messages, name)
    return losing(talk, messages) if talk.loses else None


def losing(talk: Negotiation, messages: Messages) -> Question:
    """Ask whether an offer shall be sent that is worth less to the seat than no deal."""
    say = messages.say
    sure = Sure(
        title=say("table.losing_title", name=talk.partner),
        text=talk.loses,
        yes=say("table.losing_yes"),
        no=say("table.leave_no"),
    )
    return Question("talks:counter", sure)


def signing(talk: Negotiation, messages: Messages, name: str = "accept") -> Question:
    """Ask whether an offer of the other side shall be signed, and say what that binds to."""
    say = messages.say
    sure = Sure(
        title=say("table.sign_title", name=talk.partner),
        text=talk.hints.get(name, ""),
        yes=say("table.sign_yes"),
        no=say("table.leave_no"),
    )
    return Question(f"talks:{name}", sure)


def ending(text: str, messages: Messages) -> Question:
    """Ask whether the turn shall end."""
    say = messages.say
    sure = Sure(
        title=say("table.end_turn_title"),
        text=text or say("table.end_turn_text"),
        yes=say("table.end_turn"),
        no=say("table.end_turn_no"),
    )
    return Question("end_turn", sure)


def meant(asked: Question, talk: Negotiation, settings: Draft) -> asks.Ask:
    """Say what a yes to a question about talks asks for."""
    match asked.about:
        case "talks:counter":
            return asks.Counter(talk.id, offered(talk, settings))
        case "talks:accept":
            return asks.Accept(talk.id)
    return asks.Leave(talk.id)
