"""The section `conversoes` of the YAML: which ad platforms are told of sales."""

from __future__ import annotations

from typing import Any

from central.adapters.operation import keys
from central.adapters.operation.entry import Entry
from central.core.selling.conversion import AdsSpec, GoogleAds, KwaiAds, MetaAds

_META, _GOOGLE, _KWAI = MetaAds(""), GoogleAds("", ""), KwaiAds("")


def conversions(entry: Entry) -> AdsSpec:
    """What the owner says of telling sales."""
    meta = entry.inner("meta", "meta das conversões", keys.META_ADS)
    google = entry.inner("google", "google das conversões", keys.GOOGLE_ADS)
    kwai = entry.inner("kwai", "kwai das conversões", keys.KWAI_ADS)
    return AdsSpec(
        trial=entry.yes("teste"),
        meta=None
        if meta is None
        else MetaAds(
            meta.digits("conjunto"),
            meta.variable("token", _META.token),
            meta.maybe("codigo_teste") or "",
            _account(meta),
        ),
        google=None if google is None else _google(google),
        kwai=None
        if kwai is None
        else KwaiAds(kwai.text("pixel", 80), kwai.variable("token", _KWAI.token), _account(kwai)),
    )


def exported(spec: AdsSpec) -> dict[str, Any]:
    """The same as the YAML an owner would have written; empty when nobody is told."""
    said: dict[str, Any] = {"teste": "sim"} if spec.trial else {}
    if (meta := spec.meta) is not None:
        said["meta"] = _filled(
            conjunto=meta.dataset, token=meta.token, codigo_teste=meta.test_code, conta_anuncios=meta.spends
        )
    if (google := spec.google) is not None:
        said["google"] = _filled(
            conta=google.account,
            acao=google.action,
            acesso=google.login,
            credencial=google.credentials,
            conta_anuncios=google.spends,
        )
    if (kwai := spec.kwai) is not None:
        said["kwai"] = _filled(pixel=kwai.pixel, token=kwai.token, conta_anuncios=kwai.spends)
    return said


def _google(entry: Entry) -> GoogleAds:
    login = entry.digits("acesso") if entry.has("acesso") else ""
    credentials = entry.variable("credencial", _GOOGLE.credentials)
    return GoogleAds(entry.digits("conta"), entry.digits("acao"), login, credentials, _account(entry))


def _account(entry: Entry) -> str:
    return entry.digits("conta_anuncios") if entry.has("conta_anuncios") else ""


def _filled(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}
