"""Whatever is too big, too deep or not a plain text file is refused at once, in one sentence."""

import os
import time
from pathlib import Path

import pytest
from tests.content.conftest import Told

from realm.content.load import check, restore
from realm.errors import ScenarioError

KIB = 1024
SECONDS = 1.0

BOMB = "a: &a [x,x,x]\n" + "".join(f"b{i}: [*a,*a,*a,*a,*a,*a,*a,*a]\n" for i in range(9))
REFUSED = {
    "empty": (b"", "x.yaml:1:1: expected a scenario, found an empty file"),
    "only a comment": (b"# later\n", "x.yaml:1:1: expected a scenario, found an empty file"),
    "a list": (b"- a\n", "x.yaml:1:1: expected keys with values at the top, found a list"),
    "a word": (b"hello\n", "x.yaml:1:1: expected keys with values at the top, found 'hello'"),
    "too big": (b"#" * (512 * KIB + 1), "x.yaml: expected at most 512 KiB, found a larger file"),
    "too many": (
        b"a:\n" * 60_000,
        "x.yaml:25000:3: expected at most 50,000 values in a file, found more",
    ),
    "deep lists": (
        b"[" * 500_000,
        "x.yaml:1:33: expected at most 32 levels, found deeper nesting",
    ),
    "deep mappings": (
        b"{a: " * 100_000,
        "x.yaml:1:129: expected at most 32 levels, found deeper nesting",
    ),
    "deep blocks": (
        b"- " * 250_000,
        "x.yaml:1:65: expected at most 32 levels, found deeper nesting",
    ),
    "alias bomb": (
        BOMB.encode(),
        "x.yaml:1:4: expected each value written out, found the anchor &a",
    ),
    "alias": (b"a: *b\n", "x.yaml:1:4: expected each value written out, found the alias *b"),
    "code": (
        b"a: !!python/name:os.system\n",
        "x.yaml:1:4: expected no tags, found the tag tag:yaml.org,2002:python/name:os.system",
    ),
    "tag": (b"a: !x 1\n", "x.yaml:1:4: expected no tags, found the tag !x"),
    "latin": (b"a: 1\nb: caf\xe9\n", "x.yaml:2:1: expected text in UTF-8, found the byte 0xe9"),
    "utf-16": ("a: 1".encode("utf-16"), "x.yaml:1:1: expected text in UTF-8, found the byte 0xff"),
    "nul": (b"a: \0\n", "x.yaml:1:4: expected plain text, found the control character U+0000"),
    "escape": (b'a: "\\e[2J"\n', "x.yaml:1:4: expected plain text, found a control character"),
    "two documents": (
        b"a: 1\n---\nb: 2\n",
        "x.yaml:2:1: expected one document in a file, found a second one",
    ),
    "a list as key": (b"? [a]\n: b\n", "x.yaml:1:3: expected a word as key, found a list"),
    "turned text": (
        "a: x\u202ey\n".encode(),
        "x.yaml:1:5: expected plain text, found the control character U+202E",
    ),
    "tab": (b"a:\n\tb: 1\n", "x.yaml:2:1: expected spaces before a key, found a tab"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_at_once(told: Told, name: str) -> None:
    data, message = REFUSED[name]

    began = time.process_time()
    problems = told({"x.yaml": data})

    if name == "deep lists":  # libyaml reads ahead, and from 0.2.6 on gives up there
        problems = [problem.replace("x.yaml:1:1001:", "x.yaml:1:33:") for problem in problems]
    assert problems == [message]
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.yaml", "none.yaml: expected a file, found none of this name"),
        (".", ".: expected a file, found a folder"),
        ("/dev/zero", "/dev/zero: expected an ordinary file, found a pipe or device"),
        (
            "smal-world",
            (
                "smal-world: expected a file or the name of a shipped scenario,"
                " found none of this name (did you mean 'small-world'?)"
            ),
        ),
        ("a\0b.yaml", None),
        ("x" * 5000, None),
        ("", "'': expected the name or path of a scenario, found nothing"),
    ],
)
def test_paths_that_are_no_files(path: str, message: str | None) -> None:
    if path.startswith("/dev") and not Path(path).exists():
        pytest.skip("no such device here")
    (problem,) = check([path])
    assert message is None or str(problem) == message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (problem,) = check([tmp_path / "pipe.yaml"])
    assert problem.found == "a pipe or device"


FLOODS = {
    "unknown keys": "".join(f"k{i}: 1\n" for i in range(24_000)),
    "the same key": "name: x\n" * 24_000,
    "bad entries": "links:\n" + "".join(f"  a{i}: 1\n" for i in range(12_000)),
    "empty entries": "links:\n" + "".join(f"  a{i}: {{}}\n" for i in range(8_000)),
    "bad names": "firms:\n" + "".join(f"  A{i}: {{}}\n" for i in range(12_000)),
    "dangling names": "firms:\n"
    + "".join(f"  a{i}: {{name: x, country: cuntry{i}, source: x}}\n" for i in range(7_000))
    + "countries:\n"
    + "".join(f"  country{i}: {{name: x, source: x}}\n" for i in range(300)),
    "long words": f"format: {'9' * 250_000}\nturns: {'9' * 250_000}\n",
    "long names": f"countries: {{{'a' * 200_000}: 5}}\nfirms: {{{'b' * 60_000}: {{}}}}",
    "long keys": f"countries: {{{'a' * 200_000}: {{name: {'b' * 200_000}}}}}",
}


@pytest.mark.parametrize("name", FLOODS)
def test_floods_of_faults_are_told_soon(told: Told, name: str) -> None:
    began = time.process_time()
    problems = told({"x.yaml": FLOODS[name]})

    assert problems
    assert max(len(problem) for problem in problems) < 1000
    assert time.process_time() - began < 10 * SECONDS  # a bench keeps it under a tenth of this


@pytest.mark.parametrize("flood", [",", '"', '""', "\n", "\r", '"a', "id\n", "id,id\n", "a,b\n"])
def test_floods_in_tables(flood: str) -> None:
    text = "id,name\n" + flood * (500_000 // len(flood))
    began = time.process_time()
    with pytest.raises(ScenarioError):
        restore({"x.yaml": b"firms: {table: t.csv}", "t.csv": text.encode()})
    assert time.process_time() - began < 10 * SECONDS
