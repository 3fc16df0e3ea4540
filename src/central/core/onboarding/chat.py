"""A conversation exported by the WhatsApp app, read into who said what when.

Formats seen on phones in Brazil: Android `23/11/2026 14:05 - Ana: oi` (with or without a comma or "às"), iOS
`[23/11/2026, 14:05:33] Ana: oi`, 12-hour clocks, a mark of direction (U+200E) before what the app itself wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from central.core.text import fold

_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[\s\u202f\u00a0]*([aApP])\.?\s?[mM]\.?|\s+da\s+(manhã|tarde|noite))?"
_HEAD = re.compile(
    rf"^(?:\[(\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}),?\s+(?:às\s+)?{_CLOCK}\]\s+|"
    rf"(\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}),?\s+(?:às\s+)?{_CLOCK}\s+[-–]\s+)"
)
_SPEAKER = re.compile(r"^(?:~\s*)?([^:\n]{1,60}?):(?:\s|$)")
_MEDIA = re.compile(
    r"^<?(?:midia|arquivo de midia|media|imagem|video|audio|gif|figurinha|documento|sticker|image|cartao do contato|"
    r"mensagem de video|foto|contato)\s(?:oculta|ocultada|ocultado|oculto|omitted|omitida|omitido)>?$|"
    r"^<anexado: .*>$|^<attached: .*>$|\((?:arquivo anexado|file attached)\)$|"
    r"^(?:localizacao|location|localizacao em tempo real)\b.*(?:https?:|$)|^[\w-]+\.(?:opus|jpg|webp|mp4|vcf|pdf)$|"
    r"^(?:mensagem apagada|esta mensagem foi apagada|voce apagou esta mensagem|this message was deleted|null|"
    r"aguardando mensagem.*|(?:chamada|ligacao) de (?:voz|video).*|(?:enquete|poll):.*)\.?$"
)
_EDITED = re.compile(r"\s*<(?:mensagem editada|this message was edited)>$", re.IGNORECASE)
_HOURS = {"manhã": 0, "tarde": 12, "noite": 12}
BURST = timedelta(hours=12)
"""A silence this long ends what belongs together."""
MOST_MESSAGES = 60_000


@dataclass(frozen=True, slots=True)
class Message:
    """What one person wrote at once, by the phone's own clock; `text` None: a file, a call, something taken back."""

    at: datetime
    who: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the other side wrote, and what the seller answered, each with its lines."""

    who: str
    asked: str
    answer: tuple[str, ...]


def read_chat(text: str) -> list[Message]:
    """Every message of a person, in the order of the file; what the app itself wrote is not there."""
    found: list[Message] = []
    for at, body, by_app in _entries(text):
        match = _SPEAKER.match(body)
        if match is None:
            continue
        said = _EDITED.sub("", body[match.end() :]).strip()
        gone = by_app or not said or _MEDIA.search(fold(said.split("\n", 1)[0])) is not None
        found.append(Message(at, " ".join(match[1].split()), None if gone else said))
    return found[-MOST_MESSAGES:]


def speakers(messages: Sequence[Message]) -> list[str]:
    """Who wrote, the one with most messages first."""
    counts: dict[str, int] = {}
    for message in messages:
        counts[message.who] = counts.get(message.who, 0) + 1
    return sorted(counts, key=lambda who: -counts[who])


def likely_seller(messages: Sequence[Message], known: Sequence[str]) -> tuple[str, bool]:
    """Who sells in this chat, and whether that is sure: a name we know, else who names prices and sends links."""
    names = speakers(messages)
    if not names:
        return "", False
    wanted = [fold(name) for name in known if name]
    named = [who for who in names if any(one in fold(who) or fold(who) in one for one in wanted)]
    if len(named) == 1:
        return named[0], True
    points = dict.fromkeys(names, 0)
    for message in messages:
        said = message.text or ""
        points[message.who] += 2 * bool(_SELLS.search(said)) - said.rstrip().endswith("?")
    first, *rest = sorted(names, key=lambda who: -points[who])
    return first, bool(rest) and points[first] >= 4 + 2 * points[rest[0]]


_SELLS = re.compile(r"R\$\s?\d|https?://|\bfrete\b|\bPix\b|\bestoque\b|\bprazo\b|\bparcel", re.IGNORECASE)


def exchanges(messages: Sequence[Message], seller: str) -> list[Exchange]:
    """What was asked with what the seller answered to it, before anybody was silent for long."""
    found: list[Exchange] = []
    asked: list[Message] = []
    answer: list[Message] = []
    for message in messages:
        before = (answer or asked or [message])[-1]
        if message.at - before.at > BURST or (answer and message.who != seller):
            _close(asked, answer, found)
        if message.who != seller:
            asked.append(message)
        elif asked:
            answer.append(message)
    _close(asked, answer, found)
    return found


def _close(asked: list[Message], answer: list[Message], found: list[Exchange]) -> None:
    question = [m.text for m in asked if m.text]
    said = tuple(m.text for m in answer if m.text)
    if question and said and len(question) == len(asked):
        found.append(Exchange(asked[-1].who, " / ".join(question), said))
    asked.clear()
    answer.clear()


def _entries(text: str) -> Iterator[tuple[datetime, str, bool]]:
    """Each entry with its moment, its words over several lines, and whether the app itself wrote them."""
    at: datetime | None = None
    lines: list[str] = []
    by_app = False
    for raw in text.splitlines():
        line = _MARKS.sub("", raw)
        head = _HEAD.match(line)
        moment = _moment(head) if head is not None else None
        if head is None or moment is None:
            lines.append(line)
            continue
        if at is not None:
            yield at, "\n".join(lines), by_app
        at, lines = moment, [line[head.end() :]]
        by_app = re.search(r": ?\u200e", raw) is not None
    if at is not None:
        yield at, "\n".join(lines), by_app


def _moment(head: re.Match[str]) -> datetime | None:
    """The moment of a head, day first as in Brazil; None where there is no such day."""
    day, hour, minute, second, half, part = head.groups()[:6] if head[1] else head.groups()[6:]
    first, middle, last = (int(number) for number in re.split(r"[/.-]", day))
    year, month, date = (first, middle, last) if first > 31 else (last, middle, first)
    if month > 12:
        month, date = date, month
    hours = int(hour) % 12 + (12 if (half or "").lower() == "p" else 0) if half else int(hour)
    if part and hours < 12:
        hours += _HOURS[part]
    try:
        year += 2000 if year < 100 else 0
        return datetime(year, month, date, hours, int(minute), int(second or 0), tzinfo=UTC)
    except ValueError:
        return None
