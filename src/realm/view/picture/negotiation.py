"""Talks as plain data: what is negotiated, what was offered, and with whom one can talk."""

from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Issue:
    """One thing that is talked about; settings count from 0."""

    id: str
    label: str
    settings: tuple[str, ...]
    """Every setting as it is read, least first."""
    yours: int
    theirs: int | None = None
    """What they offered last."""
    wish: int | None = None
    """What they said they would want when they were asked, and have not offered by themselves."""
    likely: tuple[int, int] | None = None
    """First and last setting that they are likely to sign."""
    closest: tuple[int, int] | None = None
    """Where none is likely: first and last setting of those that come closest to it."""
    amount: bool = False
    """Whether its settings are more and less of something, so that they lie on a scale."""
    span: str = ""
    """From what to what an amount goes: 0–150, $61.4–98.2."""
    note: str = ""
    """What belongs to it and cannot be set, in a word or two: at which price goods change hands."""
    shut: bool = False
    """Whether it cannot be anything but what it is now: it has no row."""
    agreed: bool = False
    """Whether both sides have said the same of it."""
    in_words: tuple[str, ...] = ()
    """What each setting means where its label does not stand beside it."""
    theirs_short: tuple[str, ...] = ()
    """The settings in short, for their column."""
    most: int | None = None
    """Highest setting that can be offered now; all of them where nothing is said."""
    why: str = ""
    """What keeps it from being set higher."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One past offer."""

    who: str
    you: bool
    when: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Negotiation:
    """One table of talks."""

    id: str
    partner: str
    subject: str
    issues: tuple[Issue, ...]
    odds: str = ""
    """How likely they sign, as text."""
    odds_ink: str = "good"
    """Its colour."""
    odds_why: str = ""
    """What they said or refused that tells of it, in a sentence."""
    signs: bool = False
    """Whether to send the settings is to sign them: they offered or named them."""
    worth: str = ""
    """What the settings bring the seat over no deal in money, left out where there is no room."""
    points: str = ""
    """What they do to its score, where that was asked."""
    loses: str = ""
    """That they are worth less to the seat than no deal, in a sentence; else empty."""
    price: str = ""
    """What is paid for the goods, in a sentence."""
    closed: str = ""
    """What cannot be settled now, and why."""
    history: tuple[Offer, ...] = ()
    signed: bool = False
    """Whether they ended with a signature this turn."""
    wished: bool = False
    """Whether what they would sign is what they named when they were asked."""
    refusals: dict[str, str] = field(default_factory=dict)
    """Why `counter`, `accept` or `leave` is not open; open where nothing is said."""
    hints: dict[str, str] = field(default_factory=dict)
    """What each of these does."""
    binds: str = ""
    """What a signature under the settings binds to."""

    @property
    def rows(self) -> tuple[Issue, ...]:
        """The issues that can be settled in more than one way now, or are settled already."""
        return tuple(issue for issue in self.issues if not issue.shut)


@dataclass(frozen=True, kw_only=True)
class Partner:
    """Someone with whom talks can be opened."""

    id: str
    name: str
    about: str = ""
    """What the talks would be about, in few words."""
    stance: int = 0
    """-2 hostile to 2 friendly, to the seat."""
    refusal: str = ""
    """Why one cannot talk with them now."""
    asks: bool = False
    """Whether they ask to talk this turn."""
