"""The model that people talk to, and the one that answers in a given form (Amazon Bedrock)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from .answers import Answers, several
from .literals import ts

# What `a.ai.model` of @aws-amplify/data-schema 1.26.2 knows, and what it makes of each name; the current ones first.
MODELS: Mapping[str, str] = {
    "Claude Haiku 4.5": "global.anthropic.claude-haiku-4-5-20251001-v1:0",
    "Claude Sonnet 4.6": "global.anthropic.claude-sonnet-4-6",
    "Claude Opus 4.6": "global.anthropic.claude-opus-4-6-v1",
    "Claude Sonnet 4.5": "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
    "Claude Opus 4.5": "global.anthropic.claude-opus-4-5-20251101-v1:0",
    "Amazon Nova Pro": "amazon.nova-pro-v1:0",
    "Amazon Nova Lite": "amazon.nova-lite-v1:0",
    "Amazon Nova Micro": "amazon.nova-micro-v1:0",
    "Claude Opus 4": "anthropic.claude-opus-4-20250514-v1:0",
    "Claude Sonnet 4": "anthropic.claude-sonnet-4-20250514-v1:0",
    "Claude 3.7 Sonnet": "anthropic.claude-3-7-sonnet-20250219-v1:0",
    "Claude 3.5 Haiku": "anthropic.claude-3-5-haiku-20241022-v1:0",
    "Claude 3.5 Sonnet v2": "anthropic.claude-3-5-sonnet-20241022-v2:0",
    "Claude 3.5 Sonnet": "anthropic.claude-3-5-sonnet-20240620-v1:0",
    "Claude 3 Opus": "anthropic.claude-3-opus-20240229-v1:0",
    "Claude 3 Sonnet": "anthropic.claude-3-sonnet-20240229-v1:0",
    "Claude 3 Haiku": "anthropic.claude-3-haiku-20240307-v1:0",
    "Cohere Command R": "cohere.command-r-v1:0",
    "Cohere Command R+": "cohere.command-r-plus-v1:0",
    "Llama 3.1 8B Instruct": "meta.llama3-1-8b-instruct-v1:0",
    "Llama 3.1 70B Instruct": "meta.llama3-1-70b-instruct-v1:0",
    "Llama 3.1 405B Instruct": "meta.llama3-1-405b-instruct-v1:0",
    "Mistral Large": "mistral.mistral-large-2402-v1:0",
    "Mistral Large 2": "mistral.mistral-large-2407-v1:0",
    "Mistral Small": "mistral.mistral-small-2402-v1:0",
}

# A generation route forces the model to use a tool, which these two families can.
# https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_SpecificToolChoice.html
GENERATION_MODELS = tuple(name for name, id in MODELS.items() if re.search(r"anthropic\.|amazon\.", id))
OFFERED_MODELS = tuple(MODELS)[:8]  # the others are old: Bedrock ends them one after the other

TOOLS = ("data", "query")
DEFAULT_MODEL = OFFERED_MODELS[0]
DEFAULT_PROMPT = "You are a helpful assistant. Answer briefly."


@dataclass(frozen=True)
class Model:
    """A model as `a.ai.model` names it."""

    name: str

    @property
    def id(self) -> str:
        """What Bedrock calls it: a foundation model, or an inference profile that leads to one in some region."""
        return MODELS[self.name]

    @property
    def call(self) -> str:
        return f"a.ai.model({ts(self.name)})"

    @property
    def is_profile(self) -> bool:
        return self.id.startswith("global.")

    @property
    def foundation_model(self) -> str:
        return self.id.removeprefix("global.")


@dataclass(frozen=True)
class Ai:
    """The AI routes of the data API: `chat`, a conversation, and `suggestTodos`, a generation."""

    chats: bool = False
    generates: bool = False
    model: Model = Model(DEFAULT_MODEL)
    generation_model: Model = Model(DEFAULT_MODEL)
    system_prompt: str = DEFAULT_PROMPT
    tools: tuple[str, ...] = ()  # of TOOLS
    inference: tuple[str, ...] = ()  # entries of `inferenceConfiguration`
    has_handler: bool = False
    offered: tuple[str, ...] = OFFERED_MODELS  # by the question about the chat's model
    offered_for_generation: tuple[str, ...] = OFFERED_MODELS

    @classmethod
    def of(cls, answers: Answers) -> Self:
        """The routes of these answers; an answer that a rule refuses counts as missing."""
        advanced = answers.is_advanced
        chats = answers.chooses("ai-conversation")
        model, generation = answers.ai_model, answers.ai_generation_model
        prompt = answers.ai_system_prompt
        chosen = several(answers.ai_tools) if chats and advanced else ()
        temperature, tokens = temperature_of(answers.ai_temperature), tokens_of(answers.ai_max_tokens)
        inference = (("temperature", temperature), ("maxTokens", tokens))
        return cls(
            chats=chats,
            generates=answers.chooses("ai-generation"),
            model=Model(model if model and model in MODELS else DEFAULT_MODEL),
            generation_model=Model(generation if generation and generation in GENERATION_MODELS else DEFAULT_MODEL),
            system_prompt=prompt if prompt and not forbidden(prompt) else DEFAULT_PROMPT,
            tools=tuple(tool for tool in TOOLS if tool in chosen),
            inference=tuple(f"{name}: {value}" for name, value in inference if value and advanced),
            has_handler=chats and advanced and answers.ai_handler is True,
            offered=_offered(tuple(MODELS), model),
            offered_for_generation=_offered(GENERATION_MODELS, generation),
        )

    @property
    def layers(self) -> dict[str, bool]:
        return {
            "ai": self.exists,
            "chat_handler": self.has_handler,
            "chat_logs": self.has_default_handler,
            "inference_profile": self.needs_profile,
        }

    @property
    def has_default_handler(self) -> bool:
        """A function of Amplify's own answers in the chat."""
        return self.chats and not self.has_handler

    @property
    def exists(self) -> bool:
        return self.chats or self.generates

    @property
    def uses_profile(self) -> bool:
        return (self.chats and self.model.is_profile) or self.needs_profile

    @property
    def needs_profile(self) -> bool:
        """The generation calls an inference profile, for which Amplify gives no permission."""
        return self.generates and self.generation_model.is_profile


def _offered(names: tuple[str, ...], answer: str | None) -> tuple[str, ...]:
    """The choices of a question: the current models, and any other that a file of answers names."""
    offered = tuple(name for name in names if name in OFFERED_MODELS)
    return offered if answer is None or answer in offered else (*offered, answer)


def forbidden(prompt: str) -> str | None:
    """The first thing in a system prompt that breaks the GraphQL schema or the resolver that Amplify writes it into."""
    found = re.search(r"[\"\\\x00-\x1f\x7f\u2028\u2029]|\$[$&`']|\[\[", prompt)
    return found.group() if found else None


def temperature_of(answer: str | None) -> str | None:
    """A number from 0 to 1 as Prettier writes it, or None for anything else."""
    text = (answer or "").strip()
    return f"{float(text):g}" if re.fullmatch(r"0?\.[0-9]{1,4}|0|1(\.0{1,4})?", text) else None


def tokens_of(answer: str | None) -> str | None:
    """A whole number from 1, or None for anything else."""
    text = (answer or "").strip()
    return text if re.fullmatch(r"[1-9][0-9]{0,5}", text) else None
