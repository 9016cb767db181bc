"""Flutter, in Dart, for Android and iOS."""

from __future__ import annotations

from .framework import Framework

ROW = Framework(
    name="flutter",
    label="Flutter",
    platform="mobile",
    language="dart",
    views="flutter",
    shares=("android_sdk",),
    docs_slug="flutter",
    source="lib",
    output="build",
    outputs="lib/amplify_outputs.dart",
    models="lib/models",
    scripts={
        "native": "node scripts/native.mjs",
        "dev": "flutter run",
        "demo": "flutter run --target testing/main_demo.dart",
        "build": "flutter build appbundle",
        "test:app": "flutter test",
        "check:app": "flutter analyze && flutter test",
    },
    commands={
        "native": "makes `android/` and `ios/`, once, with the Flutter of this machine",
        "dev": "builds the app, and runs it on the emulator, simulator or phone that is connected",
        "demo": "the same on the fakes of its tests, without a backend: for a look at the screens",
        "build": "builds the app for Google Play",
        "test:app": "the app's unit and widget tests, on this machine",
        "check:app": "lint, types and tests of the app",
    },
    start=(
        "npm run native      # once: makes android/ and ios/, for you to commit",
        "npm run dev         # the app, on an emulator, a simulator or a phone",
    ),
    layout={
        "lib/": "the app, in Dart. `data/` talks to the backend, `ui/` is what people see, a folder a screen, `l10n/` what they read",
        "lib/models/": "written by `npm run models`, and committed",
        "test/`, `testing/": "tests of the app, and the fakes that they use instead of a backend",
        "android/`, `ios/": "made once by `npm run native`; yours since",
        "pubspec.yaml": "the packages of the app, and their versions",
    },
    native=("android", "ios"),
    generated=(
        ".dart_tool",
        ".flutter-plugins-dependencies",
        "*.iml",
        "*.jks",
        "*.keystore",
        "key.properties",
        "lib/l10n/app_localizations*.dart",
    ),
    # https://dart.dev/language/keywords, and what `flutter create` itself depends on.
    reserved_names=(
        "abstract|as|assert|async|await|break|case|catch|class|const|continue|covariant|default|deferred|do|dynamic|else|enum"
        "|export|extends|extension|external|factory|false|final|finally|for|function|get|hide|if|implements|import|in|inout"
        "|interface|is|late|library|mixin|native|new|null|of|on|operator|out|part|patch|required|rethrow|return|set|show"
        "|source|static|super|switch|sync|this|throw|true|try|typedef|var|void|while|with|yield|collection|flutter|meta"
    ),
    advice=(
        "Amplify is configured in `lib/config/backend.dart` alone, before the app is drawn. Calls of Amplify live in the"
        " `Amplify…Repository` classes of `lib/data/`, behind an interface; view models know the interface, and widgets know their"
        " view model. Tests use the fakes of `testing/`, and never configure Amplify.",
        "`Authenticator` stays above `MaterialApp`, with `builder: Authenticator.builder()`: without the builder, the app is"
        " there before anybody signs in.",
        "Amplify's packages in `pubspec.yaml` have one version, or one of their own that goes with it: raise them together.",
        "Text that people read is in `lib/l10n/app_en.arb`. Paddings say `start` and `end`, never `left` and `right`.",
    ),
    screen_recipe=(
        "A screen is a folder in `lib/ui/`, with its widgets, and its view model where it has one. `lib/ui/home/screens.dart`"
        " lists the screens: title, icon and widget. To remove the screen of a feature, delete its entry, its folder, its tests,"
        " its repository in `lib/data/` and the line in `lib/config/dependencies.dart`; to add one, add them."
    ),
    scheme_place="the intent filter in `android/app/src/main/AndroidManifest.xml`",
    lacks={
        "login_methods": {
            **dict.fromkeys(("email-otp", "sms-otp"), "Amplify's form for Flutter knows no sign-in without a password"),
            "passkey": "Amplify has no passkeys for Flutter",
        },
        "features": {
            **dict.fromkeys(("ai-conversation", "ai-generation"), "Amplify has no AI client for Flutter"),
            "events": "Amplify has no client for AppSync Events for Flutter",
            "geo": "Amplify has no maps for Flutter",
            "liveness": "Amplify has no face check for Flutter",
            "notifications": "Amplify for Flutter asks a phone for its token by Amazon Pinpoint alone, which AWS ends",
            "pubsub": "Amplify has no client for AWS IoT for Flutter",
        },
        "confirmation": {"link": "Amplify's form for Flutter asks for a code"},
        "account_recovery": {"NONE": "Amplify's form for Flutter offers to reset a forgotten password"},
        "user_attributes": dict.fromkeys(
            ("locale!", "profilePage!", "profilePicture!", "timezone!", "website!"),
            "Amplify's form for Flutter has no field for it",
        ),
        "streaming_functions": {"*": "Amplify's client for Flutter reads no answer before all of it is there"},
    },
)
