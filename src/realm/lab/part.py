"""A part: the results of one chunk as a Parquet file, made where the chunk was played."""

import gc
import io
import json
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np

from realm.core.words import month_after
from realm.errors import RealmError
from realm.lab.outcomes import Block, Chunk, Failure
from realm.lab.task import Task

KEY = b"realm"
"""Key of the metadata that a part carries."""


@dataclass(frozen=True)
class Part:
    """What comes back from a process."""

    number: int
    data: bytes
    """The Parquet file."""
    games: int
    failures: tuple[Failure, ...]


def work(task: Task) -> Part:
    """Play a task and pack what it came to; this is what executors call."""
    from realm.lab.chunk import play  # with Mesa, 90 MiB that only who plays needs

    gc.freeze()  # what was there before is not looked through below
    try:
        chunks = play(task)
        gc.collect()  # a model and its agents know each other; let them go before the next is made
    finally:
        gc.unfreeze()
    failures = tuple(failure for chunk in chunks for failure in chunk.failures)
    return Part(task.number, _packed(task, chunks, failures), len(task.cells), failures)


def arrow() -> Any:
    """Import pyarrow.

    Raises:
        RealmError: when it is not there.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError:
        raise RealmError(
            "the laboratory needs pyarrow, which is not installed: pip install 'realm-game[lab]'"
        ) from None
    return pa


def schema() -> Any:
    """Return the columns of a part."""
    pa = arrow()
    word = pa.dictionary(pa.int16(), pa.string())
    return pa.schema([
        ("point", pa.int32()), ("world", pa.int64()), ("turn", pa.int16()), ("month", word),
        ("subject", word), ("outcome", word), ("value", pa.float64()),
    ])  # fmt: skip


def _packed(task: Task, chunks: list[Chunk], failures: tuple[Failure, ...]) -> bytes:
    """Write the rows of a task, sorted by outcome, subject, time, point and world."""
    pa = arrow()
    columns = _columns(task, chunks)
    digest = blake2b(digest_size=16)
    for name in ("point", "world", "turn", "value"):
        digest.update(columns[name].tobytes())
    for name in ("month", "subject", "outcome"):
        digest.update(repr(columns[name]).encode())
    told = {
        "plan": task.plan,
        "games": len(task.cells),
        "digest": digest.hexdigest(),
        "failures": [failure._asdict() for failure in failures],
    }
    arrays = [_array(columns[field.name], field) for field in schema()]
    table = pa.Table.from_arrays(arrays, schema=schema().with_metadata({KEY: json.dumps(told)}))
    buffer = io.BytesIO()
    pa.parquet.write_table(
        table,
        buffer,
        compression="zstd",
        use_dictionary=["month", "subject", "outcome"],
        write_statistics=["outcome", "subject", "turn", "point"],
    )
    return buffer.getvalue()


def _columns(task: Task, chunks: list[Chunk]) -> dict[str, Any]:
    """Gather the rows; each chunk's blocks have the same order, so they interleave by block."""
    pieces: list[tuple[Block, Chunk]] = [(block, one) for one in chunks for block in one.blocks]
    pieces.sort(key=lambda piece: (*piece[0][:2], piece[0].month))
    rows = [chunk.sound > block.turn for block, chunk in pieces]
    counts = [int(np.count_nonzero(sound)) for sound in rows]

    def each(of: str, kind: str) -> Any:
        values = [getattr(block, of) for block, _ in pieces]
        return np.repeat(np.array(values, dtype=kind), counts)

    def along(of: str) -> Any:
        found = [getattr(chunk.cells, of)[r] for (_, chunk), r in zip(pieces, rows, strict=True)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *found])

    starts = task.scenario.starts
    values = [block.values[r] for (block, _), r in zip(pieces, rows, strict=True)]
    return {
        "point": along("points").astype(np.int32),
        "world": along("worlds"),
        "turn": each("turn", "i2"),
        "month": ([month_after(starts, block.month) for block, _ in pieces], counts),
        "subject": ([block.subject for block, _ in pieces], counts),
        "outcome": ([block.outcome for block, _ in pieces], counts),
        "value": np.concatenate([np.zeros(0), *values]),
    }


def _array(values: Any, field: Any) -> Any:
    """Make a column; words are kept once and pointed at."""
    pa = arrow()
    if not isinstance(values, tuple):
        return pa.array(values, type=field.type)
    words, counts = values
    known = sorted(set(words))
    codes = np.array([known.index(word) for word in words], dtype=np.int16)
    return pa.DictionaryArray.from_arrays(
        pa.array(np.repeat(codes, counts)), pa.array(known, type=pa.string())
    )
