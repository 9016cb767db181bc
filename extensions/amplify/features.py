"""What a backend can hold: one row for each value of `features`, and one for sign-in.

A row says what it brings; the files that gather (backend.ts, package.json, the app's shell, README.md, the message after
copying) loop over the rows of a stack. To add one, add a row, its layers in template/, its choice in questions/ and its
tests.
"""

from __future__ import annotations

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
    offer: str = ""  # what people can do with it, for the welcome page
    component: str | None = None  # the screen that shows it
    loader: str | None = None  # what gives that screen its first contents, where pages are rendered on a server
    needs: tuple[str, ...] = field(default=())  # other features without which the screen has nothing to call
    packages: tuple[str, ...] = field(default=())
    functions: tuple[str, ...] = field(default=())  # those that it brings, in amplify/functions/
    adds: str = ""  # the function in its resource.ts that adds it to a backend, where Amplify has no `define…` for it
    grants: bool = False  # to the roles of people who signed in
    calls: bool = False  # the app calls its functions by an API for people who signed in
    client_packages: tuple[str, ...] = field(default=())  # of its screen
    is_local: bool = True  # the local backend has it
    guide: bool = False  # `amplify/<folder>/README.md` tells how an app uses it

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
    offer="protect your account with a second factor",
    component="SecondFactors",
)

PASSKEYS = Feature(
    name="passkeys",
    noun="passkeys",
    folder="auth",
    summary="",
    docs="build-a-backend/auth/concepts/passwordless/",
    offer="sign in with a passkey instead of a password",
    component="PasskeyList",
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
            offer="keep a to-do list that every open window follows live",
            component="TodoList",
            loader="loadTodos",
        ),
        Feature(
            name="storage",
            noun="files",
            folder="storage",
            summary="the bucket, its folders and who may use them (Amazon S3)",
            docs="build-a-backend/storage/",
            offer="store files",
            component="FileList",
        ),
        Feature(
            name="functions",
            noun="functions",
            folder="functions",
            summary="one folder for each function (AWS Lambda)",
            docs="build-a-backend/functions/",
            offer="call functions",
            component="FunctionCalls",
            needs=("data",),
            packages=("@types/aws-lambda",),
        ),
        Feature(
            name="rest-api",
            noun="a REST API",
            folder="api",
            summary="the routes of the REST API and who may call them (Amazon API Gateway)",
            docs="build-a-backend/add-aws-services/rest-api/",
            offer="call a REST API",
            component="ItemList",
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
            offer="talk to a model",
            component="AssistantChat",
            needs=("data",),
        ),
        Feature(
            name="ai-generation",
            noun="suggestions",
            folder="data",
            summary="",
            docs="ai/generation/",
            offer="have a model suggest to-dos",
            component="TodoSuggestions",
            needs=("data",),
        ),
        Feature(
            name="events",
            noun="messages",
            folder="events",
            summary="channels on which the app publishes and listens (AWS AppSync Events)",
            docs="frontend/data/connect-event-api/",
            offer="send messages that every open window shows at once",
            component="MessageList",
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
            is_local=False,
        ),
        Feature(
            name="pubsub",
            noun="a feed",
            folder="pubsub",
            summary="the topics on which people and devices publish and listen (AWS IoT Core)",
            docs="build-a-backend/add-aws-services/pubsub/",
            offer="follow a feed, on which devices can publish too",
            component="LiveFeed",
            packages=("@aws-sdk/client-iot", "@types/aws-lambda"),
            functions=("attach-iot-policy", "prepare-iot"),
            adds="addPubSub",
            grants=True,
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
            offer="prove that a living person is in front of the camera",
            component="FaceCheck",
            packages=("@aws-sdk/client-dynamodb", "@aws-sdk/client-rekognition", "@types/aws-lambda"),
            functions=("create-liveness-session", "read-liveness-result"),
            adds="addLiveness",
            grants=True,
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
