// What a page does by itself: keys, what is live, drafts that outlive a lost connection, and the lock.
(() => {
  "use strict";
  const body = document.body;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const one = (selector, within = document) => within.querySelector(selector);
  const csrf = body.dataset.csrf;
  const tell = (words) => { one("#told").textContent = words; };

  // Keys -------------------------------------------------------------------------------------------------
  const KEYS = "opplussen-toetsen-uit";
  const keysOn = () => localStorage.getItem(KEYS) === null;
  const typing = (element) => element.matches("input:not([type=radio]):not([type=checkbox]), textarea, select");
  const rows = () => all("[data-row]");
  let chosen = -1;

  function walk(step) {
    const found = rows();
    if (!found.length) return;
    const here = found.findIndex((row) => row.contains(document.activeElement));
    chosen = Math.min(Math.max((here < 0 ? chosen : here) + step, 0), found.length - 1);
    (found[chosen].hasAttribute("tabindex") ? found[chosen] : one("a", found[chosen])).focus();
    found[chosen].scrollIntoView({ block: "nearest" });
  }

  // The list that somebody came from, so that n and p go on to the next case of it.
  const WALK = "opplussen-rij";
  if (one("[data-walk] [data-open]")) {
    sessionStorage.setItem(WALK, JSON.stringify(all("[data-walk] [data-open]").map((a) => a.getAttribute("href"))));
  }
  function beside(step) {
    const path = location.pathname;
    const list = JSON.parse(sessionStorage.getItem(WALK) || "[]");
    const at = list.indexOf(path);
    if (at >= 0 && list[at + step]) location.href = list[at + step];
    else if (rows().length) walk(step);
  }

  // A meeting: one step a screen, with n and p; without this script all steps stand below each other.
  const steps = all("[data-step]");
  const STEP = `opplussen-stap-${location.pathname}`;
  function step(to, focus = true) {
    const at = Math.min(Math.max(to, 0), steps.length - 1);
    sessionStorage.setItem(STEP, String(at));
    steps.forEach((one, number) => { one.hidden = number !== at; });
    one("[data-where]").textContent = `${at + 1} van ${steps.length}`;
    one("[data-back]").disabled = at === 0;
    one("[data-on]").disabled = at === steps.length - 1;
    if (focus) one("h2", steps[at]).focus();
  }
  const stepBy = (by) => step(Number(sessionStorage.getItem(STEP) || 0) + by);
  if (steps.length) {
    one("[data-stepping]").hidden = false;
    one("[data-back]").addEventListener("click", () => stepBy(-1));
    one("[data-on]").addEventListener("click", () => stepBy(1));
    for (const field of all("[data-step] input")) {
      field.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        stepBy(1);
      });
    }
    step(Number(sessionStorage.getItem(STEP) || 0), false);
  }

  const doing = {
    j: () => walk(1),
    k: () => walk(-1),
    n: () => (steps.length ? stepBy(1) : beside(1)),
    p: () => (steps.length ? stepBy(-1) : beside(-1)),
    Enter: () => one("[data-open]", document.activeElement)?.click(),
    a: () => (one("[data-acknowledge]") || one("[data-act]"))?.focus(),
    r: () => one("[data-refresh]")?.click(),
    "/": () => (one("[data-search]") ? one("[data-search]").focus() : null),
    "?": () => one("#help")?.showModal(),
    Escape: () => one("[data-up]")?.focus(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (event.key === "Enter" && !event.target.matches("[data-row]")) return;
    if (!keysOn() && event.key !== "Enter") return;
    if (one("dialog[open]") || !Object.hasOwn(doing, event.key)) return;
    if (event.key !== "Enter" && event.key !== "Escape") event.preventDefault();
    doing[event.key]();
  });
  const keysBox = one("[data-keys]");
  if (keysBox) {
    keysBox.checked = keysOn();
    keysBox.addEventListener("change", () => {
      if (keysBox.checked) localStorage.removeItem(KEYS);
      else localStorage.setItem(KEYS, "1");
    });
  }
  one("[data-help]")?.addEventListener("click", () => one("#help").showModal());
  one("[data-print]")?.addEventListener("click", () => window.print());
  one("#fout")?.focus();

  // Live -------------------------------------------------------------------------------------------------
  const inbox = one("[data-inbox]");
  if (inbox) {
    let known = new Set(all("[data-row]", inbox).map((row) => row.id));
    body.addEventListener("htmx:afterSwap", (event) => {
      if (event.target !== inbox) return;
      const fresh = all("[data-row]", inbox).filter((row) => !known.has(row.id));
      fresh.forEach((row) => row.classList.add("is-new"));
      known = new Set(all("[data-row]", inbox).map((row) => row.id));
      if (fresh.length) tell(fresh.length === 1 ? "Er kwam 1 escalatie bij." : `Er kwamen ${fresh.length} escalaties bij.`);
    });
  }
  body.addEventListener("htmx:sseMessage", (event) => {
    const time = one("[data-tijd]", event.target)?.dataset.tijd;
    if (time && one("[data-updated]")) one("[data-updated]").textContent = time;
    if (event.detail.type === "vergrendeld") lock();
  });

  // A slider that goes along with a field: of days, or of numbers ---------------------------------------------
  for (const slider of all("[data-follows]")) {
    const field = one(slider.dataset.follows);
    const dayOf = (days) => new Date(Date.parse(slider.dataset.first) + days * 86400000).toISOString().slice(0, 10);
    slider.addEventListener("input", () => {
      field.value = slider.dataset.first ? dayOf(slider.valueAsNumber) : slider.value;
      slider.setAttribute("aria-valuetext", field.value);
    });
    slider.addEventListener("change", () => slider.form.requestSubmit());
  }

  // Choosing by typing ------------------------------------------------------------------------------------
  for (const field of all("[data-filter]")) {
    const list = one(field.dataset.filter);
    const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    field.addEventListener("input", () => {
      const words = plain(field.value).split(/\s+/).filter(Boolean);
      let found = 0;
      for (const group of all("[data-group]", list)) {
        let here = 0;
        for (const label of all("label", group)) {
          label.hidden = !words.every((word) => plain(label.textContent).includes(word));
          here += !label.hidden;
        }
        group.hidden = !here;
        found += here;
      }
      one("[data-none]", list).hidden = found > 0;
      tell(`${found} ${found === 1 ? "teken" : "tekens"} gevonden`);
    });
  }

  // Drafts: in this tab only, gone after sending and after logging out --------------------------------------
  const DRAFT = "opplussen-concept-";
  const forget = (prefix) => Object.keys(sessionStorage).filter((key) => key.startsWith(prefix)).forEach((key) => sessionStorage.removeItem(key));
  if (!body.hasAttribute("data-logged-in")) forget("opplussen-");
  addEventListener("load", () => forget("htmx-"));
  const sent = one("[data-sent]");
  if (sent) {
    forget(DRAFT + sent.dataset.sent);
    forget("opplussen-stap-");
  }
  for (const line of all("[data-unfinished]")) line.hidden = sessionStorage.getItem(DRAFT + line.dataset.unfinished) === null;
  for (const form of all("[data-draft]")) {
    const key = DRAFT + form.dataset.draft;
    const kept = JSON.parse(sessionStorage.getItem(key) || "null");
    if (kept) {
      for (const field of form.elements) {
        if (field.type === "checkbox") field.checked = field.value === kept[field.name];
        if (!(field.name in kept) || field.name === "csrf" || field.type === "checkbox") continue;
        if (field.type === "radio") field.checked = field.value === kept[field.name];
        else field.value = kept[field.name];
      }
    }
    form.addEventListener("input", () => {
      const filled = Object.fromEntries(new FormData(form));
      delete filled.csrf;
      sessionStorage.setItem(key, JSON.stringify(filled));
    });
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) {
        event.preventDefault();
        showOffline(true);
      }
    });
  }
  function showOffline(is) {
    const line = one("[data-offline]");
    if (line) line.hidden = !is;
  }
  addEventListener("offline", () => showOffline(true));
  addEventListener("online", () => showOffline(false));
  for (const form of all("[data-leave]")) form.addEventListener("submit", () => forget("opplussen-"));

  // The lock: after five minutes in which nobody did anything -------------------------------------------------
  if (!body.hasAttribute("data-logged-in")) return;
  const IDLE_MS = 300000;
  const WARNED_MS = 240000;
  const AWAKE_MS = 60000;
  let active = Date.now();
  let told = Date.now();
  let locked = false;
  const busy = () => { active = Date.now(); };
  ["pointerdown", "keydown", "scroll", "touchstart"].forEach((kind) => addEventListener(kind, busy, { passive: true }));
  setInterval(() => {
    const now = Date.now();
    one("#soon").hidden = now - active < WARNED_MS;
    if (now - active >= IDLE_MS) lock();
    else if (active > told && now - told >= AWAKE_MS) {
      told = now;
      fetch("/bezig", { method: "POST", headers: { "X-CSRF": csrf } }).then((answer) => { if (answer.redirected) lock(); }, () => {});
    }
  }, 1000);
  function lock() {
    if (locked) return; // the form is on its way: a second one would find nobody logged in and lose the reason
    locked = true;
    one("#lock").hidden = false;
    const form = document.createElement("form");
    form.method = "post";
    form.action = "/uitloggen";
    for (const [name, value] of [["csrf", csrf], ["reden", "stil"], ["naar", location.pathname]]) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name, value });
      form.append(field);
    }
    body.append(form);
    form.submit();
  }
})();
