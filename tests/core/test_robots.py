"""Who clicks and who only looks."""

from __future__ import annotations

import pytest

from central.core.origin.robots import is_robot

PHONE = "Mozilla/5.0 (Linux; Android 14; {}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130 Mobile Safari/537.36"


@pytest.mark.parametrize(
    "agent",
    [
        "WhatsApp/2.23.20.0 A",
        "WhatsApp/2.24.1.6 i",
        "facebookexternalhit/1.1",
        "meta-externalagent/1.1",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "AdsBot-Google (+http://www.google.com/adsbot.html)",
        "Slackbot-LinkExpanding 1.0",
        "curl/8.5.0",
        "",
    ],
)
def test_robots(agent: str) -> None:
    assert is_robot(agent)


@pytest.mark.parametrize(
    "agent",
    [
        PHONE.format("SM-A546E"),
        PHONE.format("CUBOT X70"),
        PHONE.format("SM-A146M") + " Instagram 356.0 Android",
        PHONE.format("M2101") + " [FB_IAB/FB4A;FBAV/489.0]",
        PHONE.format("moto g54") + " Kwai/11.2",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 musical_ly",
    ],
)
def test_people(agent: str) -> None:
    assert not is_robot(agent)
