"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").content.textContent);
  const KINDS = ["removed", "replaced", "joined", "inserted", "recognised", "flagged"];
  const edits = data.edits.map((e, i) => ({
    id: i + 1, rule: data.rules[e[0]][0], group: e[0], kind: data.rules[e[0]][1], line: e[1], from: e[2], to: e[3],
    sure: e[4] / 100, before: e[5], after: e[6], why: e[7] || data.rules[e[0]][2], others: e.slice(8),
  }));
  const decided = new Map();            // id: { do, text }
  const rejected = new Set();           // groups of which all is rejected
  const kept = [];                      // decided before, about changes that are not here any more
  const parts = (id) => document.querySelectorAll(`#e${id},[data-e="${id}"]`);
  const entries = [...document.querySelectorAll("nav .first li, nav .all li")];
  const entryOf = new Map();
  const alike = new Map();              // an entry stands for all changes of its kind, not only for those it links to
  const key = (e) => JSON.stringify(e.before === null || e.after === null ? [e.id] : [e.group, e.before, e.after]);
  for (const e of edits) alike.has(key(e)) ? alike.get(key(e)).push(e.id) : alike.set(key(e), [e.id]);
  for (const li of entries) {
    const link = li.querySelector('a[href^="#e"]'), all = li.closest(".all");
    li.ids = !link ? [] : all ? alike.get(key(edits[link.hash.slice(2) - 1])) : [+link.hash.slice(2)];
    for (const id of li.ids) if (!entryOf.has(id) || all) entryOf.set(id, li);
  }
  let order = [], at = -1, open = 0;

  /* ---- which changes, in which order ---- */

  const doubt = (e) => (e.kind === 5 ? -1 : e.sure);
  function arrange() {
    const shown = edits.filter((e) => !entryOf.get(e.id)?.hidden);
    order = $("order").value === "text" ? shown : shown.sort((a, b) => doubt(a) - doubt(b) || a.id - b.id);
    at = order.findIndex((e) => e.id === open);
    say();
  }
  /* What was decided before. A change that was rejected then is not among these when the outputs were made with it. */
  function recall() {
    const byPlace = new Map(edits.map((e) => [`${e.rule} ${e.from},${e.to}`, e]));
    for (const d of data.prior) {
      const here = edits.filter((e) => e.rule === d.rule);
      const placed = d.byte || d.line || d.edit;
      const meant = d.byte ? byPlace.get(`${d.rule} ${d.byte}`) : d.edit ? null : // numbers are those of another ledger
        d.line && here.filter((e) => e.line === +d.line).length === 1 ? here.find((e) => e.line === +d.line) : null;
      if (placed && meant?.rule === d.rule) decided.set(meant.id, { do: d.do, text: d.text });
      else if (!placed && d.do === "reject" && here.length) rejected.add(here[0].group);
      else kept.push(d);
    }
  }
  function say() {
    $("place").textContent = order.length ? `${at < 0 ? "\u2013" : at + 1} of ${order.length}` : "none";
    const n = decided.size + rejected.size + kept.length;
    $("decided").textContent = n ? `(${n})` : "(none)";
  }
  function filter() {
    const words = $("filter").value.toLowerCase().split(/\s+/).filter(Boolean), kind = $("kind").value;
    let shown = 0;
    for (const li of entries) {
      if (!li.ids.length) continue;
      const e = edits[li.ids[0] - 1];
      li.text ??= [e.rule, e.why, e.before ?? "", e.after ?? "", li.textContent].join(" ").toLowerCase();
      li.hidden = (kind !== "" && e.kind !== +kind) || !words.every((w) => li.text.includes(w));
      if (!li.hidden && li.closest(".all")) shown += li.ids.length;
    }
    for (const d of document.querySelectorAll("nav details")) d.hidden = !d.querySelector("li:not([hidden])");
    $("shown").textContent = words.length || kind !== "" ? `${shown} of ${edits.length} changes` : "";
    arrange();
  }

  /* ---- the change at hand ---- */

  function put(parent, tag, text, kind) {
    const node = document.createElement(tag);
    node.textContent = text;
    if (kind) node.className = kind;
    parent.append(node);
    return node;
  }
  const shown = (text) => (text === null ? "(long: see the text)" :
    (text.trim() ? text : text.replace(/ /g, "\u2423")).replace(/\r\n|\n|\r/g, "\u23ce"));

  function show(id, scroll) {
    for (const p of parts(open)) p.classList.remove("on");
    entryOf.get(open)?.classList.remove("now");
    open = id;
    at = order.findIndex((e) => e.id === id);
    const e = edits[id - 1];
    for (const p of parts(id)) p.classList.add("on");
    const li = entryOf.get(id);
    li?.classList.add("now");
    const what = $("what");
    what.textContent = "";
    put(what, "span", KINDS[e.kind], `sw k${e.kind}`);
    what.append(` line ${e.line}, bytes ${e.from} to ${e.to} \u00b7 ${e.sure.toFixed(2)} sure`);
    $("why").textContent = "";
    put($("why"), "code", e.rule);
    $("why").append(`: ${e.why}`);
    const texts = $("texts");
    texts.textContent = "";
    texts.className = `k${e.kind}`;
    put(texts, e.kind > 3 ? "mark" : "del", shown(e.before));
    if (e.kind < 4) {
      put(texts, "span", "\u2192", "to");
      e.after === "" ? put(texts, "span", "nothing", "to") : put(texts, "ins", shown(e.after));
    }
    const others = $("others");
    others.hidden = !e.others.length;
    others.textContent = "or ";
    for (const o of e.others) put(others, "button", o).type = "button";
    $("rule").textContent = e.rule;
    $("card").hidden = false;
    document.documentElement.classList.add("open");
    boxes();
    document.documentElement.style.setProperty("--card", `${$("card").offsetHeight}px`);
    if (scroll) {
      const first = parts(id)[0];
      first?.scrollIntoView({ block: "center", behavior: "instant" });
      first?.setAttribute("tabindex", "-1");
      first?.focus({ preventScroll: true });
      if (li) bring(li);
    }
    say();
  }
  /* Scrolls the list, not the page, until an entry is in its upper half. */
  function bring(li) {
    const nav = document.querySelector("nav"), list = li.closest("details ul"), d = li.closest("details");
    if (d) d.open = true;
    if (nav.scrollHeight <= nav.clientHeight) return;
    const top = (node) => node.getBoundingClientRect().top;
    if (list) list.scrollTop += top(li) - top(list) - list.clientHeight / 3;
    nav.scrollTop += top(li) - top(nav) - nav.clientHeight / 4;
  }
  function close() {
    for (const p of parts(open)) p.classList.remove("on");
    entryOf.get(open)?.classList.remove("now");
    open = 0;
    $("card").hidden = true;
    document.documentElement.classList.remove("open");
  }
  function step(by) {
    if (!order.length) return;
    at = at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length;
    show(order[at].id, true);
  }

  /* ---- decisions ---- */

  const isRejected = (id) => decided.get(id)?.do === "reject" || (rejected.has(edits[id - 1].group) && !decided.has(id));
  function boxes() {
    if (open) {
      const d = decided.get(open);
      $("reject").checked = isRejected(open);
      $("accept").checked = d?.do === "accept";
      $("own").value = d?.do === "text" ? d.text : "";
      $("reject-rule").checked = rejected.has(edits[open - 1].group);
    }
    for (const li of entries) {
      if (!li.box) continue;
      const n = li.ids.filter(isRejected).length;
      li.box.checked = n === li.ids.length;
      li.box.indeterminate = n > 0 && n < li.ids.length;
      li.classList.toggle("no", n === li.ids.length);
    }
    say();
  }
  function mark(ids) {
    for (const id of ids) for (const p of parts(id)) p.classList.toggle("no", isRejected(id));
    boxes();
  }
  function decide(id, what, text) {
    const d = decided.get(id), ruled = rejected.has(edits[id - 1].group);
    if (what === null || (d && d.do === what && what !== "text")) ruled && what === null ? decided.set(id, { do: "accept" }) : decided.delete(id);
    else if (what === "reject" && ruled) decided.delete(id);
    else decided.set(id, { do: what, text });
    mark([id]);
  }
  function decideRule(group, reject) {
    reject ? rejected.add(group) : rejected.delete(group);
    mark(edits.filter((e) => e.group === group).map((e) => e.id));
  }
  for (const li of entries) {
    if (!li.ids.length) continue;
    const label = document.createElement("label");
    label.className = "box";
    li.box = document.createElement("input");
    li.box.type = "checkbox";
    label.append(li.box, li.ids.length > 1 ? ` reject all ${li.ids.length}` : " reject");
    li.prepend(label);
    li.box.addEventListener("change", () => {
      for (const id of li.ids) {
        if (li.box.checked) rejected.has(edits[id - 1].group) ? decided.delete(id) : decided.set(id, { do: "reject" });
        else rejected.has(edits[id - 1].group) ? decided.set(id, { do: "accept" }) : decided.delete(id);
      }
      mark(li.ids);
    });
  }

  /* A YAML double-quoted scalar: JSON, with what YAML takes for a line end or refuses written as escapes. */
  const quoted = (s) => JSON.stringify(s).replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/gu, (c) =>
    `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  function yaml() {
    const lines = ["# Decisions on one report, made on its review page.", "schema: fairleaf.decisions/1", "documents:",
      `  - source: ${quoted(data.source)}`, `    sha256: ${data.sha256}`, "    decisions:"];
    for (const d of kept) {
      lines.push(`      - rule: ${quoted(d.rule)}`);
      if (d.line) lines.push(`        line: ${d.line}`);
      if (d.byte) lines.push(`        byte: [${d.byte.replace(",", ", ")}]`);
      if (d.edit) lines.push(`        edit: ${d.edit}`);
      if (d.before !== undefined) lines.push(`        before: ${quoted(d.before)}`);
      lines.push(`        do: ${d.do}`);
      if (d.text !== undefined) lines.push(`        text: ${quoted(d.text)}`);
    }
    for (const g of [...rejected].sort((a, b) => a - b))
      lines.push(`      - rule: ${data.rules[g][0]}`, "        do: reject");
    for (const [id, d] of [...decided].sort((a, b) => a[0] - b[0])) {
      const e = edits[id - 1];
      lines.push(`      - rule: ${e.rule}`, `        line: ${e.line}`, `        byte: [${e.from}, ${e.to}]`);
      if (e.before !== null) lines.push(`        before: ${quoted(e.before)}`);
      lines.push(`        do: ${d.do}`);
      if (d.do === "text") lines.push(`        text: ${quoted(d.text)}`);
    }
    if (!decided.size && !rejected.size && !kept.length) lines[lines.length - 1] += " []";
    return lines.join("\n") + "\n";
  }
  function save() {
    const text = yaml(), name = data.source.replace(/^.*\//, "").replace(/\.[^.]*$/, "") + ".decisions.yaml";
    $("yaml").value = text;
    $("file").textContent = name;
    $("kept").hidden = !kept.length;
    $("kept").textContent = `${kept.length} of them were decided before, about changes that are not on this page.`;
    $("download").download = name;
    $("download").href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    $("saved").showModal();
  }

  /* ---- hover ---- */

  const tip = $("tip");
  const idOf = (node) => {
    const p = node.closest?.(".panes del, .panes ins, .panes mark");
    return p ? +(p.dataset.e ?? p.id.slice(1)) : 0;
  };
  function hover(event) {
    const id = idOf(event.target);
    tip.hidden = !id;
    if (!id) return;
    const e = edits[id - 1], box = event.target.getBoundingClientRect();
    tip.textContent = "";
    put(tip, "b", `${e.rule} \u00b7 ${e.sure.toFixed(2)} sure`);
    tip.append(e.why);
    const x = Math.min(event.clientX || box.left, innerWidth - tip.offsetWidth - 12);
    const y = event.clientY || box.bottom;
    tip.style.left = `${Math.max(8, x)}px`;
    tip.style.top = `${y + 22 + tip.offsetHeight > innerHeight ? y - tip.offsetHeight - 14 : y + 18}px`;
  }

  /* ---- what the reader does ---- */

  document.addEventListener("mouseover", hover);
  document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('nav a[href^="#e"]');
    const id = link ? +link.hash.slice(2) : idOf(event.target);
    if (!id) return;
    event.preventDefault();
    show(id, !!link);
  });
  $("previous").addEventListener("click", () => step(-1));
  $("next").addEventListener("click", () => step(1));
  $("order").addEventListener("change", arrange);
  $("filter").addEventListener("input", filter);
  $("filter").form.addEventListener("submit", (event) => event.preventDefault());
  $("kind").addEventListener("change", filter);
  $("close").addEventListener("click", close);
  $("reject").addEventListener("change", (event) => decide(open, event.target.checked ? "reject" : null));
  $("accept").addEventListener("change", (event) => decide(open, event.target.checked ? "accept" : null));
  $("own").addEventListener("input", (event) => decide(open, "text", event.target.value));
  $("others").addEventListener("click", (event) => {
    if (event.target.tagName === "BUTTON") decide(open, "text", event.target.textContent);
  });
  $("reject-rule").addEventListener("change", (event) => decideRule(edits[open - 1].group, event.target.checked));
  $("save").addEventListener("click", save);
  $("copy").addEventListener("click", () => { $("yaml").select(); document.execCommand("copy"); });
  $("done").addEventListener("click", () => $("saved").close());
  $("help").addEventListener("click", () => $("keys").showModal());
  $("keys-done").addEventListener("click", () => $("keys").close());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) close();
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !$("keys-on").checked) return;
    const act = {
      j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1),
      x: () => open && decide(open, "reject"), a: () => open && decide(open, "accept"),
      e: () => open && $("own").focus(), "/": () => $("filter").focus(), s: save, "?": () => $("keys").showModal(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  document.documentElement.classList.add("scripted");
  recall();
  arrange();
  mark([...decided.keys(), ...edits.filter((e) => rejected.has(e.group)).map((e) => e.id)]);
  const asked = /^#e(\d+)$/.exec(location.hash);
  if (asked && edits[asked[1] - 1]) show(+asked[1], true);
})();
