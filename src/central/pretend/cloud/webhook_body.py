"""The bodies Meta posts, as JSON values: messages of leads, statuses of ours, templates that were judged."""

from __future__ import annotations

from central.pretend.cloud.graph_error import GraphError
from central.pretend.cloud.lead import Lead, Number
from central.pretend.cloud.thread import Json, Post

META_STATUS = {"enviada": "sent", "entregue": "delivered", "lida": "read", "tocada": "played", "falhou": "failed"}


def heard(number: Number, lead: Lead, message: Json) -> Json:
    """A lead's message; a `system` message comes without contacts."""
    contacts = [] if message["type"] == "system" else [lead.contact()]
    return _envelope(number, contacts, {"messages": [message]})


def status(number: Number, lead: Lead | None, post: Post, name: str, at: int, free: bool) -> Json:
    """What became of a message of ours; `free` says that an ad's free entry point is open."""
    meta = META_STATUS[name]
    row: Json = {"id": post.id, "status": meta, "timestamp": str(at // 1000)}
    if post.callback is not None:
        row["biz_opaque_callback_data"] = post.callback
    if name == "falhou":
        if post.to_phone:
            row["recipient_id"] = lead.wa_id if lead else post.part.get("para", "")
        row["errors"] = [post.error or GraphError(131000).in_status()]
        return _envelope(number, [], {"statuses": [row]})
    assert lead is not None
    row["recipient_user_id"] = lead.bsuid
    if lead.shown_wa_id:
        row["recipient_id"] = lead.shown_wa_id
    if name in ("enviada", "entregue"):
        row["pricing"] = _pricing(post.category, free)
    if free and name == "enviada":
        row["conversation"] = {"id": f"fep{post.id[-24:]}", "origin": {"type": "referral_conversion"}}
    return _envelope(number, [lead.contact(with_username=name != "enviada")], {"statuses": [row]})


def template_changes(number: Number, before: Json, after: Json, at: int) -> list[Json]:
    """A template was judged, re-classed or its quality moved: a notice for each."""
    named = {
        "message_template_id": int(after["id"]),
        "message_template_name": after["name"],
        "message_template_language": after["language"],
    }
    told: list[tuple[str, Json]] = []
    if before["status"] != after["status"]:
        said = {"event": after["status"], "reason": after.get("rejected_reason", "NONE")}
        told.append(("message_template_status_update", said))
    if before["category"] != after["category"]:
        said = {"previous_category": before["category"], "new_category": after["category"]}
        told.append(("template_category_update", said))
    if before.get("quality_score") != after.get("quality_score"):
        said = {"new_quality_score": after["quality_score"]["score"]}
        told.append(("message_template_quality_update", said))
    return [_account(number, field, named | said, at) for field, said in told]


def _account(number: Number, field: str, value: Json, at: int) -> Json:
    entry = {"id": number.waba, "time": at // 1000, "changes": [{"value": value, "field": field}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def preference(number: Number, lead: Lead, stop: bool, at: int) -> Json:
    """A lead switched marketing off, or on again."""
    row: Json = {"user_id": lead.bsuid, "category": "marketing_messages", "timestamp": at // 1000}
    row |= {"value": "stop" if stop else "resume", "detail": "User requested to stop marketing messages"}
    if lead.shown_wa_id:
        row["wa_id"] = lead.shown_wa_id
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": number.digits, "phone_number_id": number.id},
        "user_preferences": [row],
    }
    change = {"value": value, "field": "user_preferences"}
    return {"object": "whatsapp_business_account", "entry": [{"id": number.waba, "changes": [change]}]}


def _pricing(category: str, free: bool) -> Json:
    if free:
        kind, category = "free_entry_point", "referral_conversion"
    else:
        kind = "regular"
    return {"billable": not free, "pricing_model": "PMP", "category": category, "type": kind}


def _envelope(number: Number, contacts: list[Json], rows: Json) -> Json:
    value: Json = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": number.digits, "phone_number_id": number.id},
    }
    if contacts:
        value["contacts"] = contacts
    change = {"value": value | rows, "field": "messages"}
    return {"object": "whatsapp_business_account", "entry": [{"id": number.waba, "changes": [change]}]}
