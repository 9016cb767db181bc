"""What a backend can hold: one row for each value of `features`, and one for sign-in.

A row says what it brings; the files that gather (backend.ts, package.json, the app's shell, README.md, the message after
copying) loop over the rows of a stack. To add one, add a row, its layers in template/, its choice in questions/ and its
tests.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Feature:
    """What a backend can offer: a value of the `features` answer, or sign-in, which follows from `login_methods`."""

    name: str
    noun: str  # in a sentence: "… and files work at once"
    folder: str  # of its definition, below amplify/
    summary: str  # what that folder holds
    docs: str  # page below docs.amplify.aws/<slug>/
    component: str | None = None  # the screen that shows it
    path: str = ""  # of that screen, below the app's address
    title: str = ""  # of that screen
    offer: str = ""  # what people have of it: a sentence for the welcome page
    icon: str = ""  # outline in a box of 24 by 24, as `d` of an SVG path
    loader: str | None = None  # what gives that screen its first contents, where pages are rendered on a server
    needs: tuple[str, ...] = field(default=())  # other features without which the screen has nothing to call
    needs_sign_in: bool = False  # only people who signed in may use it
    packages: tuple[str, ...] = field(default=())
    functions: tuple[str, ...] = field(default=())  # those that it brings, in amplify/functions/
    adds: str = ""  # the function in its resource.ts that adds it to a backend, where Amplify has no `define…` for it
    grants: bool = False  # to the roles of people who signed in
    calls: bool = False  # the app calls its functions by an API for people who signed in
    client_packages: tuple[str, ...] = field(default=())  # of its screen
    is_local: bool = True  # the local backend has it
    guide: bool = False  # `amplify/<folder>/README.md` tells how an app uses it

    @property
    def layer(self) -> str:
        return self.name.replace("-", "_")

    @property
    def resource(self) -> str:
        """The path as Android calls its resources: `second_factors`."""
        return self.path.replace("-", "_")

    @property
    def slug(self) -> str:
        """The component as files are called where names have hyphens: `todo-list`."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", self.component or "").lower()

    @property
    def is_defined(self) -> bool:
        """Its resource.ts exports what `defineBackend` takes, under its name."""
        return self.name == self.folder and self.name != "functions" and not self.adds

    @property
    def contents(self) -> str:
        """What the loader loads: `todos` for `loadTodos`."""
        name = (self.loader or "").removeprefix("load")
        return name[:1].lower() + name[1:]


AUTH = Feature(
    name="auth",
    noun="sign-in",
    folder="auth",
    summary="who can sign in, and how (Amazon Cognito)",
    docs="build-a-backend/auth/",
)

SECOND_FACTORS = Feature(
    name="second_factors",
    noun="second factors",
    folder="auth",
    summary="",
    docs="build-a-backend/auth/concepts/multi-factor-authentication/",
    component="SecondFactors",
    path="second-factors",
    title="Second factor",
    offer="A second lock on your account.",
    icon="M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2 2 4-4",
)

PASSKEYS = Feature(
    name="passkeys",
    noun="passkeys",
    folder="auth",
    summary="",
    docs="build-a-backend/auth/concepts/passwordless/",
    component="PasskeyList",
    path="passkeys",
    title="Passkeys",
    offer="Sign in with your face, finger or screen lock.",
    icon="M8 12a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 13l8-8M16 8l3 3M14 10l2 2",
)

# The screen of an app that has none yet.
START = Feature(
    name="start",
    noun="",
    folder="",
    summary="",
    docs="",
    component="GettingStarted",
    path="start",
    title="Start",
    offer="Your first screen goes here.",
    icon="M4 11l8-7 8 7v9h-5v-6H9v6H4z",
)

