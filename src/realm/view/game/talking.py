"""Talk, and give one's word, for who sits at the machine."""

from realm.core.talks import Status
from realm.model.place import Place
from realm.play.foresight import Foresight, Watch, foresee, unwatched
from realm.play.seats import No
from realm.view.game.seated import Said, Seated, refused
from realm.view.picture.of_form import form
from realm.view.picture.of_price import asked_now
from realm.view.picture.of_silent import silent, told_silent
from realm.view.picture.of_stances import partners
from realm.view.picture.of_terms import name_of, other_side, terms_of, terms_text
from realm.view.picture.of_wish import offered, wish_apart, wish_told, wished


class Talking(Seated):
    """The talks of a turn, and promises by word of mouth."""

    def pick(self, table: str) -> Said:
        """Mark a table as one that shall be opened, or take the mark off."""
        others = tuple(one for one in self.picked if one != table)
        self.picked = others if table in self.picked else (*self.picked, table)
        return Said()

    def pick_partner(self, country: str) -> None:
        """Mark the table with a country on the map, or a table by its own name."""
        known = self.sight().tables
        table = country if country in known else partners(self.sight()).get(country)
        free = table is not None and not self.sight().bound_until(table)
        if table is not None and free and table not in self.picked:
            self.picked = (*self.picked, table)

    def turn_to(self, table: str) -> Said:
        """Show other talks."""
        self.talk = table
        return Said()

    @property
    def current_talk(self) -> str:
        """The talks that are shown: those chosen, else the first."""
        tables = [place.table for place in self.sight().talks or ()]
        return self.talk if self.talk in tables else next(iter(tables), "")

    def begin_talks(self) -> Said:
        """Open the tables that were picked."""
        free = tuple(table for table in self.picked if not self.sight().bound_until(table))
        found = self.session.begin_talks(self.seat, self.session.match.turn, free)
        if found is None:
            self.talk = free[0] if free else ""
            self.picked, self._kept = (), {}
            if self.session.match.undecided:
                names = ", ".join(self.session.match.undecided)
                return Said(self.messages.say("game.turn_waits", names=names))
            quiet = silent(self.session.match, self.sight(), self.messages)
            if quiet:
                return Said(told_silent(quiet))
            if not self.sight().talks:
                return Said(self.messages.say("game.no_talks_yet"))
        return refused(found)

    def word(self, *, text: str | None = None, to: str | None = None) -> Said:
        """Keep what is typed of a promise, or whom it is for."""
        self.promise = self.promise if text is None else text
        self.promised_to = self.promised_to if to is None else to
        return Said()

    def give_word(self) -> Said:
        """Note a promise by word of mouth."""
        to = self.promised_to or next(iter(self.others), "")
        found = self.session.promise(self.seat, to, self.promise)
        if found is None:
            self.promise = ""
            return Said(self.messages.say("game.promise_noted"))
        return refused(found)

    def place(self, table: str) -> Place | None:
        """Find how one of the seat's talks stands."""
        return next((place for place in self.sight().talks or () if place.table == table), None)

    def draft(self, table: str, given: dict[str, int], issue: str = "") -> Said:
        """Keep the settings that the person has moved, and which of them were set by hand."""
        self.talk = table
        self._drafts[table] = given
        before = self._kept.get(table, ())
        if issue and issue not in before:
            self._kept[table] = (*before, issue)
        return Said()

    def form(self, place: Place) -> dict[str, str]:
        """Say how the form of some talks stands, as the person sees it: issue -> option."""
        drafted = self._drafts.get(place.table, {})
        return terms_of(place, form(self.session.match, self.sight(), place, drafted))

    def wish(self, table: str) -> dict[str, str]:
        """Say what the person has set by hand in the talks at a table: issue -> option."""
        place = self.place(table)
        if place is None:
            return {}
        kept = self._kept.get(table, ())
        return {name: label for name, label in self.form(place).items() if name in kept}

    def say(self, table: str, what: str, given: dict[str, int] | None = None) -> Said:
        """Offer, sign, leave, or ask what the other side would want."""
        place = self.place(table)
        if place is None:
            return Said()
        self.talk = table
        if what == "want":
            return self._ask(place)
        terms = terms_of(place, given) if given else self.form(place)
        say = "offer" if what == "counter" else what
        found = self.session.talk(
            self.seat, self.session.match.turn, table, say,  # type: ignore[arg-type]
            terms if say == "offer" else None,
        )  # fmt: skip
        if isinstance(found, No):
            return Said(found.reason, bad=True)
        self._answers.pop(table, None)
        self._drafts.pop(table, None)
        return self._became(table, left=what == "leave")

    def foresee_offer(self, watch: Watch = unwatched) -> None:
        """Find out what the offer that is set would do to the score, were it signed now.

        Args:
            watch: hears which part of it is done; it may raise to give it up.
        """
        place = self.place(self.current_talk)
        if place is None or place.status is not Status.OPEN:
            return
        outcome = place.agenda.outcome(**self.form(place))
        key = (*self._asked_of(place.table), outcome)
        if key not in self._offers:
            match = self.session.match
            deal = match.model.network.tables.index(place.table), outcome
            self._offers[key] = foresee(match, self.seat, (), watch, deal)

    def foreseen_offers(self, table: str) -> dict[int, Foresight]:
        """Return what is known of what offers at a table would do to the score, by outcome."""
        asked = self._asked_of(table)
        return {
            outcome: found
            for (*key, outcome), found in self._offers.items()
            if tuple(key) == asked and isinstance(outcome, int)
        }

    def _asked_of(self, table: str) -> tuple[object, ...]:
        """Say what foresight of an offer depends on besides its terms."""
        sight = self.sight()
        signed = tuple(
            (place.table, *place.agreed.items()) for place in sight.talks or () if place.agreed
        )
        return sight.seat, sight.turn, tuple(one.action for one in sight.pending), signed, table

    def _ask(self, place: Place) -> Said:
        """Ask what the other side would sign that is nearest to the form.

        What was set by hand is kept first, then what stands there besides; of a form that says no
        more than what they offer the rest is free, and becomes what suits the person best. Nothing
        that is set moves: `take_wish` sets it to the answer.
        """
        match, sight = self.session.match, self.sight()
        at = form(match, sight, place, self._drafts.get(place.table, {}))
        shown, kept = terms_of(place, at), self.wish(place.table)
        rest = {} if shown in (place.heard, offered(place)) else shown
        found = self.session.talk(self.seat, match.turn, place.table, "want", kept, rest)
        if isinstance(found, No):
            return Said(found.reason, bad=True)
        self._drafts[place.table] = at
        if not found:
            self._answers.pop(place.table, None)
            return Said(self.messages.say("game.want_none"), bad=True)
        self._answers[place.table] = found
        return Said(
            f"{wish_told(match, sight, place, found, self.messages)}. "
            + wish_apart(match, sight, place, found, shown, kept, self.messages)
        )

    def take_wish(self) -> Said:
        """Set the form to what the other side would want; what that gives up is kept no more."""
        table = self.current_talk
        place = self.place(table)
        wish = (wished(place) or self._answers.get(table, {})) if place is not None else {}
        if place is None or not wish:
            return Said()
        shown = self.form(place)
        self._drafts[table] = {
            issue.name: [option.label for option in issue.options].index(wish[issue.name])
            for issue in place.agenda.issues
        }
        kept = self._kept.get(table, ())
        self._kept[table] = tuple(n for n in kept if n in wish and shown[n] == wish[n])
        return Said()

    def _became(self, table: str, *, left: bool) -> Said:
        """Say what came of what was said: what they answer, or how the talks ended."""
        place, sight = self.place(table), self.sight()
        match, say = self.session.match, self.messages.say
        scenario = match.model.network.scenario
        name = name_of(scenario, other_side(sight, table))
        if place is None:
            return Said()
        if place.status is Status.AGREED:
            price = asked_now(match, sight, place)
            terms = terms_text(scenario, table, place.agreed, self.messages, price)
            month = sight.binds_until(place, place.agreed)
            return Said(say("game.signed_toast", name=name, terms=terms, month=month))
        if left:
            return Said(say("game.you_left_toast", name=name))
        if place.status is Status.LEFT:
            reason = match.refusal(place)
            key = "game.left_toast" if reason else "game.left_silently"
            return Said(say(key, name=name, reason=reason))
        if place.status is Status.LAPSED:
            return Said(say("game.lapsed_toast", name=name))
        if not place.mine:
            return Said(say("game.their_word", name=name))
        price = asked_now(match, sight, place)
        terms = terms_text(scenario, table, place.heard, self.messages, price)
        told = say("game.answer_toast", name=name, terms=terms)
        reason = match.refusal(place)
        return Said(f"{told} {say('game.answer_why', reason=reason)}" if reason else told)
