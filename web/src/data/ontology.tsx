// The vocabulary as a page: classes, properties and controlled lists with what they mean.

import { useAnswer } from "../api/answer.ts";
import type { Results, Row } from "../api/types.ts";
import { shorten } from "../ask/complete.ts";
import { Shown } from "../parts/states.tsx";
import { pick, t } from "../words/index.ts";

const TERMS = `PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
SELECT ?term (SAMPLE(?k) AS ?kind) (SAMPLE(?lz) AS ?zh) (SAMPLE(?le) AS ?en) (SAMPLE(?cz) AS ?about_zh) (SAMPLE(?ce) AS ?about_en) {
  VALUES (?class ?k) { (rdfs:Class "class") (owl:Class "class") (rdf:Property "property") (owl:ObjectProperty "property") (owl:DatatypeProperty "property") }
  ?term a ?class FILTER(STRSTARTS(STR(?term), "https://w3id.org/casegraph/ns#"))
  OPTIONAL { ?term rdfs:label ?lz FILTER(LANG(?lz) = "zh") } OPTIONAL { ?term rdfs:label ?le FILTER(LANG(?le) = "en") }
  OPTIONAL { ?term rdfs:comment ?cz FILTER(LANG(?cz) = "zh") } OPTIONAL { ?term rdfs:comment ?ce FILTER(LANG(?ce) = "en") }
} GROUP BY ?term ORDER BY ?kind ?term`;

export function Ontology() {
  const answer = useAnswer<Results>("sparql", { query: TERMS });
  return (
    <section id="ontology">
      <h2>{t("ontology.title")}</h2>
      <Shown answer={answer}>
        {({ results }) => (
          <>
            {(["class", "property"] as const).map((kind) => (
              <details key={kind} open={kind === "class"}>
                <summary><strong>{t(`ontology.${kind}`)}</strong></summary>
                <Terms rows={results.bindings.filter((row) => row["kind"]?.value === kind)} />
              </details>
            ))}
          </>
        )}
      </Shown>
    </section>
  );
}

function Terms({ rows }: { rows: Row[] }) {
  return (
    <table class="rows">
      <tbody>
        {rows.map((row) => (
          <tr key={row["term"]!.value} id={shorten(row["term"]!.value)}>
            <th scope="row"><code>{shorten(row["term"]!.value)}</code></th>
            <td>{pick(row["zh"]?.value, row["en"]?.value)}</td>
            <td>{pick(row["about_zh"]?.value, row["about_en"]?.value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
