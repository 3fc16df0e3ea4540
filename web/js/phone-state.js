// What the page knows: leads, and a chat for each lead and number. Whoever shows it listens to "chat" and "list".

import { plain } from "./format.js";

export const leads = new Map();
export const chats = new Map();
export const numbers = new Map();
export const campaigns = new Map();

const bus = new EventTarget();
const RANK = { enviando: 0, falhou_envio: 0, aceita: 1, enviada: 1, entregue: 2, lida: 3, tocada: 4, falhou: 5 };

/** `name`: "chat" (detail: {key, what}) or "list". */
export const on = (name, work) => bus.addEventListener(name, (event) => work(event.detail));
export const tell = (name, detail = null) => bus.dispatchEvent(new CustomEvent(name, { detail }));
export const keyOf = (lead, number) => `${lead}~${number}`;

/** The chat of a lead with a number; made when it is new. */
export function chatOf(lead, number) {
  const key = keyOf(lead, number);
  if (!chats.has(key)) chats.set(key, { key, lead, number, messages: [], loaded: false, typingUntil: 0, about: null, touchedAt: 0 });
  return chats.get(key);
}

/** Adds a message or replaces the one with its id; true when it is new. */
export function put(message, { quiet = false } = {}) {
  const chat = chatOf(message.lead, message.numero);
  const place = chat.messages.findIndex((each) => each.id === message.id || isEchoOf(each, message));
  if (place >= 0) chat.messages[place] = merged(chat.messages[place], message);
  else insert(chat.messages, message);
  chat.touchedAt = Math.max(chat.touchedAt, message.em);
  if (message.de === "central") chat.typingUntil = 0;
  if (!quiet) changed(chat, { message: message.id, fresh: place < 0 });
  return place < 0;
}

/** The whole thread as the server has it; what is still on its way out stays. */
export function replaceThread(lead, number, messages) {
  const chat = chatOf(lead, number);
  const unsent = chat.messages.filter((each) => each.local);
  chat.messages = [];
  for (const message of [...messages, ...unsent]) put(message, { quiet: true });
  chat.loaded = true;
  changed(chat, { all: true });
}

export function drop(chat, id) {
  chat.messages = chat.messages.filter((each) => each.id !== id);
  changed(chat, { all: true });
}

/** A status never goes back: entregue after lida is late news. */
export function setStatus(lead, number, id, status, erro = null) {
  const message = chatOf(lead, number).messages.find((each) => each.id === id);
  if (!message || (RANK[status] ?? 0) <= (RANK[message.status] ?? 0)) return;
  Object.assign(message, { status }, erro && { erro });
  changed(chatOf(lead, number), { status: id });
}

export function setTyping(lead, number, ms) {
  const chat = chatOf(lead, number);
  chat.typingUntil = Date.now() + ms;
  changed(chat, { typing: true });
  setTimeout(() => changed(chat, { typing: true }), ms + 50);
}

export const isTyping = (chat) => chat.typingUntil > Date.now();
export const last = (chat) => chat.messages.at(-1) ?? null;
export const unread = (chat) => chat.messages.filter((each) => each.de === "central" && !["lida", "tocada", "falhou"].includes(each.status)).length;

/** All that came is seen; true when something was not. */
export function see(chat) {
  const unseen = chat.messages.filter((each) => each.de === "central" && RANK[each.status] < RANK.lida);
  for (const message of unseen) message.status = "lida";
  if (unseen.length) tell("list");
  return unseen.length > 0;
}

/** Chats that were used, the newest first. */
export const byRecency = () => [...chats.values()].filter((chat) => chat.touchedAt > 0 && leads.has(chat.lead)).sort((a, b) => b.touchedAt - a.touchedAt);

/** Who the lead sees: Central's word for it, else the only voice of the number, else the ad that was clicked. */
export function personaOf(chat) {
  const clicked = chat.ad && campaigns.get(chat.ad)?.persona;
  const voices = numbers.get(chat.number)?.personas ?? [];
  const told = chat.about?.persona;
  if (told) return { ...voices.find((each) => each.id === told.id), ...told };
  return (voices.length === 1 ? voices[0] : null) ?? clicked ?? null;
}

/** A line that stands for a message: in the list, in a quote. */
export function summary(message) {
  if (message.apagada) return "Mensagem apagada";
  const words = plain(message.texto ?? message.legenda ?? "");
  const named = { image: "📷 Foto", video: "🎬 Vídeo", audio: "🎤 Áudio", document: "📄 Documento", sticker: "Figurinha", location: "📍 Localização", contacts: "👤 Contato", order: "🛒 Pedido", template: "Mensagem-modelo" }[message.tipo];
  return words || message.escolha?.titulo || named || "Mensagem";
}

function changed(chat, what) {
  tell("chat", { key: chat.key, ...what });
  tell("list");
}

function insert(messages, message) {
  let place = messages.length;
  while (place > 0 && messages[place - 1].em > message.em) place -= 1;
  messages.splice(place, 0, message);
}

/** Our own bubble comes back over the wire, perhaps before the answer to the POST. */
const isEchoOf = (mine, message) => mine.local && mine.status === "enviando" && message.de === "lead" && !message.local
  && mine.tipo === message.tipo && (mine.texto ?? "") === (message.texto ?? "") && (mine.escolha?.id ?? "") === (message.escolha?.id ?? "");

function merged(old, message) {
  const status = (RANK[old.status] ?? 0) > (RANK[message.status] ?? 0) && old.id === message.id ? old.status : message.status;
  return { ...message, status, shownAs: old.shownAs ?? old.id, ...(old.preview && { preview: old.preview }) };
}
