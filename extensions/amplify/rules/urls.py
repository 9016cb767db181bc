"""Addresses, as RFC 3986 writes them, at hosts that the DNS can know."""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address

LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
CHARACTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
URL = re.compile(
    rf"(?P<scheme>https?)://(?P<host>[^/?#:@]+)(?P<port>:[0-9]{{1,5}})?"
    rf"(?P<path>(?:/{CHARACTER}*)*)(?P<query>\?(?:{CHARACTER}|[/?])*)?"
)


def is_host(text: str) -> bool:
    """A name of the DNS, or an IPv4 address."""
    if not re.fullmatch(rf"{LABEL}(?:\.{LABEL})*", text) or len(text) > 253:
        return False
    return is_ip(text) or not text.rpartition(".")[2].isdecimal()


def is_ip(text: str) -> bool:
    try:
        IPv4Address(text)
    except AddressValueError:
        return False
    return True


def is_domain(text: str) -> bool:
    """A host with a name of two parts at least."""
    return is_host(text) and "." in text and not is_ip(text)


def is_https(text: str, *, path: bool = True, query: bool = False) -> bool:
    """An address without user, password and fragment; `path`, `query`: whether it may have them."""
    url = _parts(text)
    return bool(url and url["scheme"] == "https" and (path or url["path"] in ("", "/")) and (query or not url["query"]))


def is_localhost(text: str) -> bool:
    """An http address of this machine without a path."""
    url = _parts(text)
    return bool(
        url
        and (url["scheme"], url["host"]) == ("http", "localhost")
        and url["path"] in ("", "/")
        and url["query"] is None
    )


def _parts(text: str) -> re.Match[str] | None:
    url = URL.fullmatch(text)
    if not url or not is_host(url["host"]) or not 0 < int((url["port"] or ":443")[1:]) <= 65535:
        return None
    return url if not {".", ".."} & set(url["path"].split("/")) else None
