"""What somebody typed, as each language writes it, is the same text when that language reads it."""

from __future__ import annotations

import ast
import json
import re
import shlex
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import tree_sitter_typescript
from amplify import literals
from amplify.literals import UNSAYABLE
from commands import start
from conftest import ROOT
from hostile import TEXT
from hypothesis import given
from markdown import Markdown
from tree_sitter import Language, Parser

TSX = Parser(Language(tree_sitter_typescript.language_tsx()))
SURROGATES = re.compile("[\ud800-\udfff]")
# What HTML has no way to say.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


@pytest.fixture(scope="module")
def javascript() -> Iterator[Callable[[str], str]]:
    """The text that an expression is, which may not do anything."""
    program = """
        require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
          console.log(JSON.stringify((0, eval)(JSON.parse(line))))
        })"""
    node = start(ROOT, "node", "-e", program, stderr=None)
    stdin, stdout = node.stdin, node.stdout
    assert stdin
    assert stdout

    def read(expression: str) -> str:
        expression.encode()
        print(json.dumps(f"({expression})"), file=stdin, flush=True)
        value: str = json.loads(stdout.readline())
        return value

    yield read
    node.communicate()


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("Hello", "'Hello'"),
        ("it's", '"it\'s"'),
        ('it\'s "so"', "'it\\'s \"so\"'"),
        ("\\", "'\\\\'"),
        ("a\nb\0", "'a\\nb\\x00'"),
        ("\u202e\ud800é", "'\\u202e\\ud800é'"),
        ("</script>", "'\\x3c/script>'"),
    ],
)
def test_a_string_has_the_quotes_that_prettier_prefers_and_shows_what_is_in_it(text: str, literal: str) -> None:
    assert literals.ts(text) == literal


@pytest.mark.parametrize(
    ("name", "key"), [("plan", "plan"), ("cost-center", "'cost-center'"), ("a b", "'a b'"), ("é", "'é'"), ("1", "'1'")]
)
def test_a_key_has_quotes_where_it_needs_them(name: str, key: str) -> None:
    assert literals.ts_key(name) == key


@given(TEXT)
def test_typescript_reads_the_same_text(javascript: Callable[[str], str], text: str) -> None:
    assert javascript(literals.ts(text)) == text
    assert javascript(f"`{literals.ts_template(text)}${{''}}`") == text
    assert javascript(f"Object.keys({{ {literals.ts_key(text)}: 1 }})[0]") == text


@given(TEXT)
def test_a_script_in_html_goes_on_behind_it(text: str) -> None:
    for literal in (literals.ts(text), literals.ts_key(text), literals.ts_template(text)):
        assert not re.search("</script|<!--", literal, re.IGNORECASE)


@given(TEXT)
def test_json_reads_the_same_text(text: str) -> None:
    written = literals.json_text({"name": text})
    written.encode()
    assert json.loads(written) == {"name": text}


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, attributes))

    def handle_data(self, data: str) -> None:
        self.text += data


@given(TEXT)
def test_html_reads_the_same_text(text: str) -> None:
    written = f"<h1 title={literals.html_attribute(text)}>{literals.html(text)}</h1>"
    written.encode()
    read, sayable = Reader(written), CONTROLS.sub(UNSAYABLE, text)
    assert read.tags == [("h1", [("title", sayable)])]
    assert read.text == sayable


# tree-sitter takes "//&amp;" and "/*/&amp;" in an attribute for comments, which TypeScript does not.
@given(TEXT.map(lambda text: re.sub("/(?=[/*])", "", text)))
def test_a_component_reads_text_and_no_expression(text: str) -> None:
    assert not re.search("[{}]", literals.html(text)), "Vue and JSX compute what stands in braces"
    root = TSX.parse(f"<h1 title={literals.html_attribute(text)}>{literals.html(text)}</h1>".encode()).root_node
    assert not root.has_error
    [element] = root.children[0].children
    opening, *inner, closing = element.children
    assert {node.type for node in inner} <= {"jsx_text", "html_character_reference"}
    assert [node.type for node in opening.children] == ["<", "identifier", "jsx_attribute", ">"]
    assert closing.type == "jsx_closing_element"


