// The saved queries as examples, each with a form for its parameters.

import { useState } from "preact/hooks";
import { address } from "../api/client.ts";
import type { SavedQuery } from "../api/types.ts";
import { pick, t } from "../words/index.ts";
import { filled } from "./fill.ts";

interface Props {
  queries: SavedQuery[];
  onChoose(query: string): void;
}

export function Saved({ queries, onChoose }: Props) {
  const [sought, setSought] = useState("");
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (query: SavedQuery) => {
    const text = [query.name, query.summary.zh, query.summary.en, ...query.tags].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return (
    <>
      <input type="search" value={sought} placeholder={t("ask.saved.find")} aria-label={t("ask.saved.find")} onInput={(event) => setSought(event.currentTarget.value)} />
      <ul class="saved">
        {queries.filter(fits).map((query) => (
          <li key={query.name}><One query={query} onChoose={onChoose} /></li>
        ))}
      </ul>
    </>
  );
}

function One({ query, onChoose }: { query: SavedQuery; onChoose(query: string): void }) {
  const [values, setValues] = useState<Record<string, string>>({});
  const value = (name: string) => values[name] ?? query.parameters.find((p) => p.name === name)?.default ?? "";
  const given = Object.fromEntries(query.parameters.map((p) => [p.name, value(p.name)]));
  const missing = query.parameters.some((p) => p.required && value(p.name) === "");
  return (
    <details>
      <summary>{pick(query.summary.zh, query.summary.en)}</summary>
      <p>{pick(query.description.zh, query.description.en)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onChoose(filled(query, given));
        }}
      >
        {query.parameters.map((parameter) => (
          <label key={parameter.name}>
            {pick(parameter.label.zh, parameter.label.en)}
            <input
              value={value(parameter.name)}
              required={parameter.required}
              list={`${query.name}-${parameter.name}`}
              onInput={(event) => setValues({ ...values, [parameter.name]: event.currentTarget.value })}
            />
            <datalist id={`${query.name}-${parameter.name}`}>
              {parameter.examples.map((example) => <option key={example} value={example} />)}
            </datalist>
          </label>
        ))}
        <div class="row">
          <button type="submit" disabled={missing}>{t("ask.run")}</button>
          {!missing && <a href={address(`api/queries/${query.name}`, { ...given, format: "csv" })} download={`${query.name}.csv`}>CSV</a>}
        </div>
      </form>
    </details>
  );
}
