"use strict";
/* The search of an archive: pairs of characters are looked up in the files of search/s/, which are
   loaded when they are needed; what is shown of a report is in search/r/. convert/site/search.h says
   what is in them. */
(() => {
  const { reports, shards, block, fold: table } = window.fairleafIndex;
  const shown = 20, score = [1, 2, 3, 6];
  const $ = (id) => document.getElementById(id);
  const input = $("q"), list = $("results"), found = $("found"), more = $("more");
  const loaded = { s: new Map(), r: new Map() }, waiting = new Map();
  let turn = 0, hits = [], at = 0, words = [];

  function load(kind, n) {
    if (loaded[kind].has(n)) return loaded[kind].get(n);
    const promise = new Promise((done) => {
      waiting.set(kind + n, done);
      const script = document.createElement("script");
      script.src = `search/${kind}/${n}.js`;
      script.onerror = () => done(kind === "s" ? {} : []);
      script.onload = () => script.remove();
      document.head.append(script);
    });
    loaded[kind].set(n, promise);
    return promise;
  }
  window.fairleafShard = (n, pairs) => waiting.get("s" + n)(pairs);
  window.fairleafReports = (n, rows) => waiting.get("r" + n)(rows);

  /* As convert/site/fold.c has it; every character stays one. */
  const same = new Map();
  for (let i = 0; i < table.length; i += 2) same.set(table[i], table[i + 1]);
  const fold = (text) => text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]/g, (c) => c.toLowerCase()).replace(/[\u4e00-\u9fff]/g, (c) => same.get(c) ?? c);
  const split = (text) => fold(text).match(/[\p{L}\p{M}0-9\u3007]+/gu) ?? [];
  function pairsOf(word) {
    const c = [...word], out = [];
    for (let i = 1; i < c.length; i++) out.push(c[i - 1] + c[i]);
    return out;
  }
  function shardOf(pair) {
    const [a, b] = [...pair].map((c) => c.codePointAt(0));
    return ((Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 16) & (shards - 1);
  }
  function* decode(text) {
    let n = 0, shift = 0, report = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i), symbol = c === 112 ? 44 : c - 48;
      n |= (symbol & 31) << shift;
      shift += 5;
      if (symbol & 32) continue;
      report += n >>> 2;
      yield [report, n & 3];
      n = shift = 0;
    }
  }

  /* The reports that have all pairs, the best first, then the newest. */
  async function search(pairs) {
    const lists = await Promise.all(pairs.map(async (p) => (await load("s", shardOf(p)))[p] ?? ""));
    const seen = new Uint16Array(reports), sum = new Uint32Array(reports);
    lists.forEach((text, i) => {
      for (const [report, weight] of decode(text)) {
        if (seen[report] === i) { seen[report]++; sum[report] += score[weight]; }
      }
    });
    const out = [];
    for (let i = 0; i < reports; i++) if (seen[i] === lists.length) out.push(i);
    return out.sort((a, b) => sum[b] - sum[a] || a - b);
  }

  function marked(to, text) {
    const lower = fold(text);
    let from = 0;
    for (let i = 0; i < text.length;) {
      const word = words.find((w) => lower.startsWith(w, i));
      if (!word) { i++; continue; }
      to.append(text.slice(from, i));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(i, i + word.length);
      to.append(mark);
      from = i += word.length;
    }
    to.append(text.slice(from));
  }
  function element(name, kind, lang) {
    const e = document.createElement(name);
    if (kind) e.className = kind;
    if (lang) e.lang = lang;
    return e;
  }
  function row([title, href, date, note, lang, summary]) {
    const li = element("li");
    if (date) {
      const time = element("time");
      time.dateTime = time.textContent = date;
      li.append(time);
    }
    const head = element("p", "title", lang), link = element("a");
    link.href = href;
    marked(link, title);
    head.append(link);
    li.append(head);
    if (note) {
      const p = element("p", "note", lang);
      p.textContent = note;
      li.append(p);
    }
    if (summary) {
      const p = element("p", "note", lang);
      marked(p, summary);
      li.append(p);
    }
    return li;
  }
  async function show(now) {
    const next = hits.slice(at, at + shown);
    const rows = await Promise.all(next.map(async (n) => (await load("r", Math.floor(n / block)))[n % block]));
    if (now !== turn) return;
    if (at === 0) list.replaceChildren();
    list.append(...rows.filter(Boolean).map(row));
    at += next.length;
    more.hidden = at >= hits.length;
  }

  async function run() {
    const now = ++turn;
    words = split(input.value).filter((w) => [...w].length > 1);
    const pairs = [...new Set(words.flatMap(pairsOf))];
    if (!pairs.length) {
      list.replaceChildren();
      more.hidden = true;
      found.textContent = input.value.trim() ? found.dataset.hint : "";
      return;
    }
    const result = await search(pairs);
    if (now !== turn) return;
    hits = result;
    at = 0;
    found.textContent = hits.length ? found.dataset.found.replace("{n}", hits.length) : found.dataset.none;
    await show(now);
    if (now === turn) document.documentElement.dataset.found = hits.length;
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", run);
  input.form.addEventListener("submit", (event) => {
    event.preventDefault();
    try { history.replaceState(null, "", "?q=" + encodeURIComponent(input.value)); } catch { /* a folder */ }
    run();
  });
  more.addEventListener("click", () => show(turn));
  if (input.value) run();
  input.focus();
})();