@given(TEXT)
def test_markdown_reads_the_same_text(text: str) -> None:
    text = text.strip()
    sayable = " ".join(literals.INVISIBLE.sub(UNSAYABLE, text).split(" "))
    for before, after in (("", ""), ("# ", ""), ("- ", ""), ("see ", " there"), ("- `x`: ", "")):
        written = before + literals.markdown(text) + after
        written.encode()
        read = Reader(Markdown().convert(written))
        assert {tag for tag, _ in read.tags} <= {"p", "h1", "ul", "li", "code"}
        shown = re.sub(r"\s+", " ", read.text).strip()
        assert shown == re.sub(r"\s+", " ", before.lstrip("#- ").replace("`", "") + sayable + after).strip()


@given(TEXT.filter(str.strip))
def test_markdown_reads_the_same_code(text: str) -> None:
    written = f"see {literals.markdown_code(text)} there"
    written.encode()
    read = Reader(Markdown().convert(written))
    assert [tag for tag, _ in read.tags] == ["p", "code"]
    assert re.sub(r"\s+", "", read.text) == re.sub(r"\s+", "", f"see{literals.INVISIBLE.sub(UNSAYABLE, text)}there")


@given(TEXT)
def test_dart_reads_the_same_text(text: str) -> None:
    written = literals.dart(text)
    written.encode()
    # Every sign with a meaning has a backslash: https://dart.dev/language/built-in-types#strings
    parts = re.findall(r"\\u\{([0-9a-f]+)\}|\\([nrt\\'$])|([^\\'$\n\r])", written[1:-1])
    signs = {"n": "\n", "r": "\r", "t": "\t"}
    read = [chr(int(code, 16)) if code else signs.get(sign, sign) or plain for code, sign, plain in parts]
    assert "".join(read) == SURROGATES.sub(UNSAYABLE, text)
    assert (
        len("".join(f"\\u{{{code}}}" if code else f"\\{sign}" if sign else plain for code, sign, plain in parts))
        == len(written) - 2
    )


@given(TEXT)
def test_python_reads_the_same_text(text: str) -> None:
    written = f'f"{literals.python_format(text)}"'
    written.encode()
    [expression] = ast.parse(written).body
    assert isinstance(expression, ast.Expr)
    assert isinstance(expression.value, ast.JoinedStr)
    assert all(isinstance(part, ast.Constant) for part in expression.value.values)
    assert eval(written) == text


@given(TEXT)
def test_kotlin_reads_the_same_text(text: str) -> None:
    written = literals.kotlin(text)
    assert re.fullmatch(r'"([^"\\$\n]|\\[nrt"\\$]|\\u[0-9a-f]{4})*"', written)
    short = {"n": "\n", "r": "\r", "t": "\t"}
    read = re.sub(
        r"\\(u[0-9a-f]{4}|.)",
        lambda found: chr(int(found[1][1:], 16)) if len(found[1]) > 1 else short.get(found[1], found[1]),
        written[1:-1],
    )
    assert read == text


@given(TEXT)
def test_a_resource_of_android_has_the_same_text(text: str) -> None:
    written = ElementTree.fromstring(f"<string>{literals.android_text(text)}</string>").text or ""
    assert not re.search(r"(?<!\\)(\\\\)*['\"]|^[@?]", written), "ends the text, or names another resource"
    sayable = re.sub("[\ufffe\uffff]", UNSAYABLE, CONTROLS.sub(UNSAYABLE, text))
    assert re.sub(r"\\(.)", r"\1", written, flags=re.DOTALL) == sayable


@given(TEXT)
def test_a_command_has_the_same_argument(text: str) -> None:
    written = literals.shell(text)
    written.encode()
    assert "\n" not in written
    assert shlex.split(written) == [literals.INVISIBLE.sub(UNSAYABLE, text)]
