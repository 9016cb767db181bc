"""How people sign in: what `login_methods` and the questions after it mean for Amazon Cognito."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from .answers import Answers, pair, several
from .existing_auth import ExistingAuth
from .frameworks import Framework
from .functions import kebab_case

# Where the claims of SAML servers are named, https://docs.oasis-open.org/imi/identity/v1.0/ (5.1).
SAML_CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"


@dataclass(frozen=True)
class Provider:
    """Somebody else who knows the people: one entry of `loginWith.externalProviders`."""

    name: str  # what `signInWithRedirect` calls it
    label: str
    key: str  # of the option in `externalProviders`
    secrets: Mapping[str, str]  # names of secrets by the option that needs them
    scopes: tuple[str, ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict)  # what it tells by these scopes, by attribute
    is_forgetful: bool = False  # tells names at the first sign-in only
    issuer: str = ""  # of OIDC
    metadata: str = ""  # of SAML: a URL, or nothing when it is a file
    console: str = ""  # where the app is registered
    has_button: bool = False  # in the official sign-in form

    @property
    def cognito_name(self) -> str:
        """Its name in the user pool; Cognito has its own for those that it knows."""
        return {"amazon": "LoginWithAmazon", "apple": "SignInWithApple"}.get(self.name.lower(), self.name)

    @property
    def cognito_type(self) -> str:
        return {"oidc": "OIDC", "saml": "SAML"}.get(self.key, self.cognito_name)

    @property
    def email_claim(self) -> str:
        return f"{SAML_CLAIMS}/emailaddress" if self.key == "saml" else "email"

    @property
    def reads_file(self) -> bool:
        """The metadata of the SAML server is a file in amplify/auth/."""
        return self.key == "saml" and not self.metadata

    @property
    def redirect_path(self) -> str:
        """What follows the user pool's domain in the redirect URI that the provider must know."""
        return "/saml2/idpresponse" if self.key == "saml" else "/oauth2/idpresponse"


def _client(prefix: str) -> dict[str, str]:
    return {"clientId": f"{prefix}_CLIENT_ID", "clientSecret": f"{prefix}_CLIENT_SECRET"}


# What providers call what Cognito keeps of people: aws-cdk-lib, ProviderAttribute, without what needs further scopes.
OPENID_PROFILE: Mapping[str, str] = {
    "birthdate": "birthdate",
    "familyName": "family_name",
    "fullname": "name",
    "gender": "gender",
    "givenName": "given_name",
    "lastUpdateTime": "updated_at",
    "locale": "locale",
    "middleName": "middle_name",
    "nickname": "nickname",
    "preferredUsername": "preferred_username",
    "profilePage": "profile",
    "profilePicture": "picture",
    "timezone": "zoneinfo",
    "website": "website",
}
SAML_PROFILE: Mapping[str, str] = {
    "address": f"{SAML_CLAIMS}/streetaddress",
    "birthdate": f"{SAML_CLAIMS}/dateofbirth",
    "familyName": f"{SAML_CLAIMS}/surname",
    "fullname": f"{SAML_CLAIMS}/name",
    "gender": f"{SAML_CLAIMS}/gender",
    "givenName": f"{SAML_CLAIMS}/givenname",
    "website": f"{SAML_CLAIMS}/webpage",
}

