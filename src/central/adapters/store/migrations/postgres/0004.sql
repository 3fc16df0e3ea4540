-- Orders: the tokens of links that were sent, what checkouts told, and what became of each order.

-- A link with a token of its own, by the turn that said it.
CREATE TABLE link_token (
    token TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    person_id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL,
    turn_id TEXT COLLATE "C" NOT NULL,
    product TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX link_token_person ON link_token (person_id, at);

-- What a checkout delivered, as it came, once: `key` is a digest of checkout, address and body. `state`: waiting (to be
-- read, or looked up at the checkout), done, dead (a person should look).
CREATE TABLE order_delivery (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    key TEXT COLLATE "C" NOT NULL UNIQUE,
    checkout TEXT COLLATE "C" NOT NULL,
    received_at BIGINT NOT NULL,
    query TEXT NOT NULL,
    body BYTEA NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    due_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX order_delivery_due ON order_delivery (due_at) WHERE state = 'waiting';
CREATE INDEX order_delivery_dead ON order_delivery (received_at) WHERE state = 'dead';

-- An order as its outcomes make it. `number` is the checkout's own; `phone_key` and `email` find its person;
-- `stage_before` is where the conversation stood before it was paid.
CREATE TABLE shop_order (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    checkout TEXT COLLATE "C" NOT NULL,
    provider TEXT NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    total BIGINT NOT NULL,
    currency TEXT NOT NULL,
    method TEXT NOT NULL,
    token TEXT COLLATE "C",
    name TEXT,
    phone TEXT,
    phone_key TEXT COLLATE "C",
    email TEXT COLLATE "C",
    document TEXT,
    items TEXT NOT NULL,
    product TEXT,
    proof TEXT,
    tracking TEXT,
    person_id TEXT COLLATE "C",
    conversation_id TEXT COLLATE "C",
    turn_id TEXT COLLATE "C",
    matched_by TEXT,
    stage_before TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    UNIQUE (checkout, number)
);
CREATE INDEX shop_order_person ON shop_order (person_id, created_at) WHERE person_id IS NOT NULL;
CREATE INDEX shop_order_unmatched ON shop_order (created_at) WHERE person_id IS NULL;
CREATE INDEX shop_order_email ON shop_order (email) WHERE email IS NOT NULL;

-- Everything a checkout (or a person: `by`) said of an order, once each; `at` is its own time.
CREATE TABLE order_outcome (
    order_id TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    total BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    by TEXT NOT NULL,
    PRIMARY KEY (order_id, status)
);

-- What others read of orders, in the order in which it was committed. `change`: the outcome that came, `matched` or
-- `undone`; `status`: how the order stands after it.
CREATE TABLE order_event (
    position BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    change TEXT NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    checkout TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    total BIGINT NOT NULL,
    currency TEXT NOT NULL,
    person_id TEXT COLLATE "C",
    conversation_id TEXT COLLATE "C",
    turn_id TEXT COLLATE "C",
    product TEXT,
    by TEXT NOT NULL
);
CREATE INDEX order_event_order ON order_event (order_id);
