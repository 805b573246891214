// The sentences behind a relation: every statement of it, opened into the words that state it.

import { useAnswer } from "../api/answer.ts";
import type { Quotation, Results } from "../api/types.ts";
import { Quote } from "../parts/quotation.tsx";
import { Nothing, Shown } from "../parts/states.tsx";
import { t } from "../words/index.ts";
import { local } from "./load.ts";

/** Statements shown of one relation. */
const MOST = 20;

function query(statements: string[]): string {
  const values = statements.slice(0, MOST).map((iri) => `<${iri}>`).join(" ");
  return `PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT DISTINCT ?e ?source ?start ?end ?exact { VALUES ?s { ${values} }
  ?s cg:evidence ?e . ?e oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:hasSource ?source } ORDER BY ?source ?start ?end`;
}

export function Evidence({ statements }: { statements: string[] }) {
  const answer = useAnswer<Results>(statements.length > 0 ? "sparql" : undefined, { query: query(statements) });
  if (statements.length === 0) return <Nothing>{t("graph.unstated")}</Nothing>;
  return (
    <Shown answer={answer}>
      {({ results }) => results.bindings.map((row) => <Quote key={row["e"]!.value} quotation={quotation(row)} />)}
    </Shown>
  );
}

function quotation(row: Results["results"]["bindings"][number]): Quotation {
  return {
    iri: row["e"]!.value,
    document: local(row["source"]!.value),
    start: Number(row["start"]!.value),
    end: Number(row["end"]!.value),
    quotation: row["exact"]!.value,
  };
}
