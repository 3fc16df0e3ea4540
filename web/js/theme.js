// Light or dark, before the first paint: what was chosen on this machine, else what the system wants.
(() => {
  const KEY = "central.tema";
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const wanted = () => localStorage.getItem(KEY) ?? (system.matches ? "dark" : "light");
  const apply = () => { document.documentElement.dataset.theme = wanted(); };

  apply();
  system.addEventListener("change", apply);
  window.addEventListener("storage", apply);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#tema")) return;
    localStorage.setItem(KEY, wanted() === "dark" ? "light" : "dark");
    apply();
  });
})();
