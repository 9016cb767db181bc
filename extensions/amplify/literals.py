"""Text that somebody typed, as each language writes it: one function a language.

Whatever the text is, it stays text. Rules refuse answers that cannot work; they are not what keeps text from becoming
code. Where a language cannot say a character, the replacement character stands for it.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterable
from typing import Any

# What editors show wrongly, or not at all: controls, line separators, marks that turn the direction, halves of a pair.
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
UNSAYABLE = "\ufffd"
SHORT_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def ts(text: str) -> str:
    """A string in TypeScript, with the quotes that Prettier prefers."""
    mark = '"' if text.count("'") > text.count('"') else "'"
    return mark + _escaped(text.replace("\\", "\\\\").replace(mark, f"\\{mark}")) + mark


def ts_key(text: str) -> str:
    """A name in an object of TypeScript, without quotes where it needs none."""
    if text == "__proto__":
        return "['__proto__']"  # a plain one would set the prototype
    return text if re.fullmatch(r"[A-Za-z_$][A-Za-z0-9_$]*", text) else ts(text)


def ts_template(text: str) -> str:
    """A part of a template literal in TypeScript, which the caller puts between backticks."""
    return _escaped(re.sub(r"[\\`]|\$(?=\{)", r"\\\g<0>", text))


def json_text(value: Any) -> str:
    """A value as npm writes JSON, without a final newline."""
    text = json.dumps(value, indent=2, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", lambda found: _code(found[0]), text)


def html(text: str) -> str:
    """Text between tags of HTML, JSX or any component."""
    entities = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "{": "&#123;", "}": "&#125;", '"': "&quot;", "'": "&apos;"}
    return _encodable(re.sub(r"[&<>{}\"']", lambda found: entities[found[0]], text))


def html_attribute(text: str) -> str:
    """The value of an attribute in HTML, JSX or any component, with the quotes that Prettier prefers."""
    mark, entity = ("'", "&apos;") if text.count('"') > text.count("'") else ('"', "&quot;")
    return (
        mark
        + _encodable(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace(mark, entity))
        + mark
    )


def markdown(text: str) -> str:
    """Text in a line of Markdown."""
    entities = {"&": "&amp;", "<": "&lt;", "|": "&#124;", "~": "&#126;"}
    line = re.sub("[&<|~]", lambda found: entities[found[0]], INVISIBLE.sub(UNSAYABLE, text))
    escaped = re.sub(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|#(?=#*$)", r"\\\g<0>", line)
    return re.sub(r"^([0-9]*)(?=[-+#>.)])", r"\1\\", escaped)


def markdown_code(text: str) -> str:
    """A span of code in Markdown."""
    line = INVISIBLE.sub(UNSAYABLE, text)
    fence = "`" * (max(map(len, re.findall("`+", line)), default=0) + 1)
    pad = " " if re.search("^[ `]|[ `]$", line) else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def yaml(text: str) -> str:
    """A string in YAML, without quotes where it needs none."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9/._-]*", text):
        return text
    if "'" not in text and not INVISIBLE.search(text):
        return f"'{text}'"  # where nothing can be escaped
    return '"' + _escaped(re.sub(r"[\\\"]", r"\\\g<0>", text)) + '"'


def python_format(text: str) -> str:
    """A part of a formatted string in Python, which the caller puts between `f"` and `"`."""
    return _escaped(re.sub(r"[{}]", r"\g<0>\g<0>", re.sub(r"[\\\"]", r"\\\g<0>", text)))


def android_text(text: str) -> str:
    """A string resource of Android, between the tags of its XML."""
    quoted = re.sub(r"[\\'\"]|^[@?]", r"\\\g<0>", re.sub("[\ufffe\uffff]", UNSAYABLE, text))
    return _encodable(quoted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def kotlin(text: str) -> str:
    """A string in Kotlin."""
    escaped = re.sub(r"[\\\"$]", r"\\\g<0>", text)
    visible = INVISIBLE.sub(lambda found: SHORT_ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}", escaped)
    return f'"{visible}"'


def swift(text: str) -> str:
    """A string in Swift."""
    visible = INVISIBLE.sub(_scalar_code, re.sub(r"[\\\"]", r"\\\g<0>", text))
    return f'"{visible}"'


def swift_array(texts: Iterable[str]) -> str:
    """A list of strings in Swift."""
    return f"[{', '.join(map(swift, texts))}]"


def pbxproj(text: str) -> str:
    """The value of a build setting in an Xcode project, where `$` begins the name of another."""
    line = INVISIBLE.sub(UNSAYABLE, text).replace("$", UNSAYABLE)
    return '"' + re.sub(r"[\\\"]", r"\\\g<0>", line) + '"'


def dart(text: str) -> str:
    """A string in Dart."""
    escaped = re.sub(r"[\\'$]", r"\\\g<0>", text)
    return f"'{INVISIBLE.sub(_scalar_code, escaped)}'"


def shell(text: str) -> str:
    """An argument of a command, for people to copy."""
    return shlex.quote(INVISIBLE.sub(UNSAYABLE, text))


def _escaped(text: str) -> str:
    """Nothing invisible is left, nor what ends a script in HTML."""
    visible = INVISIBLE.sub(lambda found: _code(found[0]), text)
    return re.sub(r"<(?=/script|!--)", r"\\x3c", visible, flags=re.IGNORECASE)


def _code(character: str) -> str:
    code = ord(character)
    return SHORT_ESCAPES.get(character) or (f"\\x{code:02x}" if code < 0x80 else f"\\u{code:04x}")


def _scalar_code(found: re.Match[str]) -> str:
    """As Swift and Dart write a character by its number; half of a pair is none in their sources."""
    code = ord(found[0])
    return SHORT_ESCAPES.get(found[0]) or (UNSAYABLE if 0xD800 <= code <= 0xDFFF else f"\\u{{{code:x}}}")


def _encodable(text: str) -> str:
    """Invisible characters as entities; HTML has none for controls."""
    sayable = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]", UNSAYABLE, text)
    return INVISIBLE.sub(lambda found: f"&#{ord(found[0])};", sayable)
