// The two servers behind the page: the pretend Cloud API (/fingir) and what the demo tells of itself (/demo).

const PAUSES = [400, 800, 1500, 3000, 5000];

/** Refused or unreachable; `message` is a sentence for the owner. */
export class WireError extends Error {}

export const getLeads = () => ask("/fingir/leads").then((answer) => answer.leads);
export const getNumbers = () => ask("/demo/numeros.json");
export const getCampaigns = () => ask("/demo/campanhas.json");
export const getThread = (lead, number) => ask(`/fingir/leads/${lead}/conversa${number ? `?numero=${number}` : ""}`).then((answer) => answer.mensagens);
export const makeLead = (lead) => ask("/fingir/leads", lead);
export const sendMessage = (lead, envelope) => ask(`/fingir/leads/${lead}/mensagens`, envelope);
export const markRead = (lead, numero) => ask(`/fingir/leads/${lead}/leu`, { numero });
export const markPlayed = (lead, numero, id) => ask(`/fingir/leads/${lead}/ouviu`, { numero, id });
export const payPix = (codigo) => ask("/fingir/mercadopago/pagar", { codigo });
export const giveBack = (conversation) => ask(`/demo/conversas/${encodeURIComponent(conversation)}/devolver`, {});
export const tryAgain = (ref) => ask(`/demo/atencao/${encodeURIComponent(ref)}/repor`, {});
export const mediaUrl = (id) => `/fingir/midia/${encodeURIComponent(id)}`;

/** What Central says of each conversation, or null where nobody tells. */
export const getConversations = () => optional("/demo/conversas.json");
/** Who needs a person, or null where nobody tells. */
export const getAttention = () => optional("/demo/atencao.json");

/** Puts a file into the lead's phone: its id. */
export async function upload(blob) {
  const response = await reach("/fingir/midia", { method: "POST", body: blob, headers: { "Content-Type": blob.type } });
  return (await understand(response)).id;
}

/** Listens for good: `onEvent` each event, `onState` "ligando", "ligado" (a time to read again) or "caiu". */
export function listen({ onEvent, onState }) {
  let failures = 0;
  const connect = () => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/fingir/ao-vivo`);
    socket.addEventListener("open", () => { failures = 0; onState("ligado"); });
    socket.addEventListener("message", (frame) => onEvent(JSON.parse(frame.data)));
    socket.addEventListener("close", () => {
      onState(failures === 0 ? "ligando" : "caiu");
      setTimeout(connect, PAUSES[Math.min(failures, PAUSES.length - 1)]);
      failures += 1;
    });
  };
  connect();
}

async function ask(path, body = null) {
  const post = { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  return understand(await reach(path, body === null ? {} : post));
}

async function optional(path) {
  try {
    const response = await reach(path);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

async function reach(path, options = {}) {
  try {
    return await fetch(path, options);
  } catch {
    throw new WireError("A Central não respondeu. Ela ainda está ligada?");
  }
}

async function understand(response) {
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new WireError(answer.erro ?? answer.motivo ?? `A Central respondeu com o erro ${response.status}.`);
  return answer;
}
