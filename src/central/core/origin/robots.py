"""Who follows a link without being a person: makers of link previews, crawlers, checkers of ads."""

from __future__ import annotations

import re

_ROBOT = re.compile(
    r"^WhatsApp/|facebookexternalhit|facebookcatalog|meta-external|TelegramBot|Twitterbot|LinkedInBot|Slackbot"
    r"|Discordbot|SkypeUriPreview|Iframely|Embedly|Pinterest(?:bot|/)|Google-(?:Read-Aloud|InspectionTool|Safety)"
    r"|(?<!cu)bot\b|crawl|spider|slurp|preview|headlesschrome|lighthouse|python-requests|aiohttp/|curl/|wget/|okhttp/\S*$",
    re.I,
)


def is_robot(agent: str, purpose: str = "", method: str = "GET") -> bool:
    """Whether a visit is no click, by its User-Agent, its (Sec-)Purpose and its method.

    >>> is_robot("WhatsApp/2.24.10 A"), is_robot("Mozilla/5.0 (iPhone) AppleWebKit Mobile Instagram 330.0")
    (True, False)
    >>> is_robot("Mozilla/5.0", "prefetch;prerender"), is_robot("Mozilla/5.0", method="HEAD"), is_robot("")
    (True, True, True)
    """
    return not agent or method == "HEAD" or "prefetch" in purpose.lower() or _ROBOT.search(agent) is not None
