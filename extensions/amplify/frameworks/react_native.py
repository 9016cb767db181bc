"""React Native, with Expo or with the community's command line alone."""

from __future__ import annotations

from dataclasses import replace

from . import react
from .framework import Framework

PACKAGES = (
    "@aws-amplify/react-native",
    "@react-native-async-storage/async-storage",
    "@react-native-community/netinfo",
    "react",
    "react-native",
    "react-native-get-random-values",
    "react-native-safe-area-context",
    "@react-native/jest-preset",
    "@testing-library/react-native",
    "@types/jest",
    "@types/react",
    "eslint",
    "jest",
    "test-renderer",
)

ORDER = (
    "begins with `react-native-get-random-values`, then `@aws-amplify/react-native`: in another order,"
    " signing in fails on a phone and nowhere else."
)
NO_BROWSER = (
    "Nothing of a browser exists: no `window`, `document`, `localStorage`, no HTML and no CSS. Everything that people"
    " press has a role and a name; styles say `start` and `end`, never `left` and `right`."
)

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
    shares=("react_hooks", "android_sdk"),
    docs_slug="react-native",
    source="src",
    library="src/lib",
    components="src/components",
    output="dist",
    catalog="expo",
    packages=(
        *PACKAGES,
        "expo",
        "expo-constants",
        "expo-dev-client",
        "expo-status-bar",
        "expo-system-ui",
        "eslint-config-expo",
        "jest-expo",
    ),
    sign_in_packages=("@aws-amplify/ui-react-native",),
    redirect_packages=("@aws-amplify/rtn-web-browser",),
    passkey_packages=("@aws-amplify/rtn-passkeys",),
    file_packages=("expo-document-picker",),
    id_packages=("uuid",),
    sign_in_overrides=react.ROW.sign_in_overrides,
    scripts={
        "dev": "expo start",
        "android": "expo run:android",
        "ios": "expo run:ios",
        "build": "expo export --platform android --platform ios",
        "lint": "eslint . --max-warnings 0",
        "test": "jest",
    },
    typecheck="tsc",
    local_backend="__DEV__",
    generated=("android", "ios", ".expo", "expo-env.d.ts"),
    advice=(
        "It is a development build, never Expo Go, which has none of Amplify's native modules. After a package with native"
        " code was added or removed, or `app.json` changed: `npm run android` or `npm run ios` builds it anew.",
        f"`index.ts` {ORDER}",
        "Add packages with `npx expo install`, which knows the versions of this SDK. `android/` and `ios/` are generated:"
        " change `app.json` instead.",
        NO_BROWSER,
    ),
    lacks={
        "features": {
            "geo": "Amplify has no maps for React Native",
            "liveness": "Amplify has no face check for React Native",
            "kinesis": "React Native's app has not been tried with it yet",
            "notifications": "React Native's app does not register for them yet",
        },
        "streaming_functions": {"*": "Amplify's client for React Native reads no answer before all of it is there"},
    },
)

BARE = replace(
    EXPO,
    variant="bare",
    variant_label="bare",
    packages=(
        *PACKAGES,
        "@babel/core",
        "@babel/runtime",
        "@react-native-community/cli",
        "@react-native-community/cli-platform-android",
        "@react-native-community/cli-platform-ios",
        "@react-native-community/template",
        "@react-native/babel-preset",
        "@react-native/eslint-config",
        "@react-native/metro-config",
        "@react-native/typescript-config",
    ),
    file_packages=("@react-native-documents/picker",),
    overrides={"eslint-plugin-ft-flow": {"eslint": "$eslint"}},  # it knows ESLint 8, and runs with 9
    scripts={
        "dev": "react-native start --host 127.0.0.1",  # it would listen to the whole network
        "native": "node scripts/native.mjs",
        "android": "react-native run-android",
        "ios": "react-native run-ios",
        "build": "node scripts/bundle.mjs",
        "lint": "eslint . --max-warnings 0",
        "test": "jest",
    },
    native=("android", "ios"),
    reserved_names=r".*helloworld.*|react",
    generated=(
        "android/.gradle",
        "android/.kotlin",
        "android/build",
        "android/app/build",
        "android/app/.cxx",
        "android/local.properties",
        "*.keystore",
        "!debug.keystore",
        "ios/build",
        "ios/Pods",
        "ios/.xcode.env.local",
        "xcuserdata",
        "vendor/bundle",
    ),
    advice=(
        "`android/` and `ios/` belong to the project: `npm run native` made them once, and leaves them alone since."
        " After a package with native code was added or removed, `npm run android` or `npm run ios` builds the app anew.",
        f"`index.js` {ORDER}",
        "The packages of React Native have one version, its template among them: raise them together.",
        NO_BROWSER,
    ),
)