# Values of `login_methods` that need no more than secrets; the names of those are the documentation's.
SOCIAL: Mapping[str, Provider] = {
    "google": Provider(
        name="Google",
        label="Google",
        key="google",
        secrets=_client("GOOGLE"),
        scopes=("openid", "email", "profile"),
        claims={
            "familyName": "family_name",
            "fullname": "name",
            "givenName": "given_name",
            "profilePicture": "picture",
        },
        console="https://console.cloud.google.com/apis/credentials",
        has_button=True,
    ),
    "facebook": Provider(
        name="Facebook",
        label="Facebook",
        key="facebook",
        secrets=_client("FACEBOOK"),
        scopes=("public_profile", "email"),
        claims={
            "familyName": "last_name",
            "fullname": "name",
            "givenName": "first_name",
            "middleName": "middle_name",
            "profilePicture": "picture",
        },
        console="https://developers.facebook.com/apps/",
        has_button=True,
    ),
    "apple": Provider(
        name="Apple",
        label="Apple",
        key="signInWithApple",
        secrets={
            "clientId": "SIWA_CLIENT_ID",
            "keyId": "SIWA_KEY_ID",
            "privateKey": "SIWA_PRIVATE_KEY",
            "teamId": "SIWA_TEAM_ID",
        },
        scopes=("email", "name"),
        claims={"familyName": "lastName", "givenName": "firstName"},
        is_forgetful=True,
        console="https://developer.apple.com/account/resources/identifiers/list/serviceId",
        has_button=True,
    ),
    "amazon": Provider(
        name="Amazon",
        label="Amazon",
        key="loginWithAmazon",
        secrets=_client("LOGINWITHAMAZON"),
        scopes=("profile",),
        claims={"fullname": "name"},
        console="https://developer.amazon.com/loginwithamazon/console/site/lwa/overview.html",
        has_button=True,
    ),
}

# What defineAuth calls an attribute, and what Cognito does (facts of OpenID Connect, core 5.1).
STANDARD_ATTRIBUTES: Mapping[str, str] = {
    "address": "address",
    "birthdate": "birthdate",
    "email": "email",
    "familyName": "family_name",
    "fullname": "name",
    "gender": "gender",
    "givenName": "given_name",
    "lastUpdateTime": "updated_at",
    "locale": "locale",
    "middleName": "middle_name",
    "nickname": "nickname",
    "phoneNumber": "phone_number",
    "preferredUsername": "preferred_username",
    "profilePage": "profile",
    "profilePicture": "picture",
    "timezone": "zoneinfo",
    "website": "website",
}
# Those that the official sign-up form has no field for: a label and an example of each, by Cognito's name.
OWN_FIELDS: Mapping[str, tuple[str, str]] = {
    "address": ("Postal address", "12 Elm Street, Springfield"),
    "gender": ("Gender", ""),
    "locale": ("Language", "en-GB"),
    "picture": ("Link to your picture", "https://example.com/ada.png"),
    "zoneinfo": ("Time zone", "Europe/Berlin"),
}
# What is typed into the other fields of a sign-up form, `text` unless said, and how browsers fill them in (HTML, 4.10.18.7).
FORM_INPUTS: Mapping[str, tuple[str, str]] = {
    "address": ("text", "street-address"),
    "birthdate": ("date", "bday"),
    "family_name": ("text", "family-name"),
    "gender": ("text", "sex"),
    "given_name": ("text", "given-name"),
    "locale": ("text", "language"),
    "middle_name": ("text", "additional-name"),
    "name": ("text", "name"),
    "nickname": ("text", "nickname"),
    "picture": ("url", "photo"),
    "profile": ("url", "url"),
    "website": ("url", "url"),
}
SAML_OPTIONS = ("signed-requests", "encrypted-assertions")
CUSTOM_TYPES = ("String", "Number", "Boolean", "DateTime")
MFA_METHODS = ("totp", "sms", "email")
ACCOUNT_RECOVERY = (
    "EMAIL_ONLY",
    "PHONE_ONLY_WITHOUT_MFA",
    "EMAIL_AND_PHONE_WITHOUT_MFA",
    "PHONE_WITHOUT_MFA_AND_EMAIL",
    "PHONE_AND_EMAIL",
    "NONE",
)


