// The query form of the front page: asks the endpoint and shows the rows, without leaving the page.
const form = document.getElementById("ask");
if (form) {
  const area = form.elements.query;
  const status = document.getElementById("status");
  const answer = document.getElementById("answer");

  const cell = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };

  const shown = (term) => {
    const td = document.createElement("td");
    if (term === undefined) return td;
    const local = term.type === "uri" && term.value.match(/^https:\/\/w3id\.org\/casegraph\/id\/(.+)$/);
    if (local) {
      const link = cell("a", local[1]);
      link.href = "/id/" + local[1];
      td.append(link);
    } else {
      td.textContent = term.value;
    }
    return td;
  };

  const table = (results) => {
    const element = document.createElement("table");
    const head = element.createTHead().insertRow();
    for (const name of results.head.vars) head.append(cell("th", name));
    const body = element.createTBody();
    for (const binding of results.results.bindings) {
      const row = body.insertRow();
      for (const name of results.head.vars) row.append(shown(binding[name]));
    }
    return element;
  };

  const show = (text, type) => {
    if (!type.includes("sparql-results+json")) return cell("pre", text);
    const results = JSON.parse(text);
    return "boolean" in results ? cell("p", String(results.boolean)) : table(results);
  };

  let running = null;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (running) running.abort();
    running = new AbortController();
    const started = performance.now();
    status.textContent = "… 运行中";
    answer.replaceChildren();
    try {
      const response = await fetch("/sparql", {
        method: "POST",
        headers: { accept: "application/sparql-results+json, text/turtle;q=0.9, application/json;q=0.5" },
        body: new URLSearchParams({ query: area.value }),
        signal: running.signal,
      });
      const text = await response.text();
      const took = Math.round(performance.now() - started);
      if (!response.ok) {
        const { error } = JSON.parse(text);
        const message = cell("p", [error.message, error.hint].filter(Boolean).join("\n"));
        message.className = "error";
        answer.append(message);
        status.textContent = "";
        return;
      }
      answer.append(show(text, response.headers.get("content-type") ?? ""));
      const rows = answer.querySelectorAll("tbody tr").length;
      status.textContent = `${rows} rows 行, ${took} ms`;
    } catch (error) {
      if (error.name !== "AbortError") status.textContent = String(error);
    }
  });

  const download = (format) => (event) => {
    event.currentTarget.href = "/sparql?" + new URLSearchParams({ query: area.value, format });
  };
  document.getElementById("csv").addEventListener("click", download("csv"));
  document.getElementById("json").addEventListener("click", download("json"));

  for (const link of document.querySelectorAll("[data-query]")) {
    link.addEventListener("click", async (event) => {
      event.preventDefault();
      const saved = await (await fetch("/api/queries")).json();
      area.value = saved.find((query) => query.name === link.dataset.query).query;
      const response = await fetch(`/api/queries/${link.dataset.query}`, { headers: { accept: "application/sparql-results+json, text/turtle;q=0.9" } });
      answer.replaceChildren(show(await response.text(), response.headers.get("content-type") ?? ""));
      status.textContent = link.textContent;
      form.scrollIntoView({ behavior: "smooth" });
    });
  }
}
