"""How people sign in: what `login_methods` and the questions after it mean for Amazon Cognito."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from .answers import Answers
from .frameworks import Framework

# The claim in which SAML servers send an e-mail address, https://docs.oasis-open.org/imi/identity/v1.0/ (5.1).
SAML_EMAIL = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress"


@dataclass(frozen=True)
class Provider:
    """Somebody else who knows the people: one entry of `loginWith.externalProviders`."""

    name: str  # what `signInWithRedirect` calls it
    label: str
    key: str  # of the option in `externalProviders`
    secrets: Mapping[str, str]  # names of secrets by the option that needs them
    scopes: tuple[str, ...] = ()
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
        return SAML_EMAIL if self.key == "saml" else "email"

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


# Values of `login_methods` that need no more than secrets; the names of those are the documentation's.
SOCIAL: Mapping[str, Provider] = {
    "google": Provider(
        name="Google",
        label="Google",
        key="google",
        secrets=_client("GOOGLE"),
        scopes=("openid", "email", "profile"),
        console="https://console.cloud.google.com/apis/credentials",
        has_button=True,
    ),
    "facebook": Provider(
        name="Facebook",
        label="Facebook",
        key="facebook",
        secrets=_client("FACEBOOK"),
        scopes=("public_profile", "email"),
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
        console="https://developer.apple.com/account/resources/identifiers/list/serviceId",
        has_button=True,
    ),
    "amazon": Provider(
        name="Amazon",
        label="Amazon",
        key="loginWithAmazon",
        secrets=_client("LOGINWITHAMAZON"),
        scopes=("profile",),
        console="https://developer.amazon.com/loginwithamazon/console/site/lwa/overview.html",
        has_button=True,
    ),
}

LOGIN_METHODS = ("email", "phone", "email-otp", "sms-otp", "passkey", *SOCIAL, "saml", "oidc", "none")
FEDERATED = (*SOCIAL, "saml", "oidc")


def provider_of(text: str) -> tuple[str, str]:
    """Name and address of `name=address`."""
    name, _, address = text.partition("=")
    return name.strip(), address.strip()


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
    page: str = ""  # below an address: where people come back to after signing in elsewhere
    passkey_domain: str = ""  # empty where Amplify finds it out
    chooses_factor: bool = True  # the official form of the framework lets people choose how to prove who they are

    @classmethod
    def of(cls, answers: Answers, framework: Framework | None) -> Self:
        """The sign-in of these answers; an answer that a rule refuses counts as missing."""
        chosen = answers.login_methods if isinstance(answers.login_methods, tuple) else ()
        methods = frozenset(chosen) - {"none"}
        oidc = answers.oidc_providers if "oidc" in methods and isinstance(answers.oidc_providers, tuple) else ()
        saml = answers.saml_provider if "saml" in methods else None
        urls = answers.app_urls if methods & set(FEDERATED) and isinstance(answers.app_urls, tuple) else ()
        return cls(
            methods=methods if "none" not in chosen else frozenset(),
            providers=(
                *(row for name, row in SOCIAL.items() if name in methods),
                *(_oidc(text) for text in oidc),
                *((_saml(saml),) if saml else ()),
            ),
            addresses=(
                *(framework.addresses if framework else ()),
                *dict.fromkeys(url if url.endswith("/") else f"{url}/" for url in urls),
            ),
            page=framework.sign_in_page if framework else "",
            passkey_domain=(answers.passkey_domain or "") if "passkey" in methods else "",
            chooses_factor=not framework or framework.form_chooses_factor,
        )

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
    def is_federated(self) -> bool:
        return bool(self.providers)

    @property
    def returns_to_app(self) -> bool:
        """People sign in elsewhere and come back, even if it is not said yet where that is."""
        return bool(self.methods & set(FEDERATED))

    @property
    def custom_providers(self) -> tuple[Provider, ...]:
        """Those for which the official form has no button."""
        return tuple(provider for provider in self.providers if not provider.has_button)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every secret that a deployment needs."""
        return tuple(name for provider in self.providers for name in provider.secrets.values())

    @property
    def secret_commands(self) -> tuple[str, ...]:
        return tuple(f"npx ampx sandbox secret set {name}" for name in self.secrets)

    @property
    def redirects(self) -> tuple[tuple[str, str], ...]:
        """What each provider must know: its name, and the URI, in which DOMAIN is the user pool's."""
        return tuple((row.label, f"https://DOMAIN{row.redirect_path}") for row in self.providers)

    @property
    def maps_email(self) -> bool:
        """Amplify maps the e-mail address of providers itself only when people have nothing else to sign in with."""
        return self.phone

    @property
    def preferred_challenge(self) -> str:
        """What the official form asks for first. Without a preference it asks for a password that it then ignores."""
        if self.factor_choice or self.methods & {"email", "phone"}:
            return "PASSWORD"
        return "EMAIL_OTP" if self.email_otp else "SMS_OTP"

    @property
    def factor_choice(self) -> bool:
        """The official form of the framework cannot ask how somebody wants to sign in, so the app does."""
        return self.is_passwordless and not self.chooses_factor


def _oidc(text: str) -> Provider:
    name, issuer = provider_of(text)
    prefix = name.upper().replace("-", "_")
    return Provider(
        name=name,
        label=label_of(name),
        key="oidc",
        secrets=_client(prefix),
        scopes=("openid", "email", "profile"),
        issuer=issuer,
    )


def _saml(text: str) -> Provider:
    name, metadata = provider_of(text)
    return Provider(
        name=name, label=label_of(name), key="saml", secrets={}, metadata="" if metadata == "file" else metadata
    )
