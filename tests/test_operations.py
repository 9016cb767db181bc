"""Typed calls of a data model's own queries, mutations and subscriptions, as `npm run models` writes them for native clients."""

from __future__ import annotations

import json
from typing import Any

from commands import run
from conftest import PRESETS, Rendered

# As Amplify's generator describes a model (target `introspection`).
TEXT: dict[str, Any] = {"name": "text", "isArray": False, "type": "String", "isRequired": True}
MODEL: dict[str, Any] = {
    "models": {
        "Todo": {
            "fields": {
                "id": {"name": "id", "type": "ID"},
                "comments": {"name": "comments", "type": {"model": "Comment"}},
                "place": {"name": "place", "type": {"nonModel": "Place"}},
            }
        }
    },
    "nonModels": {"Place": {"fields": {"lat": {"name": "lat", "type": "Float"}}}},
    "queries": {
        "count": {"name": "count", "isArray": False, "type": "Int", "isRequired": True},
        "due": {
            "name": "due",
            "isArray": True,
            "type": {"model": "Todo"},
            "isRequired": False,
            "isArrayNullable": True,
            "arguments": {
                "before": {"name": "before", "isArray": False, "type": "AWSDate", "isRequired": False},
                "levels": {
                    "name": "levels",
                    "isArray": True,
                    "type": {"enum": "Level"},
                    "isRequired": True,
                    "isArrayNullable": False,
                },
            },
        },
    },
    "mutations": {
        "announce": {**TEXT, "name": "announce", "isRequired": False, "arguments": {"text": TEXT}},
    },
    "subscriptions": {
        "onDue": {
            "name": "onDue",
            "isArray": False,
            "type": {"model": "Todo"},
            "isRequired": False,
            "arguments": {"before": {"name": "before", "isArray": False, "type": "AWSDate", "isRequired": False}},
        },
    },
}


def operations(rendered: Rendered, preset: str, model: dict[str, Any]) -> dict[str, str]:
    """The files that the script of a client makes of a model."""
    script = rendered(PRESETS[preset]).path / "scripts/operations.mjs"
    program = f"""
        import {{ operations }} from {json.dumps(script.as_uri())}
        console.log(JSON.stringify(operations({json.dumps(model)})))"""
    files: dict[str, str] = json.loads(run(script.parent, "node", "--input-type=module", "--eval", program))
    return files


def test_kotlin_has_a_function_for_each_with_the_types_of_the_schema(rendered: Rendered) -> None:
    [(path, text)] = operations(rendered, "android", MODEL).items()
    assert path == "app/fieldnotes/data/Operations.kt"
    for line in (
        "    suspend fun count(): Int {",
        '                "query count { count }",',
        "                Int::class.javaObjectType,",
        '        return Amplify.API.query(request).orThrow()["count"]!!',
        "        before: Temporal.Date? = null,",
        "        levels: List<Level>,",
        "    ): List<Todo>? {",
        '                "query due(\\$before: AWSDate, \\$levels: [Level!]!)'
        ' { due(before: \\$before, levels: \\$levels) { id place { lat } } }",',
        "                TypeMaker.getParameterizedType(List::class.java, Todo::class.java),",
        "    suspend fun announce(text: String): String? {",
        '        return Amplify.API.mutate(request).orThrow()["announce"]',
        "    fun onDue(before: Temporal.Date? = null): Flow<Todo?> =",
        '                "subscription onDue(\\$before: AWSDate) { onDue(before: \\$before) { id place { lat } } }",',
        "import com.amplifyframework.core.Amplify as AmplifyWithCallbacks",
        "import com.amplifyframework.core.model.temporal.Temporal",
        "import com.amplifyframework.datastore.generated.model.Level",
        "import com.amplifyframework.datastore.generated.model.Todo",
    ):
        assert line in text.splitlines(), line
    assert "@" not in text


def test_swift_has_a_request_for_each_with_the_types_of_the_schema(rendered: Rendered) -> None:
    files = operations(rendered, "swift", MODEL)
    assert files["Sendable.swift"].splitlines()[3:] == [
        "extension Todo: @unchecked Sendable {}",
        "extension Place: @unchecked Sendable {}",
    ]
    for line in (
        "@preconcurrency import Amplify",
        "extension GraphQLRequest where R == Int {",
        "  static func count() -> GraphQLRequest<Int> {",
        "extension GraphQLRequest where R == [Todo?]? {",
        "  static func due(before: Temporal.Date? = nil, levels: [Level]) -> GraphQLRequest<[Todo?]?> {",
        '    let variables: [String: Any?] = ["before": before?.iso8601String, "levels": levels.map { $0.rawValue }]',
        '      document: "query Due($before: AWSDate, $levels: [Level!]!)'
        ' { due(before: $before, levels: $levels) { id place { lat } } }",',
        "  static func announce(text: String) -> GraphQLRequest<String?> {",
        '      decodePath: "announce"',
        "  static func onDue(before: Temporal.Date? = nil) -> GraphQLRequest<Todo?> {",
    ):
        assert line in files["Operations.swift"].splitlines(), line


def test_swift_says_what_it_leaves_out(rendered: Rendered) -> None:
    unknown = {"name": "place", "isArray": False, "type": {"input": "PlaceInput"}, "isRequired": True}
    model = {"models": {}, "mutations": {"move": {**TEXT, "name": "move", "arguments": {"place": unknown}}}}
    assert "// move is left out: " in operations(rendered, "swift", model)["Operations.swift"]


def test_a_model_without_operations_has_no_file_of_them(rendered: Rendered) -> None:
    for preset in ("android", "swift"):
        assert operations(rendered, preset, {"models": {}, "queries": {}}) == {}
