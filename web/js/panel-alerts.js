// Alertas: this browser subscribes to pushes, or stops.

const place = document.getElementById("avisos-aparelho");
const on = document.getElementById("ligar-avisos");
const off = document.getElementById("desligar-avisos");
const csrf = document.querySelector('input[name="_csrf"]')?.value ?? "";

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const post = (path, said) => fetch(path, { method: "POST", headers: { "X-CSRF": csrf }, body: new URLSearchParams(said) });

async function show() {
  const ready = await navigator.serviceWorker.ready;
  const kept = await ready.pushManager.getSubscription();
  on.hidden = Boolean(kept);
  off.hidden = !kept;
}

on?.addEventListener("click", async () => {
  if ((await Notification.requestPermission()) !== "granted") {
    place.textContent = "O navegador não deixou. Libere os avisos deste site e tente de novo.";
    return;
  }
  const ready = await navigator.serviceWorker.ready;
  const made = await ready.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(place.dataset.chave) });
  const said = { endpoint: made.endpoint, p256dh: words(made.getKey("p256dh")), auth: words(made.getKey("auth")) };
  const answer = await post("/alertas/aparelho", said);
  place.textContent = answer.ok ? "Este aparelho recebe os avisos." : "Não deu certo. Recarregue e tente de novo.";
  show();
});

off?.addEventListener("click", async () => {
  const ready = await navigator.serviceWorker.ready;
  const kept = await ready.pushManager.getSubscription();
  if (kept) {
    await post("/alertas/aparelho/tirar", { endpoint: kept.endpoint });
    await kept.unsubscribe();
  }
  place.textContent = "Este aparelho não recebe mais avisos.";
  show();
});

if (place?.dataset.chave && "serviceWorker" in navigator && "PushManager" in window) show();
else if (place) place.textContent = "Neste navegador os avisos não chegam. No celular, instale a Central na tela de início.";
