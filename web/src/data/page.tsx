// Data: what is in the graph and where from, how far to trust it, how to take it away and how to cite it.

import { Link } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { address } from "../api/client.ts";
import type { Finding, Page, Results } from "../api/types.ts";
import { Copy } from "../parts/copy.tsx";
import { Quote } from "../parts/quotation.tsx";
import { Nothing, Shown } from "../parts/states.tsx";
import { ThingLink } from "../parts/thing.tsx";
import { useTitle } from "../shell/title.ts";
import { named, number, pick, t } from "../words/index.ts";
import { type Source, useSources } from "./sources.ts";
import { Ontology } from "./ontology.tsx";

const COUNTS = `PREFIX cg: <https://w3id.org/casegraph/ns#>
SELECT ?type (COUNT(DISTINCT ?x) AS ?n) { VALUES ?type { cg:Document cg:Case cg:Agency cg:Organization cg:Place cg:Policy cg:Programme cg:Observation cg:Recognition cg:Measure cg:Statement cg:Finding }
  ?x a ?type . FILTER(?type != cg:Place || EXISTS { ?e cg:mentionOf ?x }) } GROUP BY ?type ORDER BY DESC(?n)`;

/** Formats by what they are for. */
const GRAPHS = ["graphml", "gexf", "gml", "pajek", "dot", "cyjs", "graphology", "d3", "jgf", "csv", "neo4j", "parquet"];
const RDF = ["turtle", "ntriples", "nquads", "trig", "rdfxml", "jsonld"];
const TABLES = ["csv", "xlsx", "parquet"];

export function DataPage() {
  useTitle(t("nav.data"));
  const counts = useAnswer<Results>("sparql", { query: COUNTS });
  const sources = useSources();
  return (
    <div class="data">
      <h1>{t("nav.data")}</h1>
      <section>
        <h2>{t("data.holds")}</h2>
        <Shown answer={counts}>
          {({ results }) => (
            <dl class="counts">
              {results.bindings.map((row) => {
                const kind = row["type"]!.value.split("#")[1]!;
                return (
                  <div key={kind}>
                    <dt>{named("kind", kind)}</dt>
                    <dd>{number(Number(row["n"]!.value))}</dd>
                  </div>
                );
              })}
            </dl>
          )}
        </Shown>
      </section>
      <section>
        <h2>{t("data.sources")}</h2>
        <Shown answer={sources}>{(page) => <Sources documents={page.rows} />}</Shown>
      </section>
      <Quality />
      <section>
        <h2>{t("data.downloads")}</h2>
        <Downloads title={t("data.graphs")} links={GRAPHS.map((format) => [format, { format, view: "all" }])} />
        <Downloads title={t("data.rdf")} links={RDF.map((format) => [format, { format }])} />
        <Downloads title={t("data.tables")} links={TABLES.map((format) => [format, { format, table: "observations" }])} />
      </section>
      <section>
        <h2>{t("data.programs")}</h2>
        <ul>
          <li><a href={address("api")}>{t("data.api")}</a> · <a href={address("openapi.json")}>OpenAPI 3.1</a></li>
          <li><code>{address("sparql")}</code> {t("data.endpoint")}</li>
          <li><code>{address("mcp")}</code> {t("data.mcp")}</li>
        </ul>
      </section>
      <Ontology />
    </div>
  );
}

function Sources({ documents }: { documents: Source[] }) {
  return (
    <ul class="plain">
      {documents.map((one) => {
        const citation = cite(one);
        return (
          <li key={one.id} class="card">
            <Link href={`/source/${one.id}`} lang="zh">{pick(one.title?.zh, one.title?.en)}</Link>
            <p class="hint">
              {[one.publisher, one.issued, one.licence].filter(Boolean).join(" · ")} {t("data.source", { length: one.length, numerals: one.numerals, facts: one.facts })} <code title="SHA-256">{one.sha256.slice(0, 12)}</code>
            </p>
            <p class="hint">{t("data.cite")} {citation} <Copy text={citation}>{t("copy")}</Copy></p>
          </li>
        );
      })}
    </ul>
  );
}

/** A source as it is cited, with the digest that pins its text. */
function cite(source: Source): string {
  const parts = [source.publisher, source.issued?.slice(0, 4), source.title?.zh].filter(Boolean).join(". ");
  return `${parts}. ${source.source ?? ""} [casegraph ${source.id}]`.replace(/\s+/g, " ");
}

/** What the sources themselves have wrong. */
function Quality() {
  const findings = useAnswer<Page<Finding>>("api/findings", { limit: 100, facets: "kind" });
  return (
    <section>
      <h2>{t("data.quality")}</h2>
      <p class="lead">{t("data.quality.lead")}</p>
      <Shown answer={findings}>
        {(page) =>
          page.rows.length === 0 ? (
            <Nothing>{t("data.quality.none")}</Nothing>
          ) : (
            <ul class="plain">
              {page.rows.map((one) => (
                <li key={one.id} class="card">
                  <p>
                    <strong>{one.kind && pick(one.kind.zh, one.kind.en)}</strong> {pick(one.comment?.zh, one.comment?.en)} {one.case && <ThingLink thing={one.case} />}
                  </p>
                  {one.evidence.map((quotation) => <Quote key={quotation.iri} quotation={quotation} />)}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
}

function Downloads({ title, links }: { title: string; links: [string, Record<string, string>][] }) {
  return (
    <p class="downloads">
      <strong>{title}</strong>{" "}
      {links.map(([format, parameters]) => <a key={format} href={address("api/export", parameters)} download>{format}</a>)}
    </p>
  );
}

