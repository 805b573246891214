// The answer of a query: a table of terms, yes or no, or a graph as text.

import { Link } from "wouter-preact";
import type { Results, Row, Term, Truth } from "../api/types.ts";
import { t } from "../words/index.ts";
import { PREFIXES, shorten } from "./complete.ts";

/** Rows that are drawn; more are in the downloads. */
const DRAWN = 1000;

export type Outcome = { kind: "rows"; rows: Results } | { kind: "truth"; truth: Truth } | { kind: "text"; text: string };

export function Answer({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === "truth") return <p class="truth">{t(outcome.truth.boolean ? "ask.yes" : "ask.no")}</p>;
  if (outcome.kind === "text") return <pre class="turtle">{outcome.text.slice(0, 200_000)}</pre>;
  const { head, results } = outcome.rows;
  if (results.bindings.length === 0) return <p class="nothing">{t("ask.empty")}</p>;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={t("ask.answer")}>
        <table class="rows">
          <thead>
            <tr>{head.vars.map((name) => <th key={name} scope="col">{name}</th>)}</tr>
          </thead>
          <tbody>
            {results.bindings.slice(0, DRAWN).map((row, index) => (
              <tr key={index}>{head.vars.map((name) => <Cell key={name} term={row[name]} />)}</tr>
            ))}
          </tbody>
        </table>
      </div>
      {results.bindings.length > DRAWN && <p class="hint">{t("ask.drawn", { n: DRAWN })}</p>}
    </>
  );
}

function Cell({ term }: { term: Row[string] }) {
  if (!term) return <td />;
  const numeric = term.datatype !== undefined && /#(integer|decimal|double)$/.test(term.datatype);
  return <td class={numeric ? "numeric" : undefined}><TermText term={term} /></td>;
}

/** A term as people read it; things of this graph lead to their page. */
export function TermText({ term }: { term: Term }) {
  if (term.type === "uri") {
    const id = term.value.startsWith(PREFIXES["id"]!) ? term.value.slice(PREFIXES["id"]!.length) : undefined;
    if (id) return <Link href={`/things/${encodeURIComponent(id)}`}>{id}</Link>;
    return <span title={term.value}>{shorten(term.value)}</span>;
  }
  return <span lang={term["xml:lang"]}>{term.value}</span>;
}
