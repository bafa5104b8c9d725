"""Know since when something is waited for, and what the sign at the foot says of it."""

from realm.view.jobs import Jobs
from realm.view.messages import Messages
from realm.view.widgets.busy import STEPS_A_SECOND, Busy

QUIET = 0.3
"""Seconds before a sign shows that something is being done which nobody named."""
COUNTED = 2
"""Seconds from which the sign says how long it has taken."""


class Waiting:
    """What is waited for.

    Attributes:
        since: when it began to be waited for, seconds of the window's clock.
    """

    def __init__(self, messages: Messages) -> None:
        """Begin with nothing."""
        self._messages = messages
        self._named = ""
        self.since = 0.0

    def sign(self, jobs: Jobs, now: float) -> Busy | None:
        """Make the sign of what is being done; none where nothing takes long."""
        if not jobs.busy:
            self._named, self.since = "", now
            return None
        named = jobs.says
        if named != self._named:
            self._named, self.since = named, now
        waited = now - self.since
        if not named and waited < QUIET:
            return None
        text = named or self._messages.say("window.working")
        if waited >= COUNTED:
            text = self._messages.say("window.for_seconds", text=text, seconds=int(waited))
        return Busy(text, int(waited * STEPS_A_SECOND), jobs.part)
