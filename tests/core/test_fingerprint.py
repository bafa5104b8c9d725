"""A fingerprint moves with one bit, and only with bits."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest

from realm.core.fingerprint import fingerprint, fingerprint_of_files, layout


@dataclass(frozen=True)
class Thing:
    month: int = 3
    price: Any = field(default_factory=lambda: np.arange(6.0).reshape(2, 3))
    stock: Any = field(default_factory=lambda: np.zeros((0, 3)))


@dataclass(frozen=True)
class Other:
    month: int = 3
    stock: Any = field(default_factory=lambda: np.zeros((0, 3)))
    price: Any = field(default_factory=lambda: np.arange(6.0).reshape(2, 3))


PRICE = np.arange(6.0).reshape(2, 3)


def test_it_is_the_same_everywhere() -> None:
    assert fingerprint(Thing()) == "f228257df2f11418ba795f32db49469e"


@pytest.mark.parametrize(
    "same",
    [
        np.asfortranarray(PRICE),
        np.arange(12.0).reshape(2, 6)[:, ::2] / 2.0,
        PRICE.astype(">f8"),
    ],
    ids=["other order", "strides", "big end first"],
)
def test_memory_layout_does_not_matter(same: Any) -> None:
    assert fingerprint(Thing(price=same)) == fingerprint(Thing())


@pytest.mark.parametrize(
    "other",
    [
        Thing(month=4),
        Thing(price=np.nextafter(PRICE, 9.0)),
        Thing(price=np.where(PRICE == 0.0, -0.0, PRICE)),
        Thing(price=PRICE.reshape(3, 2)),
        Thing(price=PRICE.astype(np.float32)),
        Thing(price=PRICE.astype(np.int64)),
        Thing(stock=np.zeros((0, 2))),
        Other(),
    ],
    ids=["month", "one bit", "sign of zero", "shape", "width", "type", "empty", "order"],
)
def test_any_difference_shows(other: Any) -> None:
    assert fingerprint(other) != fingerprint(Thing())


def test_layout_is_about_fields_alone() -> None:
    assert layout(Thing()) == layout(Thing(month=7, price=None))
    assert layout(Thing()) != layout(Other())


def test_files_count_by_name_order_and_content_whatever_their_line_ends() -> None:
    files = {"a.yaml": b"one\ntwo\n", "b.csv": b"x\n"}

    assert fingerprint_of_files(files) == fingerprint_of_files(
        {**files, "a.yaml": b"one\r\ntwo\r\n"}
    )
    others = [
        {"b.csv": b"x\n", "a.yaml": b"one\ntwo\n"},
        {"a.yaml": b"one\ntwo\n"},
        {"a.yaml": b"one\ntwo", "b.csv": b"\nx\n"},
        {"c.yaml": b"one\ntwo\n", "b.csv": b"x\n"},
    ]
    assert len({fingerprint_of_files(f) for f in [files, *others]}) == 5