@dataclass(frozen=True)
class Attribute:
    """What Cognito keeps of a person besides the addresses: `fullname`, `birthdate!`, `custom:plan`, `custom:seats=Number`."""

    text: str

    @property
    def key(self) -> str:
        """Its name in `userAttributes`."""
        return self.text.split("=")[0].rstrip("!").strip()

    @property
    def is_custom(self) -> bool:
        return self.key.startswith("custom:")

    @property
    def is_required(self) -> bool:
        return self.text.rstrip().endswith("!")

    @property
    def data_type(self) -> str:
        """Of a custom attribute."""
        return self.text.partition("=")[2].strip() or "String"

    @property
    def schema_name(self) -> str:
        """Its name in the schema of a user pool, where custom attributes have no prefix."""
        return self.cognito_name.removeprefix("custom:")

    @property
    def own_field(self) -> tuple[str, str] | None:
        """Label and example of what the sign-up form must ask for beside its own fields."""
        return OWN_FIELDS.get(self.cognito_name) if self.is_required else None

    @property
    def label(self) -> str:
        """Of its field in the sign-up form."""
        return self.own_field[0] if self.own_field else self.cognito_name.replace("_", " ").title()

    @property
    def example(self) -> str:
        """In an empty field."""
        return self.own_field[1] if self.own_field else ""

    @property
    def input_type(self) -> str:
        """Of its field in HTML."""
        return FORM_INPUTS.get(self.cognito_name, ("text", ""))[0]

    @property
    def autocomplete(self) -> str:
        """How browsers fill it in."""
        return FORM_INPUTS.get(self.cognito_name, ("", "off"))[1]

    @property
    def sample(self) -> str:
        """What somebody could tell there."""
        if self.cognito_name == "birthdate":
            return "1815-12-10"
        return "https://example.com/ada" if self.cognito_name in ("picture", "profile", "website") else "Ada"

    @property
    def cognito_name(self) -> str:
        return self.key if self.is_custom else STANDARD_ATTRIBUTES.get(self.key, self.key)


