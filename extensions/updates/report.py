"""What an update leaves to its owner, in lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from amplify.literals import shell

from .merge import Difference
from .news import News


def report(
    settled: Mapping[str, Sequence[Difference]],
    marked: Sequence[str],
    kept: Sequence[str],
    news: News,
    changelog: Sequence[str],
) -> list[str]:
    differences = [(name, difference) for name, found in settled.items() for difference in found]
    return [
        *part("What is new:", changelog),
        *part("New among your answers; another one is given with copier update --data NAME=…:", _answers(news)),
        *part("Changed by you and by the template, and merged:", settled),
        *part(
            "Newer than the template's, and kept:", (f"{name}: {each}" for name, each in differences if each.is_newer)
        ),
        *part(
            "Yours stays where both changed the same; look whether you want the template's:",
            (f"{name}: {each}" for name, each in differences if not each.is_newer),
        ),
        *part("No longer part of the template, and kept because you changed them:", kept),
        *part("With conflict markers, which are yours to resolve:", marked),
        *part(
            "Secrets to set before you deploy:",
            (f"{news.exec} ampx sandbox secret set {shell(each)}" for each in news.secrets),
        ),
        *part(
            "Redirect URIs to register; DOMAIN is auth.oauth.domain in amplify_outputs.json:",
            (f"{name:10} {uri}" for name, uri in news.redirects),
        ),
    ]


def _answers(news: News) -> Iterable[str]:
    return (f"{name}: {json.dumps(answer, ensure_ascii=False)}" for name, answer in news.answers.items())


def part(title: str, lines: Iterable[str]) -> list[str]:
    listed = [f"    {line}" for line in lines]
    return ["", f"  {title}", "", *listed] if listed else []
