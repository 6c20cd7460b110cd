"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const decided = new Map(JSON.parse($("data").content.textContent).map((d) => [d.rule, d.do]));
  const quoted = (s) => JSON.stringify(s).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (c) =>
    `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

  function say() {
    $("decided").textContent = decided.size ? `(${decided.size})` : "(none)";
  }
  for (const row of document.querySelectorAll("#rules tbody tr")) {
    const cell = row.insertCell(), select = document.createElement("select");
    select.setAttribute("aria-label", `Decision about ${row.dataset.rule}`);
    for (const [value, text] of [["", "\u2014"], ["reject", "reject in all"], ["accept", "accept in all"]])
      select.add(new Option(text, value, false, (decided.get(row.dataset.rule) ?? "") === value));
    select.addEventListener("change", () => {
      select.value ? decided.set(row.dataset.rule, select.value) : decided.delete(row.dataset.rule);
      for (const other of document.querySelectorAll(`#rules tr[data-rule="${CSS.escape(row.dataset.rule)}"] select`)) other.value = select.value;
      say();
    });
    cell.append(select);
  }
  const head = document.createElement("th");
  head.scope = "col";
  head.textContent = "decision";
  document.querySelector("#rules thead tr").append(head);

  $("save").addEventListener("click", () => {
    const lines = ["schema: fairleaf.decisions/1", decided.size ? "rules:" : "rules: []"];
    for (const [rule, what] of decided) lines.push(`  - rule: ${quoted(rule)}`, `    do: ${what}`);
    const text = lines.join("\n") + "\n";
    $("yaml").value = text;
    $("download").download = "rules.decisions.yaml";
    $("download").href = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    $("saved").showModal();
  });
  $("copy").addEventListener("click", () => { $("yaml").select(); document.execCommand("copy"); });
  $("done").addEventListener("click", () => $("saved").close());
  document.documentElement.classList.add("scripted");
  say();
})();
