-- Sends to a segment: one template to many people, each once.

-- `segment` says who was wanted. `state`: enviando, pausado, terminado, cancelado; `why` tells why it stands still.
-- `price` in micro-reais a message, by `category`, as the owner saw it when the send began or went on.
CREATE TABLE broadcast (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    template TEXT NOT NULL,
    segment TEXT NOT NULL,
    category TEXT NOT NULL,
    price BIGINT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL DEFAULT '',
    at BIGINT NOT NULL,
    by TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT NOT NULL
);

-- Who gets it, in order. `state`: espera, enviada (its bubble `outbox_id` is in the outbox), fora (`why` tells why not).
CREATE TABLE broadcast_person (
    broadcast_id TEXT NOT NULL,
    place BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'espera',
    why TEXT NOT NULL DEFAULT '',
    outbox_id TEXT,
    at BIGINT,
    PRIMARY KEY (broadcast_id, place),
    UNIQUE (broadcast_id, person_id)
);
CREATE INDEX broadcast_waiting ON broadcast_person (broadcast_id, place) WHERE state = 'espera';
CREATE INDEX broadcast_reached ON broadcast_person (person_id);
