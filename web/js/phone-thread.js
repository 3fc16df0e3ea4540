// The thread of one phone: draws what changed, follows the end only for a reader who is at the end.

import { debounce, face, h, icon } from "./dom.js";
import { messageRow, updateTicks } from "./phone-bubble.js";
import { isTyping, personaOf } from "./phone-state.js";
import { day, dayName } from "./time.js";

const PAGE = 60;
const NEAR_END = 60;
const TAPS = new Set(["button_reply", "list_reply", "template_button", "contacts"]);

export class Thread {
  #chat; #context; #rows = new Map(); #shown = PAGE; #missed = 0; #following = true;

  /** `onSeen` is called when the reader is at the end and looks. */
  constructor(chat, context, onSeen) {
    this.#chat = chat;
    this.#context = { ...context, persona: () => personaOf(chat), find: (id) => this.#find(id), answered: (id) => this.#answered(id), onQuote: (target) => this.#jump(target) };
    this.onSeen = onSeen;
    this.list = h("ol", { className: "messages" });
    this.typing = h("li", { className: "message theirs first", hidden: true }, h("div", { className: "bubble typing-bubble", role: "img", "aria-label": "digitando" }, h("i"), h("i"), h("i")));
    this.scroller = h("div", { className: "thread", tabindex: "0", role: "region", "aria-label": "Mensagens", onScroll: debounce(60, () => this.#scrolled()) }, this.list);
    this.pill = h("button", { type: "button", className: "pill", hidden: true, onClick: () => this.toEnd(true) }, icon("descer"), h("span", {}));
    this.said = h("div", { className: "sr", "aria-live": "polite" });
    this.element = h("div", { className: "thread-wrap" }, this.scroller, this.pill, this.said);
    const sizes = new ResizeObserver(() => { if (this.#following) this.toEnd(); });
    [this.scroller, this.list].forEach((each) => sizes.observe(each));
    swipe(this.list, (id) => context.onReply(this.#find(id)));
    this.draw();
  }

  /** Draws all of it anew; the reader stays where they were. */
  draw() {
    const { messages, loaded } = this.#chat;
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    const shown = messages.slice(-this.#shown);
    this.#rows.clear();
    const nodes = [];
    if (messages.length > shown.length) nodes.push(h("li", { className: "older" }, h("button", { type: "button", className: "quiet", onClick: () => this.#older() }, "Mensagens anteriores")));
    shown.forEach((message, place) => nodes.push(...this.#nodes(message, shown[place - 1])));
    if (!messages.length) nodes.push(loaded ? this.#hello() : bones());
    this.list.replaceChildren(...nodes, this.typing);
    this.showTyping();
    if (this.#following) this.toEnd();
    else this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  /** Applies one change told by the state. */
  apply(what) {
    if (what.status) return this.#status(what.status);
    if (what.typing) return this.showTyping();
    if (what.message) return this.#message(what);
    return this.draw();
  }

  showTyping() {
    const typing = isTyping(this.#chat);
    if (this.typing.hidden !== typing) return;
    this.typing.hidden = !typing;
    if (this.#following) this.toEnd();
  }

  toEnd(smooth = false) {
    this.#following = true;
    this.#missed = 0;
    this.pill.hidden = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.onSeen();
  }

  get atEnd() { return this.#following; }

  #message({ message: id, fresh }) {
    const { messages } = this.#chat;
    const place = messages.findIndex((each) => each.id === id);
    const message = messages[place];
    const row = this.#rows.get(message.shownAs ?? message.id);
    if (!row && place !== messages.length - 1) return this.draw();
    if (row) {
      const better = this.#row(message, messages[place - 1]);
      row.replaceWith(better);
    } else {
      this.list.querySelector(".hello, .bones")?.remove();
      const nodes = this.#nodes(message, messages[place - 1]);
      nodes.at(-1).classList.add("new");
      this.typing.before(...nodes);
    }
    if (TAPS.has(message.tipo)) this.#redraw(message.resposta_a);
    this.showTyping();
    if (fresh) this.#arrived(message);
    else if (this.#following) this.toEnd();
    return undefined;
  }

  #arrived(message) {
    const mine = message.de === "lead";
    if (!mine) this.said.textContent = `${personaOf(this.#chat)?.nome ?? "Loja"}: ${message.texto ?? message.legenda ?? "nova mensagem"}`;
    if (mine || this.#following) return this.toEnd();
    this.#missed += 1;
    this.pill.querySelector("span").textContent = this.#missed === 1 ? "1 nova mensagem" : `${this.#missed} novas mensagens`;
    this.pill.hidden = false;
    return undefined;
  }

  #status(id) {
    const message = this.#find(id);
    const row = message && this.#rows.get(message.shownAs ?? message.id);
    if (row) updateTicks(row, message, this.#context);
  }

  #redraw(id) {
    const target = id && this.#find(id);
    const row = target && this.#rows.get(target.shownAs ?? target.id);
    if (row) row.replaceWith(this.#row(target, this.#before(target)));
  }

  #nodes(message, previous) {
    const opens = !previous || day(previous.em) !== day(message.em);
    const row = this.#row(message, previous);
    return opens ? [h("li", { className: "day" }, dayName(message.em)), row] : [row];
  }

  #row(message, previous) {
    const row = messageRow(message, this.#context);
    row.classList.toggle("first", !previous || previous.de !== message.de || day(previous.em) !== day(message.em));
    this.#rows.set(message.shownAs ?? message.id, row);
    return row;
  }

  #hello() {
    const persona = personaOf(this.#chat);
    return h("li", { className: "hello" }, face(persona), h("strong", {}, persona?.nome ?? "Conversa nova"),
      h("span", {}, "Você é o cliente. Mande a primeira mensagem."));
  }

  #older() {
    this.#following = false;
    this.#shown += PAGE;
    this.draw();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    this.#following = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (!this.#following) return;
    this.#missed = 0;
    this.pill.hidden = true;
    this.onSeen();
  }

  #jump(target) {
    const row = this.#rows.get(target.shownAs ?? target.id);
    if (!row) return;
    row.scrollIntoView({ block: "center", behavior: "smooth" });
    row.classList.add("flash");
    setTimeout(() => row.classList.remove("flash"), 1300);
  }

  #find(id) { return this.#chat.messages.find((each) => each.id === id || each.shownAs === id) ?? null; }

  #before(message) { return this.#chat.messages[this.#chat.messages.indexOf(message) - 1]; }

  /** The id of what was tapped under this message, or null. */
  #answered(id) {
    const tap = this.#chat.messages.find((each) => each.resposta_a === id && TAPS.has(each.tipo) && each.status !== "falhou_envio");
    return tap ? tap.escolha?.id ?? tap.tipo : null;
  }
}

const bones = () => h("li", { className: "bones", "aria-label": "Carregando a conversa" }, [1, 2, 3, 4].map(() => h("div", { className: "bone" })));

/** A drag to the right quotes the message, as thumbs know it. */
function swipe(list, onQuote) {
  let start = null;
  const rowOf = (event) => event.target.closest(".message[data-id]");
  const stop = () => {
    if (!start) return;
    start.row.classList.remove("dragging");
    start.row.style.removeProperty("translate");
    if (start.far) onQuote(start.row.dataset.id);
    start = null;
  };
  list.addEventListener("pointerdown", (event) => {
    const row = event.pointerType === "touch" ? rowOf(event) : null;
    start = row ? { row, x: event.clientX, y: event.clientY, far: false } : null;
  });
  list.addEventListener("pointermove", (event) => {
    if (!start) return;
    const [right, down] = [event.clientX - start.x, Math.abs(event.clientY - start.y)];
    if (right < 12 || down > right) return;
    start.row.classList.add("dragging");
    start.row.style.setProperty("translate", `${Math.min(right - 12, 64)}px`);
    start.far = right > 66;
  });
  list.addEventListener("pointerup", stop);
  list.addEventListener("pointercancel", () => { if (start) start.far = false; stop(); });
}