FEATURES: Mapping[str, Feature] = {
    row.name: row
    for row in (
        Feature(
            name="data",
            noun="live data",
            folder="data",
            summary="the data model and who may read and write it (AWS AppSync, Amazon DynamoDB)",
            docs="build-a-backend/data/",
            component="TodoList",
            path="todos",
            title="To-dos",
            offer="A list that every open window follows live.",
            icon="M4 6l1.5 1.5L8 5M4 12.5L5.5 14 8 11.5M4 19l1.5 1.5L8 18M12 6h8M12 12.5h8M12 19h8",
            loader="loadTodos",
        ),
        Feature(
            name="storage",
            noun="files",
            folder="storage",
            summary="the bucket, its folders and who may use them (Amazon S3)",
            docs="build-a-backend/storage/",
            component="FileList",
            path="files",
            title="Files",
            offer="Upload them here, look at them anywhere.",
            icon="M3 7a2 2 0 0 1 2-2h4l2 2h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z",
        ),
        Feature(
            name="functions",
            noun="functions",
            folder="functions",
            summary="one folder for each function (AWS Lambda)",
            docs="build-a-backend/functions/",
            component="FunctionCalls",
            path="functions",
            title="Functions",
            offer="Code that runs when you call it.",
            icon="M13 3L5 14h6l-1 7 8-11h-6z",
            needs=("data",),
            packages=("@types/aws-lambda",),
        ),
        Feature(
            name="rest-api",
            noun="a REST API",
            folder="api",
            summary="the routes of the REST API and who may call them (Amazon API Gateway)",
            docs="build-a-backend/add-aws-services/rest-api/",
            component="ItemList",
            path="items",
            title="Items",
            offer="What the REST API has to offer.",
            icon="M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
            packages=("@types/aws-lambda",),
            functions=("items-api",),
            adds="addItemsApi",
        ),
        Feature(
            name="ai-conversation",
            noun="a chat",
            folder="data",
            summary="",
            docs="ai/conversation/",
            component="AssistantChat",
            path="chat",
            title="Chat",
            offer="Talk to a model that keeps to the subject.",
            icon="M4 5h16v11H10l-4 4v-4H4z",
            needs=("data",),
        ),
        Feature(
            name="ai-generation",
            noun="suggestions",
            folder="data",
            summary="",
            docs="ai/generation/",
            component="TodoSuggestions",
            path="suggestions",
            title="Suggestions",
            offer="Name a goal, and get the steps to it.",
            icon="M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2z",
            needs=("data",),
        ),
        Feature(
            name="events",
            noun="messages",
            folder="events",
            summary="channels on which the app publishes and listens (AWS AppSync Events)",
            docs="frontend/data/connect-event-api/",
            component="MessageList",
            path="messages",
            title="Messages",
            offer="Whoever is here reads them at once.",
            icon="M21 4L3 11l6 2.5L11.5 20zM21 4L9 13.5",
            adds="addEvents",
            guide=True,
        ),
        Feature(
            name="geo",
            noun="maps",
            folder="geo",
            summary="who may use maps, places and geofences (Amazon Location Service)",
            docs="build-a-backend/add-aws-services/geo/",
            component="PlaceView",
            path="places",
            icon="M12 21c4-5 6-8 6-11a6 6 0 1 0-12 0c0 3 2 6 6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
            adds="addGeo",
            grants=True,
            guide=True,
            is_local=False,
        ),
        Feature(
            name="kinesis",
            noun="analytics",
            folder="kinesis",
            summary="a stream of what people do in the app (Amazon Kinesis)",
            docs="build-a-backend/add-aws-services/analytics/kinesis/",
            adds="addKinesis",
            grants=True,
            guide=True,
            needs_sign_in=True,
            is_local=False,
        ),
        Feature(
            name="pubsub",
            noun="a feed",
            folder="pubsub",
            summary="the topics on which people and devices publish and listen (AWS IoT Core)",
            docs="build-a-backend/add-aws-services/pubsub/",
            component="LiveFeed",
            path="feed",
            title="Live feed",
            offer="What people and devices publish right now.",
            icon="M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2zM8 8a5.7 5.7 0 0 0 0 8M16 8a5.7 5.7 0 0 1 0 8M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14",
            packages=("@aws-sdk/client-iot", "@types/aws-lambda"),
            functions=("attach-iot-policy", "prepare-iot"),
            adds="addPubSub",
            grants=True,
            needs_sign_in=True,
            is_local=False,
            calls=True,
            client_packages=("@aws-amplify/pubsub",),
        ),
        Feature(
            name="liveness",
            noun="face checks",
            folder="liveness",
            summary="whether a living person is in front of the camera (Amazon Rekognition Face Liveness)",
            docs="build-a-backend/",
            component="FaceCheck",
            path="face-check",
            title="Face check",
            offer="Show that a living person is at the camera.",
            icon="M4 8V5a1 1 0 0 1 1-1h3M16 4h3a1 1 0 0 1 1 1v3M20 16v3a1 1 0 0 1-1 1h-3M8 20H5a1 1 0 0 1-1-1v-3M9 10v1M15 10v1M9 15q3 2 6 0",
            packages=("@aws-sdk/client-dynamodb", "@aws-sdk/client-rekognition", "@types/aws-lambda"),
            functions=("create-liveness-session", "read-liveness-result"),
            adds="addLiveness",
            grants=True,
            needs_sign_in=True,
            is_local=False,
            calls=True,
        ),
        Feature(
            name="notifications",
            noun="push notifications",
            folder="notifications",
            summary="push notifications for mobile apps (Amazon Connect, AWS End User Messaging)",
            docs="build-a-backend/add-aws-services/notifications/",
            packages=("@aws-amplify/backend-notifications",),
            needs_sign_in=True,
            is_local=False,
        ),
        Feature(
            name="custom-cdk",
            noun="your own resources",
            folder="custom",
            summary="a stack of your own, and overrides of what Amplify makes (AWS CDK)",
            docs="build-a-backend/add-aws-services/custom-resources/",
            adds="addCustomResources",
            guide=True,
            is_local=False,
        ),
    )
}
