// What one may do with a message: quote it, or leave an emoji on it.

import { h, icon } from "./dom.js";
import { react } from "./phone-send.js";

const EMOJI = ["👍", "❤️", "😂", "😮", "🙏"];
let menu = null;

/** Opens beside `anchor`; clicking elsewhere or Esc closes it. */
export function messageMenu(chat, message, anchor, onReply) {
  menu?.remove();
  const current = message.reacoes?.lead;
  const done = (work) => () => { menu.hidePopover(); work(); };
  menu = h("div", { className: "message-menu", popover: "auto", role: "menu", "aria-label": "Mensagem" },
    h("div", { className: "emoji" }, EMOJI.map((emoji) => h("button", { type: "button", role: "menuitemradio", "aria-checked": String(current === emoji), onClick: done(() => react(chat, message.id, current === emoji ? null : emoji).catch(() => {})) }, emoji))),
    h("button", { type: "button", role: "menuitem", className: "reply", onClick: done(onReply) }, icon("responder"), "Responder"));
  document.body.append(menu);
  menu.showPopover();
  place(menu, anchor.getBoundingClientRect());
  menu.querySelector("button").focus();
}

function place(element, anchor) {
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = Math.max(8, Math.min(anchor.left, window.innerWidth - width - 8));
  const above = anchor.top - height - 6;
  element.style.setProperty("left", `${left}px`);
  element.style.setProperty("top", `${above > 8 ? above : Math.min(anchor.bottom + 6, window.innerHeight - height - 8)}px`);
}