@dataclass(frozen=True)
class Trigger:
    """A function that Cognito calls: `preSignUp`."""

    name: str

    @property
    def folder(self) -> str:
        """Below amplify/auth/, and the name of the function."""
        return kebab_case(self.name)

    @property
    def config_name(self) -> str:
        """In the `LambdaConfig` of a user pool."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def type(self) -> str:
        """Of its handler, in @types/aws-lambda."""
        return f"{self.config_name}TriggerHandler"


TRIGGERS = (
    "preSignUp",
    "postConfirmation",
    "preAuthentication",
    "postAuthentication",
    "preTokenGeneration",
    "customMessage",
    "userMigration",
    "defineAuthChallenge",
    "createAuthChallenge",
    "verifyAuthChallengeResponse",
)
CHALLENGE_TRIGGERS = TRIGGERS[-3:]
# What the official form cannot take part in: it answers no challenge of one's own, and never sends a password.
CLIENT_TRIGGERS = ("userMigration", *CHALLENGE_TRIGGERS)

LOGIN_METHODS = ("email", "phone", "email-otp", "sms-otp", "passkey", *SOCIAL, "saml", "oidc", "none")
FEDERATED = (*SOCIAL, "saml", "oidc")


def label_of(name: str) -> str:
    """A provider's name as people read it: "Acme login" for `acme-login`."""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class SignIn:
    """What `amplify/auth/resource.ts` offers. Empty where nobody signs in."""

    methods: frozenset[str] = frozenset()
    providers: tuple[Provider, ...] = ()
    addresses: tuple[str, ...] = ()  # of the app, each with a slash at the end
    schemes: tuple[str, ...] = ()  # of its clients on phones, each as in `fieldnotes://`
    page: str = ""  # below an address: where people come back to after signing in elsewhere
    passkey_domain: str = ""  # empty where Amplify finds it out
    mfa: str = "off"
    mfa_methods: tuple[str, ...] = ()
    email_sender: str = ""
    account_recovery: str = ""  # empty where Amplify's own choice is meant
    confirms_by_link: bool = False
    password_length: int = 8
    groups: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    saml_options: tuple[str, ...] = ()
    existing: ExistingAuth | None = None  # Cognito resources that the backend does not define
    has_form: bool = True  # Amplify has a sign-in form for the framework
    form_is_plain: bool = False  # and that knows nothing but a password,
    form_attributes: tuple[str, ...] = ()  # these attributes,
    form_methods: tuple[str, ...] = ()  # these ways to sign in
    form_sets_up_apps: bool = False  # and authenticator apps
    chooses_factor: bool = True  # the form of the framework lets people choose how to prove who they are

    @classmethod
    def of(cls, answers: Answers, framework: Framework | None) -> Self:
        """The sign-in of these answers; an answer that a rule refuses counts as missing."""
        methods = frozenset(several(answers.login_methods)) if answers.signs_in else frozenset()
        addresses = framework.addresses if framework else ()
        page = framework.sign_in_page if framework else ""
        form: dict[str, Any] = {
            "has_form": not framework or framework.has_official_form,
            "form_is_plain": bool(framework and framework.form_is_plain),
            "form_methods": framework.form_methods if framework else (),
            "form_attributes": framework.form_attributes if framework else (),
            "form_sets_up_apps": bool(framework and framework.form_sets_up_apps),
            "chooses_factor": not framework or framework.form_chooses_factor,
        }
        if methods and (existing := ExistingAuth.of(answers)):
            custom = existing.identity_providers if methods & {"saml", "oidc"} else ()
            return cls(
                methods=methods,
                providers=(
                    *(row for name, row in SOCIAL.items() if name in methods),
                    *(Provider(name=name, label=label_of(name), key="", secrets={}) for name in custom),
                ),
                addresses=addresses,
                page=page,
                groups=several(answers.user_groups),
                existing=existing,
                **form,
            )
        oidc = several(answers.oidc_providers) if "oidc" in methods else ()
        saml = answers.saml_provider if "saml" in methods else None
        urls = several(answers.app_urls) if methods & set(FEDERATED) else ()
        return cls(
            methods=methods,
            providers=(
                *(row for name, row in SOCIAL.items() if name in methods),
                *(_oidc(text) for text in oidc),
                *((_saml(saml),) if saml else ()),
            ),
            addresses=(
                *addresses,
                *dict.fromkeys(url if url.endswith("/") else f"{url}/" for url in urls if not url.endswith("://")),
            ),
            schemes=tuple(dict.fromkeys(url for url in urls if url.endswith("://") and not framework)),
            page=page,
            passkey_domain=(answers.passkey_domain or "") if "passkey" in methods else "",
            **(_settings(answers) if methods and answers.is_advanced else {}),
            **form,
        )

    @property
    def layers(self) -> dict[str, bool]:
        return {
            "no_auth": not self.methods,
            "own_user_pool": self.owns_accounts,
            "existing_user_pool": bool(self.existing),
            "own_challenge": self.calls("defineAuthChallenge"),
            "saml_file": self.reads_file,
            "federated": self.returns_to_app,
            "custom_providers": bool(self.custom_providers),
            "link_confirmation": self.confirms_by_link,
            "own_form": bool(self.methods) and not self.has_official_form,
            "form_fields": self.changes_fields,
            "sign_in_steps": self.explains_steps,
            "sign_in_options": self.changes_fields or self.returns_to_app or self.explains_steps,
            "factor_choice": self.factor_choice,
            "passkeys": self.passkey,
            "second_factors": self.chooses_second_factors,
            "totp": "totp" in self.mfa_methods,
        }

    @property
    def has_official_form(self) -> bool:
        """Amplify has a form for all of this; else the app has its own."""
        return self.has_form and (self.is_plain or not self.form_is_plain)

    @property
    def is_plain(self) -> bool:
        """People sign in with one kind of address, a password and codes in messages, and tell what a plain form asks.

        And by what else the form of their client has.
        """
        sets_up_app = self.mfa == "required" and "totp" in self.mfa_methods and not self.form_sets_up_apps
        asked = all(attribute.cognito_name in self.form_attributes for attribute in self.required_attributes)
        more = not asked or self.confirms_by_link or sets_up_app or self.account_recovery == "NONE"
        known = self.methods <= {"email", "phone", *self.form_methods} and self.email != self.phone
        return known and not more

    @property
    def owns_accounts(self) -> bool:
        """The user pool belongs to the backend, and has not existed before."""
        return bool(self.methods) and not self.existing

    @property
    def role_groups(self) -> tuple[str, ...]:
        """Groups whose members get a role of their own instead of the one of everybody who signed in."""
        return self.existing.groups if self.existing else self.groups

    @property
    def has_mfa(self) -> bool:
        return self.mfa != "off"

    @property
    def chooses_second_factors(self) -> bool:
        """People turn them on themselves; where everybody has one, the official form sets it up at sign-in."""
        return self.mfa == "optional"

    @property
    def shows_keys(self) -> bool:
        """The app shows the key of an authenticator app; so does the official form by itself."""
        return "totp" in self.mfa_methods and (self.chooses_second_factors or not self.has_official_form)

    @property
    def default_recovery(self) -> str:
        """What Amplify chooses, unless codes by e-mail are the second factor: then they cannot be all there is."""
        if "email" in self.mfa_methods:
            return "PHONE_AND_EMAIL" if self.phone else "NONE"
        return self.amplifys_recovery

    @property
    def email(self) -> bool:
        """People have an e-mail address to sign in with."""
        return bool(self.methods & {"email", "email-otp"})

    @property
    def phone(self) -> bool:
        """People have a phone number to sign in with."""
        return bool(self.methods & {"phone", "sms-otp"})

    @property
    def two_addresses(self) -> bool:
        """People sign in with either."""
        return self.email and self.phone

    @property
    def required_attributes(self) -> tuple[Attribute, ...]:
        """What everybody tells who signs up, besides the addresses."""
        return tuple(attribute for attribute in self.attributes if attribute.is_required)

    @property
    def own_fields(self) -> tuple[Attribute, ...]:
        """What the sign-up form must ask for beside its own fields."""
        return tuple(attribute for attribute in self.attributes if attribute.own_field)

    @property
    def changes_fields(self) -> bool:
        """The official form needs to be told about its fields."""
        return self.has_official_form and (self.two_addresses or bool(self.own_fields))

    @property
    def explains_steps(self) -> bool:
        """Signing in may lead where the official form has no screen."""
        has_gaps = (self.is_passwordless and self.chooses_factor) or self.account_recovery == "NONE"
        return self.has_official_form and has_gaps

    @property
    def email_otp(self) -> bool:
        return "email-otp" in self.methods

    @property
    def sms_otp(self) -> bool:
        return "sms-otp" in self.methods

    @property
    def passkey(self) -> bool:
        return "passkey" in self.methods

    @property
    def is_passwordless(self) -> bool:
        """There are ways besides the password, which Cognito always allows."""
        return self.email_otp or self.sms_otp or self.passkey

    @property
    def signs_up_without_password(self) -> bool:
        """An account needs none where a code does instead."""
        return self.email_otp or self.sms_otp

    @property
    def is_federated(self) -> bool:
        return bool(self.providers)

    @property
    def sends_sms(self) -> bool:
        """Amazon SNS sends codes."""
        return self.phone or "sms" in self.mfa_methods

    @property
    def needs_preparation(self) -> bool:
        """Something has to be set up besides the backend, or is worth knowing before people sign in."""
        return bool(self.is_federated or self.passkey or self.sends_sms or self.email_otp or self.email_sender)

    @property
    def needs_domain(self) -> bool:
        """Cognito shows pages of its own: on the way to providers, or for links in messages."""
        return self.is_federated or self.confirms_by_link

    def calls(self, trigger: str) -> bool:
        """Cognito calls a function at this moment."""
        return any(row.name == trigger for row in self.triggers)

    @property
    def amplifys_recovery(self) -> str:
        """What Amplify chooses when nothing is said."""
        return "EMAIL_ONLY" if self.email else "PHONE_ONLY_WITHOUT_MFA"

    @property
    def returns_to_app(self) -> bool:
        """People sign in elsewhere and come back, even if it is not said yet where that is."""
        return bool(self.methods & set(FEDERATED))

    @property
    def lacks_apple(self) -> bool:
        """People have an account elsewhere to sign in with, but none that Apple wants beside it."""
        return bool(self.methods & SOCIAL.keys()) and "apple" not in self.methods

    @property
    def reads_file(self) -> bool:
        """The metadata of a SAML server is a file that somebody has to fetch."""
        return any(provider.reads_file for provider in self.providers)

    @property
    def custom_providers(self) -> tuple[Provider, ...]:
        """Those for which the official form has no button."""
        return tuple(row for row in self.providers if not (row.has_button and self.has_official_form))

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret that a deployment needs."""
        if self.existing:
            return ()
        return tuple(name for provider in self.providers for name in provider.secrets.values())

    @property
    def redirects(self) -> tuple[tuple[str, str], ...]:
        """What each provider must know: its name, and the URI, in which DOMAIN is the user pool's."""
        if self.existing:
            return ()
        return tuple((row.label, f"https://DOMAIN{row.redirect_path}") for row in self.providers)

    def mapping(self, provider: Provider) -> dict[str, str]:
        """What Cognito takes over from a provider, by attribute. Amplify maps addresses itself, unless people have phone numbers."""
        email = {"email": provider.email_claim} if self.phone or provider.key == "saml" else {}
        keys = [attribute.key for attribute in self.attributes]
        return email | {key: provider.claims[key] for key in keys if key in provider.claims}

    @property
    def preferred_challenge(self) -> str:
        """What the form asks for first. Without a preference it asks for a password that it then ignores."""
        if self.factor_choice or self.methods & {"email", "phone"}:
            return "PASSWORD"
        return "EMAIL_OTP" if self.email_otp else "SMS_OTP"

    @property
    def factor_choice(self) -> bool:
        """The form of the framework cannot ask how somebody wants to sign in, so the app does."""
        return self.is_passwordless and not self.chooses_factor


