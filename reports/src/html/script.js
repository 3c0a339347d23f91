// Searching, filtering, keys and indenting. The page is complete without it. It never makes markup of text: everything
// a peer sent goes through textContent.
"use strict";
(() => {
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const form = document.getElementById("filter");
  const scenarios = all(".scenario");
  const state = { q: "", v: [], f: "", at: "" };
  let marked = null;

  // -- what is searched: names, requirements, steps
  const index = new Map();
  const words = (scenario) => {
    if (!index.has(scenario)) {
      const parts = all(".name, summary > .place, .tags, .rule, .steps, .held code, .finding .id", scenario);
      index.set(scenario, parts.map((p) => p.textContent).join(" ").toLowerCase());
    }
    return index.get(scenario);
  };

  const fits = (scenario) => {
    const wanted = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    return (!state.v.length || state.v.includes(scenario.dataset.v))
      && (!state.f || scenario.dataset.f.split(" ").includes(state.f))
      && wanted.every((word) => words(scenario).includes(word));
  };

  // -- the state is in the address, so that a link leads to what is seen
  const read = () => {
    const hash = location.hash.slice(1);
    const isState = /^(q|v|f|at)=/.test(hash);
    const given = new URLSearchParams(isState ? hash : "");
    const plain = isState ? "" : hash;
    state.q = given.get("q") || "";
    state.v = (given.get("v") || "").split(",").filter(Boolean);
    state.f = given.get("f") || "";
    try { state.at = given.get("at") || decodeURIComponent(plain); } catch { state.at = plain; }
  };
  const write = (push) => {
    const to = new URLSearchParams();
    if (state.q) to.set("q", state.q);
    if (state.v.length) to.set("v", state.v.join(","));
    if (state.f) to.set("f", state.f);
    const filtered = String(to) !== "";
    if (state.at) to.set("at", state.at);
    const hash = "#" + (filtered ? to : state.at);
    if (hash !== (location.hash || "#")) history[push ? "pushState" : "replaceState"](null, "", hash);
  };

  const apply = () => {
    // The preflight is no scenario.
    const told = scenarios.filter((s) => !s.classList.contains("preflight"));
    for (const scenario of scenarios) scenario.hidden = !fits(scenario);
    const shown = told.filter((s) => !s.hidden).length;
    for (const group of all(".group")) group.hidden = !group.querySelector(".scenario:not([hidden])");
    if (!form) return;
    if (form.q.value !== state.q) form.q.value = state.q;
    form.f.value = state.f;
    for (const chip of all("[data-v]", form)) chip.setAttribute("aria-pressed", state.v.includes(chip.dataset.v));
    const filtered = state.q || state.v.length || state.f;
    form.querySelector("output").textContent = filtered ? `${shown} of ${told.length}` : `${shown} in all`;
    form.querySelector("#clear").hidden = !filtered;
  };
  const clear = () => Object.assign(state, { q: "", v: [], f: "" });

  // -- going somewhere: open what it stands in, and show it
  const go = (id, focus) => {
    if (marked) marked.classList.remove("at");
    marked = null;
    const target = id && document.getElementById(id);
    if (!target) return;
    const scenario = target.closest(".scenario");
    if (scenario && !fits(scenario)) { clear(); apply(); }
    for (let up = target; up; up = up.parentElement) if (up.localName === "details") up.open = true;
    if (target.closest("details")) (marked = target).classList.add("at");
    if (form) document.documentElement.style.scrollPaddingTop = `${form.contains(target) ? 0 : form.offsetHeight + 8}px`;
    target.scrollIntoView();
    const summary = target.querySelector(":scope > summary");
    if (focus && summary) summary.focus({ preventScroll: true });
  };

  // -- exchanges: indented by the script, or as they are
  const pieces = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<[^>]*>|[^<]+|</g;
  const span = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const indented = (raw) => {
    const nice = span("pre", "");
    nice.className = "nice";
    const at = raw.indexOf("\n\n");
    const body = at < 0 ? "" : raw.slice(at + 2);
    nice.append(span("span", at < 0 ? raw : raw.slice(0, at) + "\n"));
    let depth = 0;
    let leaf = false;
    for (const piece of body.match(pieces) || []) {
      const closes = piece.startsWith("</");
      if (!piece.startsWith("<") || piece.startsWith("<![")) {
        if (piece.trim()) nice.append(span("b", leaf ? piece : "\n" + "  ".repeat(depth) + piece.trim()));
        continue;
      }
      if (closes) depth = Math.max(0, depth - 1);
      nice.append(span("span", (closes && leaf ? "" : "\n" + "  ".repeat(Math.min(depth, 40))) + piece));
      leaf = !closes && !/^<[?!]|\/>$/.test(piece);
      if (leaf) depth += 1;
    }
    return nice;
  };
  const raw = (on) => {
    document.body.classList.toggle("raw", on);
    for (const button of all(".switch")) button.setAttribute("aria-pressed", on);
  };
  const isRaw = () => document.body.classList.contains("raw");
  const prepare = (exchange) => {
    if (exchange.dataset.ready) return;
    exchange.dataset.ready = "yes";
    for (const pre of all("pre.m", exchange)) {
      pre.before(indented(pre.textContent));
      const button = Object.assign(span("button", "raw"), { type: "button", className: "switch" });
      button.setAttribute("aria-pressed", isRaw());
      button.title = "As it went over the wire (r)";
      pre.parentElement.querySelector("figcaption").append(button);
    }
  };

  // -- events
  const step = (by) => {
    const seen = scenarios.filter((s) => !s.hidden);
    const here = seen.indexOf(document.activeElement.closest(".scenario"));
    const next = seen[Math.min(seen.length - 1, Math.max(0, here < 0 ? 0 : here + by))];
    if (!next) return;
    next.querySelector("summary").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const refilter = () => { apply(); write(false); };
  const keys = {
    "/": () => { form.q.focus(); form.q.select(); },
    Escape: () => { clear(); refilter(); if (document.activeElement === form.q) form.q.blur(); },
    j: () => step(1),
    k: () => step(-1),
    r: () => raw(!isRaw()),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    if (!form || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(keys, event.key)) return;
    if (typing && event.key !== "Escape") return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const to = link && link.getAttribute("href");
    if (to && to.startsWith("#") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      state.at = to.slice(1);
      go(state.at, true);
      write(true);
    }
    if (event.target.closest(".switch")) raw(!isRaw());
  });
  document.addEventListener("toggle", (event) => {
    const one = event.target;
    if (one.open && one.matches(".x")) prepare(one);
    if (one.open && one.matches(".scenario") && !state.at.startsWith(one.id + "x")) { state.at = one.id; write(false); }
  }, true);
  window.addEventListener("hashchange", () => { read(); apply(); go(state.at, true); });
  window.addEventListener("popstate", () => { read(); apply(); go(state.at, false); });

  if (form) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.q.addEventListener("input", () => { state.q = form.q.value; refilter(); });
    form.f.addEventListener("change", () => { state.f = form.f.value; refilter(); });
    form.addEventListener("click", (event) => {
      const chip = event.target.closest("[data-v]");
      if (chip) {
        const v = chip.dataset.v;
        state.v = state.v.includes(v) ? state.v.filter((one) => one !== v) : state.v.concat(v);
        refilter();
      }
      if (event.target.id === "clear") { clear(); refilter(); }
    });
  }
  for (const exchange of all(".x[open]")) prepare(exchange);
  read();
  apply();
  // Only now: the browser has then been where it would go by itself.
  const goes = state.at || /^#[qvf]=/.test(location.hash);
  if (goes) window.addEventListener("load", () => go(state.at || "scenarios", true));
})();
