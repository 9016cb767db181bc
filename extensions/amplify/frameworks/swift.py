"""iOS, in Swift with SwiftUI."""

from __future__ import annotations

from .framework import Framework

ROW = Framework(
    name="swift",
    label="Swift (iOS)",
    platform="mobile",
    language="swift",
    views="swift",
    form_is_plain=True,
    form_methods=("google", "facebook", "apple", "amazon", "saml", "oidc", "email-otp", "sms-otp", "passkey"),
    form_chooses_factor=True,
    form_attributes=(
        *("address", "birthdate", "family_name", "gender", "given_name", "middle_name", "name", "nickname"),
        *("preferred_username", "profile", "website"),
    ),
    form_sets_up_apps=True,
    has_face_check=True,
    docs_slug="swift",
    push_platform="apns",
    scheme_place="",  # the browser over the app catches its address
    source="App",
    library="AppCore",
    output="AppCore/.build",
    outputs="App/amplify_outputs.json",
    models="App/AmplifyModels",
    scripts={
        "ios": "open App.xcodeproj",
        "build": (
            'xcodebuild build -project App.xcodeproj -scheme App -destination "generic/platform=iOS Simulator" -quiet'
            " CODE_SIGNING_ALLOWED=NO"
        ),
        "test:app": "swift test --package-path AppCore",
    },
    commands={
        "ios": "opens the app in Xcode; it needs a Mac",
        "build": "builds the app for a simulator, without opening Xcode",
        "test:app": "the tests of what the app does, without a simulator; it needs Swift 6, which Xcode brings",
    },
    start=("npm run ios         # opens App.xcodeproj in Xcode, where you press Run; it needs a Mac",),
    layout={
        "App/": "the app, in Swift with SwiftUI, a folder a screen: what people see, and the `Amplify…` types that talk to the backend",
        "App/AmplifyModels/": "written by `npm run models`, and committed",
        "App.xcodeproj/": "the Xcode project, which takes in whatever is in `App/`; its scheme Demo shows the screens without a backend",
        "AppCore/": "what the app does, as a Swift package without SwiftUI and Amplify, with its tests and fakes",
    },
    unformatted=("App/Assets.xcassets",),
    generated=("DerivedData", "xcuserdata", ".swiftpm", "*.xcresult"),
    advice=(
        "Amplify is configured in `App/Backend.swift` alone. Previews, tests and the scheme Demo never configure it: they"
        " use the fakes of `AppCore/`.",
        "Calls of Amplify live in the `Amplify…` types of `App/`, each behind a protocol of `AppCore/`; models of screens know"
        " the protocol, and views know their model. `AppCore/` imports neither SwiftUI nor Amplify, so that its tests run"
        " everywhere.",
        "Every file in `App/` belongs to the app: the project file lists none. It changes for packages and build settings alone.",
        "Swift 6 with strict concurrency: models of screens are `@MainActor @Observable`, what crosses to another task is"
        " `Sendable`. Classes of the data model are made for Swift 5: `npm run models` marks them, and what their files need.",
        "Every call of Amplify goes through `explained`, so that its errors come in words for people.",
    ),
    screen_recipe=(
        "A screen is a folder in `App/` with its view, and one in `AppCore/Sources/AppCore/` with its model, the protocol of its"
        " repository and a fake. `App/MainView.swift` shows the screens: title, symbol and view; `App/Repositories.swift` names"
        " what they talk to, at the backend and in the scheme Demo. To remove the screen of a feature, delete its entries there"
        " and its folders; to add one, add them."
    ),
    lacks={
        "features": {
            **dict.fromkeys(("ai-conversation", "ai-generation"), "Amplify has no AI client for Swift"),
            "pubsub": "Amplify has no client for AWS IoT for Swift",
        },
        "streaming_functions": {"*": "Amplify's client for Swift reads no answer before all of it is there"},
    },
)