def _settings(answers: Answers) -> dict[str, Any]:
    """The fields that only somebody who asked for advanced settings changes."""
    mfa = answers.mfa or "off"
    mfa_methods = several(answers.mfa_methods) if mfa != "off" else ()
    asks_saml = "saml" in several(answers.login_methods) and answers.saml_provider
    saml = several(answers.saml_options) if asks_saml else ()
    triggers = several(answers.auth_triggers)
    return {
        "mfa": mfa,
        "mfa_methods": tuple(name for name in MFA_METHODS if name in mfa_methods),
        "email_sender": answers.email_sender or "",
        "account_recovery": answers.account_recovery or "",
        "confirms_by_link": answers.confirmation == "link",
        "password_length": answers.password_length if isinstance(answers.password_length, int) else 8,
        "groups": several(answers.user_groups),
        "attributes": tuple(map(Attribute, several(answers.user_attributes))),
        "saml_options": tuple(name for name in SAML_OPTIONS if name in saml),
        "triggers": tuple(Trigger(name) for name in TRIGGERS if name in triggers),
    }


def _oidc(text: str) -> Provider:
    name, issuer = pair(text)
    prefix = name.upper().replace("-", "_")
    return Provider(
        name=name,
        label=label_of(name),
        key="oidc",
        secrets=_client(prefix),
        scopes=("openid", "email", "profile"),
        claims=OPENID_PROFILE,
        issuer=issuer,
    )


def _saml(text: str) -> Provider:
    name, metadata = pair(text)
    return Provider(
        name=name,
        label=label_of(name),
        key="saml",
        secrets={},
        claims=SAML_PROFILE,
        metadata="" if metadata == "file" else metadata,
    )
