"""The counts a judge reads: what leads wrote, what the business was allowed to send, what it sent twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from central.pretend.cloud.thread import Json

if TYPE_CHECKING:
    from central.pretend.cloud.cloud import PretendCloud


def report(cloud: PretendCloud) -> Json:
    """`Relatorio` of docs/pretend.md; accepted messages in the order in which they were accepted."""
    world, pusher = cloud.world, cloud.delivery.pusher
    rows = [_thread(cloud, *place) for place in sorted(world.threads.keys() | world.heard.keys())]
    return {
        "aceitas": sum(len(row["aceitas"]) for row in rows),
        "recusadas": cloud.refused,
        "recebidas": sum(len(row["recebidas"]) for row in rows),
        "entregues": len(world.acknowledged),
        "webhooks": {"enviados": pusher.sent, "repetidos": pusher.retries, "pendentes": pusher.waiting},
        "leads": rows,
    }


def _thread(cloud: PretendCloud, lead: str, number: str) -> Json:
    ours = [post for post in cloud.world.threads.get((lead, number), ()) if not post.by_lead]
    accepted = [
        {"wamid": post.id, "callback": post.callback, "tipo": post.kind, "em": post.at, "status": post.status}
        for post in ours
    ]
    times = Counter(post.callback for post in ours if post.callback is not None)
    return {
        "lead": lead,
        "numero": number,
        "recebidas": list(cloud.world.heard.get((lead, number), ())),
        "aceitas": [{key: value for key, value in row.items() if value is not None} for row in accepted],
        "repetidas": [callback for callback, count in times.items() if count > 1],
    }
