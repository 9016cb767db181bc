"""Text that would be something else than text where somebody forgot that it can be."""

from __future__ import annotations

import json

from hypothesis import strategies as st

PIECES = [
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
    *("é", "日本", "👩‍👩‍👧", "\U0001f600", "שלום", "constructor", "__proto__", "1.", "\\n", "\\u0041", "..", "x" * 120),
    *("'+(process.exit())+'", "\\'+process.exit()//", "${process.exit()}", "`+process.exit()+`"),
]
# Two halves of a character are one, as JSON reads them.
TEXT = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=8).map(
    lambda all: json.loads(json.dumps("".join(all)))
)
