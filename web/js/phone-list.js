// The list of leads: who, what was said last, what is unread. Rows keep their place while a pointer is on them.

import { debounce, face, h, initial } from "./dom.js";
import { feed } from "./phone-ads.js";
import { ticks } from "./phone-bubble.js";
import { byRecency, campaigns, isTyping, last, leads, on, personaOf, summary, unread } from "./phone-state.js";
import { shortTime } from "./time.js";

const TONES = ["#0b6b53", "#c7762b", "#3b6ea5", "#a3476f", "#6b6fb0", "#5c7f2e"];

/** Keeps `element` in step; `isOpen(key)` marks rows, `onOpen(chat)` and `onPlay(campaign)` are clicks. */
export function keepList(element, { isOpen, onOpen, onPlay }) {
  const rows = new Map();
  const draw = () => {
    const chats = byRecency();
    document.title = title(chats);
    if (!chats.length) return element.querySelector(".feed") ? undefined : element.replaceChildren(nothing(), campaigns.size ? feed(onPlay) : "");
    const wanted = chats.map((chat) => row(rows, chat, isOpen(chat.key), onOpen));
    if (!same([...element.children], wanted) && !(element.matches(":hover") && wanted.length === element.children.length)) keepFocus(() => element.replaceChildren(...wanted));
    return undefined;
  };
  on("list", debounce(50, draw));
  element.addEventListener("pointerleave", draw);
  draw();
}

function row(rows, chat, open, onOpen) {
  if (!rows.has(chat.key)) rows.set(chat.key, h("button", { type: "button", className: "row", dataset: { chave: chat.key }, onClick: () => onOpen(chat) }));
  const element = rows.get(chat.key);
  const lead = leads.get(chat.lead);
  const message = last(chat);
  const waiting = unread(chat);
  const typing = isTyping(chat);
  element.setAttribute("aria-current", String(open));
  const picture = h("span", { className: "lead-face", "aria-hidden": "true" }, h("span", { className: "lead-initial", style: { "--tom": TONES[[...lead.nome].reduce((sum, c) => sum + c.codePointAt(0), 0) % TONES.length] } }, initial(lead.nome)));
  if (personaOf(chat)) picture.append(face(personaOf(chat)));
  const preview = typing ? [h("span", {}, "digitando…")] : [message?.de === "lead" ? ticks(message.status) : null, h("span", {}, message ? summary(message) : "Conversa nova")];
  element.replaceChildren(picture,
    h("span", {}, h("span", { className: "row-name" }, lead.nome), h("span", { className: `row-preview${typing ? " typing" : ""}` }, preview.filter(Boolean))),
    h("span", { className: "row-side" }, h("span", {}, message ? shortTime(message.em) : ""),
      h("span", { className: `badge${waiting ? " on" : ""}`, "aria-label": waiting ? `${waiting} não lidas` : null }, waiting ? String(waiting) : "")));
  return element;
}

const nothing = () => h("div", { className: "empty" }, h("strong", {}, "Nenhum lead ainda"), h("span", {}, "Crie um, ou clique num dos anúncios."));

const same = (one, other) => one.length === other.length && one.every((each, place) => each === other[place]);

function keepFocus(work) {
  const focused = document.activeElement;
  work();
  if (focused?.isConnected) focused.focus({ preventScroll: true });
}

function title(chats) {
  const waiting = chats.reduce((sum, chat) => sum + unread(chat), 0);
  return `${waiting ? `(${waiting}) ` : ""}Central · WhatsApp de mentira`;
}
