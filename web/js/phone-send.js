// Sending as a lead: the bubble is there at once, the server's word replaces it, a failure can be tried again.

import { chatOf, drop, put, tell } from "./phone-state.js";
import { sendMessage, upload } from "./phone-wire.js";

let made = 0;

/** Sends an envelope (`tipo` and its fields); `shown` is what the bubble shows meanwhile. */
export async function send(chat, envelope, { shown = {}, file = null } = {}) {
  const now = Date.now();
  const message = {
    id: `local-${now}-${(made += 1)}`, local: true, lead: chat.lead, numero: chat.number, de: "lead", em: now, status: "enviando",
    tipo: envelope.tipo, ...envelope, ...shown, outgoing: { envelope, shown, file },
  };
  put(message);
  await deliver(chat, message);
}

export async function retry(chat, message) {
  drop(chat, message.id);
  await send(chat, message.outgoing.envelope, message.outgoing);
}

/** An emoji on a message; null takes it away. The server answers with the changed message. */
export async function react(chat, id, emoji) {
  const changed = await sendMessage(chat.lead, { numero: chat.number, tipo: "reaction", mensagem: id, ...(emoji && { emoji }) });
  put(changed);
}

async function deliver(chat, message) {
  const { envelope, file } = message.outgoing;
  try {
    const media = file ? { midia: await upload(file) } : {};
    const accepted = await sendMessage(chat.lead, { numero: chat.number, ...envelope, ...media });
    settle(chat, message.id, accepted);
  } catch (error) {
    const mine = chatOf(chat.lead, chat.number).messages.find((each) => each.id === message.id);
    if (!mine) return;
    Object.assign(mine, { status: "falhou_envio", erro: { titulo: error.message } });
    tell("chat", { key: chat.key, status: mine.id });
  }
}

function settle(chat, localId, accepted) {
  const waiting = chat.messages.find((each) => each.id === localId);
  const known = chat.messages.some((each) => each.id === accepted.id);
  if (waiting && known) drop(chat, localId);
  if (waiting && !known) waiting.id = accepted.id;
  if (waiting && !known) waiting.shownAs = localId;
  put(accepted);
}
