"""Measure the plane of the window: points and rectangles, in points of the design."""

from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, with what layouts do with one; it never changes, cuts give new ones."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its centre."""
        return self.x + self.width / 2.0, self.y + self.height / 2.0

    def has(self, point: Point) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= point[0] < self.right and self.y <= point[1] < self.bottom

    def meets(self, other: "Rect") -> bool:
        """Tell whether two overlap."""
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def holds(self, other: "Rect") -> bool:
        """Tell whether the other lies wholly in it, to half a point."""
        return (
            self.x - 0.5 <= other.x
            and self.y - 0.5 <= other.y
            and other.right <= self.right + 0.5
            and other.bottom <= self.bottom + 0.5
        )

    def inset(self, across: float, down: float | None = None) -> "Rect":
        """Return it smaller by so much on each side; negative makes it larger."""
        down = across if down is None else down
        width, height = max(0.0, self.width - 2 * across), max(0.0, self.height - 2 * down)
        return Rect(self.x + across, self.y + down, width, height)

    def moved(self, across: float = 0.0, down: float = 0.0) -> "Rect":
        """Return it elsewhere."""
        return Rect(self.x + across, self.y + down, self.width, self.height)

    def around(self, other: "Rect") -> "Rect":
        """Return the least that holds both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right, bottom = max(self.right, other.right), max(self.bottom, other.bottom)
        return Rect(x, y, right - x, bottom - y)

    def common(self, other: "Rect") -> "Rect":
        """Return what two have in common; of no size where that is nothing."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return Rect(x, y, max(0.0, right - x), max(0.0, bottom - y))

    def top(self, height: float) -> "Rect":
        """Return its upper strip."""
        return Rect(self.x, self.y, self.width, height)

    def below(self, height: float, gap: float = 0.0) -> "Rect":
        """Return what is left under its upper strip."""
        taken = height + gap
        return Rect(self.x, self.y + taken, self.width, max(0.0, self.height - taken))

    def left(self, width: float) -> "Rect":
        """Return its left strip."""
        return Rect(self.x, self.y, width, self.height)

    def after(self, width: float, gap: float = 0.0) -> "Rect":
        """Return what is left beside its left strip."""
        taken = width + gap
        return Rect(self.x + taken, self.y, max(0.0, self.width - taken), self.height)

    def end(self, width: float) -> "Rect":
        """Return its right strip."""
        return Rect(self.right - width, self.y, width, self.height)

    def foot(self, height: float) -> "Rect":
        """Return its lower strip."""
        return Rect(self.x, self.bottom - height, self.width, height)

    def columns(self, count: int, gap: float = 0.0) -> list["Rect"]:
        """Return it cut into columns of one width."""
        width = (self.width - gap * (count - 1)) / count
        return [Rect(self.x + i * (width + gap), self.y, width, self.height) for i in range(count)]

    def rows(self, height: float, count: int, gap: float = 0.0) -> list["Rect"]:
        """Return so many strips of one height from its top down."""
        return [Rect(self.x, self.y + i * (height + gap), self.width, height) for i in range(count)]
