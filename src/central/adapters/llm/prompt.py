"""The instructions a model gets: one versioned template, with a word in it that must never come back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jinja2

from central.ports import Brief

_VERSION = re.compile(r"versao:\s*([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Instructions:
    """A rendered prompt; `version` names the file and its content, `canary` is the word nobody may see."""

    text: str
    version: str
    canary: str
    fence: str


def instructions(brief: Brief) -> Instructions:
    """What this brief tells a model before the conversation."""
    template, version = _template("persona")
    seal = hashlib.sha256(f"{version} {brief.persona} {brief.seller}".encode()).hexdigest()
    canary, fence = f"MARCA-{seal[:10].upper()}", f"«{seal[10:16]}»"
    text = template.render(
        persona=brief.persona,
        seller=brief.seller or "loja",
        voice=brief.voice,
        facts=brief.facts,
        product=brief.product,
        summary=brief.summary,
        base=brief.base,
        introduce=brief.introduce,
        adult=brief.adult,
        refused=brief.refused,
        examples=brief.examples,
        canary=canary,
        fence=fence,
    )
    return Instructions(text, version, canary, fence)


def questions(asked: str | None, stage: str, meanings: Mapping[str, str] | None = None) -> Instructions:
    """What a model is told before it answers about a burst; `meanings` of the intents where the questions say none."""
    template, version = _template("leitura")
    seal = hashlib.sha256(f"{version} {asked} {stage}".encode()).hexdigest()
    fence = f"«{seal[:6]}»"
    return Instructions(template.render(asked=asked, stage=stage, fence=fence, meanings=meanings), version, "", fence)


def fenced(words: str, fence: str) -> str:
    """What the lead wrote, between marks it cannot close."""
    return f"{fence}\n{words.replace(fence, '').replace('«', '<').replace('»', '>')}\n{fence}"


@cache
def _template(name: str) -> tuple[jinja2.Template, str]:
    source = files("central.content.prompts").joinpath(f"{name}.md.j2").read_text(encoding="utf-8")
    found = _VERSION.search(source)
    assert found is not None, f"{name}.md.j2 says no version"
    digest = hashlib.sha256(source.encode()).hexdigest()[:8]
    environment = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701 - no HTML
    return environment.from_string(source), f"{found[1]}-{digest}"
