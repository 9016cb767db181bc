"""What somebody typed, as each language writes it and reads it back."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser

import pytest
from amplify import literals
from amplify.literals import UNSAYABLE
from amplify.variables import LITERALS
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

HOSTILE = [
    *"'\"`\\${}[]<>&#|*_~-+.!()=:;,/%@ aZ0",
    *(
        "${",
        "[[",
        "]]",
        "[%",
        "[#",
        "{{",
        "}}",
        "</script>",
        "<script>",
        "<!--",
        "-->",
        "*/",
        "//",
        "--",
        "&amp;",
        "&#0;",
    ),
    *(
        "\n",
        "\r",
        "\t",
        "\0",
        "\x1b",
        "\x7f",
        "\x85",
        "\u2028",
        "\u2029",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\ud800",
        "\udfff",
    ),
    *("é", "日本", "👩‍👩‍👧", "\U0001f600", "שלום", "constructor", "__proto__", "1.", "\\n", "\\u0041", "x" * 300),
]
TEXT = st.lists(st.sampled_from(HOSTILE) | st.characters(), max_size=8).map("".join)
UNPRINTED = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def evaluated(expressions: list[str]) -> list[str]:
    """What JavaScript makes of each, which must read nothing but text."""
    program = "process.stdin.setEncoding('utf8').on('data', (part) => (input += part)); let input = '';"
    program += (
        "process.stdin.on('end', () => console.log(JSON.stringify(JSON.parse(input).map((code) => (0, eval)(code)))))"
    )
    node = shutil.which("node")
    assert node
    done = subprocess.run(
        [node, "-e", program], input=json.dumps(expressions), capture_output=True, text=True, check=True
    )
    values: list[str] = json.loads(done.stdout)
    return values


@given(st.lists(TEXT, min_size=40, max_size=80))
@pytest.mark.parametrize(
    "code",
    [
        literals.ts,
        lambda text: f"`{literals.ts_template(text)}${{''}}`",
        lambda text: f"Object.keys({{ {literals.ts_key(text)}: 1 }})[0]",
        literals.json_text,
    ],
    ids=["ts", "ts_template", "ts_key", "json"],
)
def test_javascript_reads_the_same_text(code: Callable[[str], str], texts: list[str]) -> None:
    assert evaluated([f"({code(text)})" for text in texts]) == texts
