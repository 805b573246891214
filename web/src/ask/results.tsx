// The answer of a query: a table of terms, yes or no, or a graph as text; rows also as bars, a graph or a map.

import type { ComponentType } from "preact";
import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { IDS } from "../api/ids.ts";
import type { Results, Row, Term, Truth, Words } from "../api/types.ts";
import { useNames } from "../parts/names.ts";
import { later } from "../shell/later.tsx";
import { pick, t } from "../words/index.ts";
import { Chart } from "./chart.tsx";
import { PREFIXES, shorten } from "./complete.ts";
import { type Column, columns, numbers, things } from "./shape.ts";

/** Rows that are drawn; more are in the downloads. */
const DRAWN = 1000;

export type Outcome = { kind: "rows"; rows: Results } | { kind: "truth"; truth: Truth } | { kind: "text"; text: string };

/** What rows can be shown as. */
type Form = "table" | "chart" | "graph" | "map";

export function Answer({ outcome, query }: { outcome: Outcome; query: string }) {
  if (outcome.kind === "truth") return <p class="truth">{t(outcome.truth.boolean ? "ask.yes" : "ask.no")}</p>;
  if (outcome.kind === "text") return <pre class="turtle">{outcome.text.slice(0, 200_000)}</pre>;
  if (outcome.rows.results.bindings.length === 0) return <p class="nothing">{t("ask.empty")}</p>;
  return <Rows rows={outcome.rows} query={query} />;
}

interface Part {
  rows: Results;
  query: string;
  columns: Column[];
  names: Map<string, Words>;
}
const RowsGraph: ComponentType<Part> = later(() => import("./graph.tsx").then((m) => m.RowsGraph));
const RowsMap: ComponentType<Part> = later(() => import("./map.tsx").then((m) => m.RowsMap));

function Rows({ rows, query }: { rows: Results; query: string }) {
  const [form, setForm] = useState<Form>("table");
  const held = columns(rows);
  const names = useNames(rows.results.bindings.flatMap((row) => Object.values(row).flatMap((term) => (term?.type === "uri" && term.value.startsWith(IDS) ? [term.value] : []))));
  const fits: Record<Form, boolean> = {
    table: true,
    chart: numbers(held).length > 0,
    graph: things(held).length > 1,
    map: held.some((column) => column.holds === "place"),
  };
  const forms = (["table", "chart", "graph", "map"] as const).filter((one) => fits[one]);
  const shown = fits[form] ? form : "table";
  const part = { rows, query, columns: held, names };
  return (
    <>
      {forms.length > 1 && (
        <div class="row" role="group" aria-label={t("ask.forms")}>
          {forms.map((one) => <button key={one} type="button" class="choice" aria-pressed={one === shown} onClick={() => setForm(one)}>{t(`ask.form.${one}`)}</button>)}
        </div>
      )}
      {shown === "table" ? <Table {...part} /> : shown === "chart" ? <Chart {...part} /> : shown === "graph" ? <RowsGraph {...part} /> : <RowsMap {...part} />}
    </>
  );
}

function Table({ rows: { head, results }, names }: Part) {
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={t("ask.answer")}>
        <table class="rows">
          <thead>
            <tr>{head.vars.map((name) => <th key={name} scope="col">{name}</th>)}</tr>
          </thead>
          <tbody>
            {results.bindings.slice(0, DRAWN).map((row, index) => (
              <tr key={index}>{head.vars.map((name) => <Cell key={name} term={row[name]} names={names} />)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {results.bindings.length > DRAWN && <p class="hint">{t("ask.drawn", { n: DRAWN })}</p>}
    </>
  );
}

function Cell({ term, names }: { term: Row[string]; names: Map<string, Words> }) {
  if (!term) return <td />;
  const numeric = term.datatype !== undefined && /#(integer|decimal|double)$/.test(term.datatype);
  return <td class={numeric ? "numeric" : undefined}><TermText term={term} name={names.get(term.value)} /></td>;
}

/** A term as people read it; things of this graph lead to their page, by their name. */
function TermText({ term, name }: { term: Term; name: Words | undefined }) {
  if (term.type === "uri") {
    const id = term.value.startsWith(PREFIXES["id"]!) ? term.value.slice(PREFIXES["id"]!.length) : undefined;
    if (id) return <Link href={`/things/${encodeURIComponent(id)}`} title={term.value}>{name ? pick(name.zh, name.en) : id}</Link>;
    return <span title={term.value}>{shorten(term.value)}</span>;
  }
  return <span lang={term["xml:lang"]}>{term.value}</span>;
}
