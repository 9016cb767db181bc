"""React Native, with Expo."""

from __future__ import annotations

from . import react
from .framework import Framework

NO_SCREEN = "React Native's app has no screen for it yet"

EXPO = Framework(
    name="react_native",
    variant="expo",
    question="react_native_variant",
    label="React Native",
    variant_label="Expo",
    platform="mobile",
    views="react_native",
    form_is_plain=True,
    form_chooses_factor=True,
    shares=("react_hooks",),
    docs_slug="react-native",
    source="src",
    library="src/lib",
    components="src/components",
    output="dist",
    catalog="expo",
    packages=(
        "@aws-amplify/react-native",
        "@react-native-async-storage/async-storage",
        "@react-native-community/netinfo",
        "expo",
        "expo-constants",
        "expo-dev-client",
        "expo-status-bar",
        "expo-system-ui",
        "react",
        "react-native",
        "react-native-get-random-values",
        "react-native-safe-area-context",
        "@react-native/jest-preset",
        "@testing-library/react-native",
        "@types/jest",
        "@types/react",
        "eslint",
        "eslint-config-expo",
        "jest",
        "jest-expo",
        "test-renderer",
    ),
    sign_in_packages=("@aws-amplify/ui-react-native",),
    redirect_packages=("@aws-amplify/rtn-web-browser",),
    passkey_packages=("@aws-amplify/rtn-passkeys",),
    file_packages=("expo-document-picker",),
    overrides=react.ROW.overrides,
    scripts={
        "dev": "expo start",
        "android": "expo run:android",
        "ios": "expo run:ios",
        "build": "expo export --platform android --platform ios",
        "lint": "eslint .",
        "test": "jest",
    },
    typecheck="tsc",
    local_backend="__DEV__",
    generated=("android", "ios", ".expo", "expo-env.d.ts"),
    advice=(
        "It is a development build, never Expo Go, which has none of Amplify's native modules. After a package with native"
        " code was added or removed, or `app.json` changed: `npm run android` or `npm run ios` builds it anew.",
        "`index.ts` begins with `react-native-get-random-values`, then `@aws-amplify/react-native`: in another order,"
        " signing in fails on a phone and nowhere else.",
        "Add packages with `npx expo install`, which knows the versions of this SDK. `android/` and `ios/` are generated:"
        " change `app.json` instead.",
        "Nothing of a browser exists: no `window`, `document`, `localStorage`, no HTML and no CSS. Everything that people"
        " press has a role and a name; styles say `start` and `end`, never `left` and `right`.",
    ),
    lacks={
        "features": {
            **dict.fromkeys(("rest-api", "ai-conversation", "ai-generation", "events", "pubsub"), NO_SCREEN),
            "geo": "Amplify has no maps for React Native",
            "liveness": "Amplify has no face check for React Native",
            "kinesis": "React Native's app has not been tried with it yet",
            "notifications": "React Native's app does not register for them yet",
        },
        "streaming_functions": {"*": "React Native reads no answer before all of it is there"},
    },
)
