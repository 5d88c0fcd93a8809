"""`helpcenter decide`, as the docs call it."""

from __future__ import annotations

import json
import re
import shlex

from click.testing import CliRunner

from helpcenter.cli import main
from tests.builders import REPOSITORY

GUIDE = REPOSITORY / "docs" / "changing-the-policy.md"


def test_the_example_of_the_docs_runs_as_written() -> None:
    found = re.search(r"^\.venv/bin/helpcenter (decide .*) < (\S+)$", GUIDE.read_text("utf-8"), re.MULTILINE)
    assert found
    cases = (REPOSITORY / found[2]).read_text("utf-8")
    answer = CliRunner().invoke(main, shlex.split(found[1]), input=cases)
    assert answer.exit_code == 0
    assert answer.output.count('"reason"') == len(cases.splitlines())


def test_a_line_that_cannot_be_decided_is_answered_like_the_others_and_fails() -> None:
    case = (REPOSITORY / "examples" / "cases.jsonl").read_bytes().splitlines()[0]
    lines = [b"\xef\xbb\xbf" + case, b"", b" \t\r", b'{"id": "c9", "note": "\xff"}', b"{", case]
    answer = CliRunner().invoke(main, ["decide", "--store", "content"], input=b"\n".join(lines))
    first, *errors, last = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 1
    assert first == last
    assert "reason" in first
    assert errors == [
        {"id": "c9", "error": "the line: is not in UTF-8"},
        {"id": None, "error": "the line: is not JSON"},
    ]
