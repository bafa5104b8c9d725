"""What a window does with a match: pictures out of it, asks into it; no window, no clock.

Everything here may take a while and is called from one place at a time: the window runs it beside
its loop.
"""

from dataclasses import replace

from realm.play.match import Page
from realm.play.past import remember
from realm.view.game.film import Film
from realm.view.game.ordering import Ordering
from realm.view.game.seated import Said
from realm.view.game.talking import Talking
from realm.view.picture import (
    of_course,
    of_end,
    of_film,
    of_known,
    of_orders,
    of_rooms,
    of_score,
    of_turn,
    of_whom,
    of_words,
)
from realm.view.picture.of_table import table_of
from realm.view.picture.page import Page as Shown
from realm.view.picture.table import TablePicture


class Sitting(Ordering, Talking):
    """A match, as a window shows it and asks of it."""

    # --- pictures ---------------------------------------------------------------------------------

    def table(self) -> TablePicture:
        """Show the table."""
        match = self.session.match
        past = remember(match, self.seat)
        picture = table_of(
            match,
            self.sight(),
            past,
            self.messages,
            talk=self.talk,
            drafts=self._drafts,
            foreseen=self.foreseen_offers(self.current_talk),
        )
        hand = self.messages.say("table.hand") if self.waiting else ""
        return replace(picture, top=replace(picture.top, hand=hand))

    def page(self, name: str) -> Shown:
        """Show one of the pages of a game, by its name."""
        match, sight = self.session.match, self.sight()
        match name:
            case "actions":
                foreseen = self._expected(sight)
                together = self._expected_together(sight)
                return of_orders.orders_page(
                    sight, self.messages, self.find, self.chosen, foreseen, together,
                    self._seen_so_far(sight), self._expected_apart(sight),
                    self.exact.get(self.chosen, ""),
                )  # fmt: skip
            case "whom":
                asked = self._asked_by()
                return of_whom.whom_page(match, sight, self.messages, self.picked, asked)
            case "promises":
                return of_words.promises_page(
                    match, sight, self.messages, self.others, self.promised_to, self.promise
                )
            case "talks":
                return of_rooms.talks_page(
                    match,
                    sight,
                    self.messages,
                    self.talk,
                    self._drafts,
                    self.next_title,
                    self._answers.get(self.current_talk),
                    self.wish(self.current_talk),
                    self.foreseen_offers(self.current_talk),
                )
            case "film":
                return of_film.film_page(
                    self._film().pages, self.seen_again, self.messages, over=match.over
                )
            case "known":
                past = remember(match, self.seat)
                return of_known.known_page(
                    match, sight, past, self.messages, self.sought, self.looked_up
                )
            case "price":
                past = remember(match, self.seat)
                return of_course.price_page(match, sight, past, self.messages, self.followed)
            case "score":
                return of_score.score_page(match, sight, remember(match, self.seat), self.messages)
            case "over":
                return of_end.over_page(match, sight, remember(match, self.seat), self.messages)
        return of_turn.turn_page(match, sight, remember(match, self.seat), self.messages)

    pages = frozenset({"actions", "whom", "talks", "promises", "known", "film", "price"})
    """Pages that change with what is asked for."""

    def _film(self) -> Film:
        """Return the match as the seat has seen it, to the last turn."""
        if self.seat not in self._films:
            self._films[self.seat] = Film(self.session.match, self.seat, self.messages)
        film = self._films[self.seat]
        film.follow(self.session.journal.entries)
        return film

    def see_again(self, turn: int) -> Said:
        """Turn to what happened in a turn; 0 is the months before the first."""
        self.seen_again = max(0, min(self.session.match.turn, turn))
        return Said()

    def follow_price(self, good: str) -> Said:
        """Turn to the course of a price."""
        self.followed = good
        return Said()

    # --- the turn ---------------------------------------------------------------------------------

    def end_turn(self) -> bool:
        """End the turn of the seat at the machine; tell whether the months have passed.

        Where others at this machine still decide, the next of them has the machine.
        """
        found = self.session.end_turn(self.seat, self.session.match.turn)
        if isinstance(found, Page):
            self.hand_to(self.seats[0])
            return True
        waiting = [seat for seat in self.seats if seat in self.session.match.waiting_for]
        if waiting:
            first = next((seat for seat in waiting if self._waits(seat)), waiting[0])
            self.hand_to(first)
        return False

    def close(self) -> None:
        """Let go of the journal."""
        self.session.close()
