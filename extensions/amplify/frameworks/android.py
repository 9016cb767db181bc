"""Android, in Kotlin with Jetpack Compose."""

from __future__ import annotations

from .framework import Framework

ROW = Framework(
    name="android",
    label="Android (Kotlin)",
    platform="mobile",
    language="kotlin",
    views="android",
    shares=("android_sdk",),
    form_is_plain=True,
    form_attributes=(
        *("birthdate", "family_name", "given_name", "middle_name", "name", "nickname"),
        *("preferred_username", "profile", "website"),
    ),
    form_methods=("google", "facebook", "apple", "amazon", "saml", "oidc", "email-otp", "sms-otp", "passkey"),
    form_sets_up_apps=True,
    docs_slug="android",
    source="app/src/main",
    output="app/build",
    outputs="app/src/main/res/raw/amplify_outputs.json",
    models="app/src/models/java",
    scripts={
        "native": "node scripts/native.mjs",
        "android": "node scripts/gradle.mjs installDebug",
        "demo": "node scripts/gradle.mjs installDemo",
        "build": "node scripts/gradle.mjs assembleDebug",
        "test:app": "node scripts/gradle.mjs ktlintCheck testDebugUnitTest",
    },
    commands={
        "native": "makes Gradle's wrapper, once, with the Gradle of this machine",
        "android": "builds the app, and puts it on the emulator or phone that is connected",
        "demo": "the same without a backend: the screens on the fakes of `data/`, for whom nobody signs in",
        "build": "builds the app for emulators and phones of testers",
        "test:app": "the app's style and its unit tests, on this machine",
    },
    start=(
        "npm run native      # once: makes Gradle's wrapper, for you to commit",
        "npm run android     # builds the app for the emulator that runs, as Android Studio does",
    ),
    layout={
        "app/": "the app, in Kotlin with Jetpack Compose. `data/` talks to the backend, `ui/` is what people see, a folder a screen",
        "app/src/demo/": "the build type `demo`: the same screens on fakes",
        "app/src/models/": "written by `npm run models`, and committed",
        "gradle/libs.versions.toml": "the version of every library",
    },
    scheme_place="the intent filter in `app/src/main/AndroidManifest.xml`",
    push_platform="fcm",
    has_face_check=True,
    has_workflow=True,
    generated=(
        ".gradle",
        ".kotlin",
        "build",
        "captures",
        "local.properties",
        "*.jks",
        "*.keystore",
    ),
    advice=(
        "Amplify is configured in the `Application` class alone, which the manifest names. Previews and unit tests never"
        " configure it: they use the fakes of `data/`.",
        "Calls of Amplify live in the `Amplify…Repository` classes of `data/`, behind an interface; view models know the interface,"
        " and composables know the state of their view model.",
        "Versions stand in `gradle/libs.versions.toml` alone. `isCoreLibraryDesugaringEnabled` stays: without it the app"
        " crashes on Android 7, and nowhere else.",
        "Text that people read is in `res/values/strings.xml`. Margins say `start` and `end`, never `left` and `right`.",
    ),
    screen_recipe=(
        "A screen is a folder in `ui/` with its composable and its view model. `ui/Screen.kt` lists the screens: title and"
        " icon; `ui/MainScreen.kt` shows them; `data/Repositories.kt` names what they talk to, which `App` and the demo have."
        " To remove the screen of a feature, delete its entry, its folder and its repository; to add one, add them."
    ),
    lacks={
        "features": {
            **dict.fromkeys(("ai-conversation", "ai-generation"), "Amplify has no AI client for Android"),
            "pubsub": "Amplify has no client for AWS IoT for Android",
        },
        "data_authorization": {
            "guest": "Amplify's library for Android cannot read the rule that lets visitors in",
            "oidc": "Amplify's library for Android follows no model with two kinds of owners",
        },
        "geo_kind": {"geofences": "Amplify has no geofences for Android"},
    },
)
