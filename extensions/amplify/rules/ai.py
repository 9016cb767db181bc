"""What the AI routes of Amplify Data and Amazon Bedrock accept."""

from __future__ import annotations

from ..ai import GENERATION_MODELS, MODELS, OFFERED_MODELS, forbidden, temperature_of, tokens_of
from ..answers import Answers, several
from ..functions import Function
from ..stack import Stack
from .rule import one_of, rule

TAKEN = frozenset({"chat", "suggestTodos"})  # by the routes


@rule("features", "the template's own: what talks to a model is a field of the data API")
def ai_needs_data(answers: Answers, stack: Stack) -> str | None:
    if stack.ai.exists and not stack.has("data"):
        chosen = [row.name for row in stack.features if row.name.startswith("ai-")]
        return f"add data to {one_of(chosen)}; what talks to a model is part of the data API."
    return None


@rule("features", "@aws-amplify/data-schema: a conversation has the rule owner alone, which needs defineAuth")
def conversations_need_sign_in(answers: Answers, stack: Stack) -> str | None:
    if answers.login_methods == ("none",) and stack.ai.chats:
        return "leave ai-conversation out, or choose a login method; a chat belongs to somebody who signed in."
    return None


@rule("ai_model", "@aws-amplify/data-schema, supportedModelsLookup: any other name gives a route without a model")
def amplify_knows_the_model(answers: Answers, stack: Stack) -> str | None:
    if answers.ai_model is not None and answers.ai_model not in MODELS:
        return f"answer with {one_of(OFFERED_MODELS)}; Amplify knows no {answers.ai_model!r}."
    return None


@rule("ai_generation_model", "Bedrock, SpecificToolChoice: Claude and Amazon Nova alone can be made to use a tool")
def the_model_generates(answers: Answers, stack: Stack) -> str | None:
    model = answers.ai_generation_model
    if model is None or model in GENERATION_MODELS:
        return None
    why = "cannot be made to answer in a given form" if model in MODELS else "is not a model that Amplify knows"
    return f"answer with {one_of(OFFERED_MODELS)}; {model!r} {why}."


@rule("ai_system_prompt", "@aws-amplify/data-schema escapes line breaks alone: InvalidSchemaError")
def amplify_can_write_the_prompt(answers: Answers, stack: Stack) -> str | None:
    prompt = answers.ai_system_prompt
    if prompt is None:
        return None
    if not prompt.strip():
        return "say who the model is, for example 'You are a helpful assistant', and how it answers."
    if found := forbidden(prompt):
        return f"leave {found!r} out; Amplify writes the prompt into code of its own, where that is a mistake."
    return None


@rule("ai_tools", "AppSync: tools run with the token of the person who asks")
def tools_have_something_to_read(answers: Answers, stack: Stack) -> str | None:
    tools = several(answers.ai_tools)
    if not (tools and stack.ai.chats and stack.is_advanced and stack.has("data")):
        return None
    if stack.signs_in and stack.data.authorization.mode != "userPool":
        return "answer with [], or let people's sign-in open the data; tools see what the person who asks may see."
    has_functions = stack.lambdas.plain or (stack.has("functions") and answers.functions is None)
    if "query" in tools and not has_functions:
        return "leave query out, or add functions to the features; that tool calls the first one."
    return None


@rule("ai_temperature", "@aws-amplify/graphql-conversation-transformer: from 0 to 1")
def temperature_is_between_0_and_1(answers: Answers, stack: Stack) -> str | None:
    if answers.ai_temperature in (None, "") or temperature_of(answers.ai_temperature):
        return None
    return "answer with a number from 0 to 1, for example 0.2, or with nothing."


@rule("ai_max_tokens", "@aws-amplify/graphql-conversation-transformer: 1 at least")
def tokens_are_a_whole_number(answers: Answers, stack: Stack) -> str | None:
    if answers.ai_max_tokens in (None, "") or tokens_of(answers.ai_max_tokens):
        return None
    return "answer with a whole number from 1 to 999999, for example 1000, or with nothing."


@rule("functions", "the template's own: the names of the routes in amplify/data/resource.ts")
def functions_leave_the_routes_their_names(answers: Answers, stack: Stack) -> str | None:
    clash = [name for name in several(answers.functions) if Function(name).identifier in TAKEN]
    if stack.ai.exists and clash:
        return f"choose another name than {clash[0]!r}; the AI routes have taken it."
    return None
