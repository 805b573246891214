// One thing: what is known, in which cases, with whom, when, and all the words that say so.

import { useEffect } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { address } from "../api/client.ts";
import { iriOf } from "../api/ids.ts";
import type { About, AboutFact, Observation, Page, Property } from "../api/types.ts";
import { reading } from "../numbers/format.ts";
import { Quote, placeOf } from "../parts/quotation.tsx";
import { Refused, Waiting } from "../parts/states.tsx";
import { pageOf, ThingLink, Things } from "../parts/thing.tsx";
import { useTitle } from "../shell/title.ts";
import { named, number, pick, t } from "../words/index.ts";
import { termName } from "../words/terms.ts";
import { Timeline } from "../parts/timeline.tsx";

/** Of several classes of a thing the first of these names it: every agency is an organization too. */
const KINDS = ["Case", "Agency", "Place", "Policy", "Programme", "TargetGroup", "Recognition", "Observation", "Organization"];

/** A property in the words of this page, else in those of the ontology. */
function relationName(local: string): string {
  const known = named("relation", local);
  return known === local ? termName(local) : known;
}

/** Properties that the head of the page shows already, or that say nothing to people. */
const ELSEWHERE = new Set(["name", "label", "altLabel", "prefLabel", "type", "evidence", "sha256", "text"]);

export function ThingPage({ params }: { params: Record<string, string | undefined> }) {
  const id = params["id"] ?? "";
  const answer = useAnswer<About>("api/entity", { iri: iriOf(id), limit: 200 });
  const [, go] = useLocation();
  useTitle(answer.state === "done" ? answer.value.name : undefined);
  // The server leads from the address of what was found to be another thing to that one; so does the page.
  const now = answer.state === "done" ? answer.value.id : id;
  useEffect(() => {
    if (now !== id) go(pageOf(now), { replace: true });
  }, [now]);
  if (answer.state === "failed") return <Refused error={answer.error} again={answer.again} />;
  if (answer.state === "waiting") return <Waiting />;
  return <ThingShown about={answer.value} />;
}

function ThingShown({ about }: { about: About }) {
  const kind = KINDS.find((one) => about.types.includes(one)) ?? about.types[0] ?? "";
  return (
    <article class="thing">
      <header>
        <p class={`kind ${kind}`}>{named("kind", kind)}</p>
        <h1 lang={about.en && pick("zh", "en") === "en" ? "en" : "zh"}>{pick(about.name, about.en)}</h1>
        {about.en && <p lang={pick("en", "zh")} class="lead">{pick(about.en, about.name)}</p>}
        {about.aliases.length > 0 && <p class="hint">{t("thing.aliases")} <span lang="zh">{about.aliases.join("、")}</span></p>}
        <p class="row hint">
          <code>{about.iri}</code>
          <Link href={`/graph?only=${[about.id, ...about.neighbours.flatMap((one) => one.things.map((thing) => thing.id))].slice(0, 60).join(",")}&at=${about.id}`}>{t("thing.graph")}</Link>
          <a href={address(`id/${about.id}`, { format: "turtle" })}>Turtle</a>
          <a href={address(`id/${about.id}`, { format: "jsonld" })}>JSON-LD</a>
        </p>
      </header>
      <Known properties={about.properties} />
      {about.cases.rows.length > 0 && (
        <section>
          <h2>{t("thing.cases", { n: about.cases.total })}</h2>
          <ul class="plain">{about.cases.rows.map((one) => <li key={one.id}><ThingLink thing={one} /></li>)}</ul>
        </section>
      )}
      {about.neighbours.length > 0 && (
        <section>
          <h2>{t("thing.neighbours")}</h2>
          <dl class="fields">
            {about.neighbours.map((one) => (
              <div key={`${one.relation} ${one.direction}`}>
                <dt>{one.direction === "in" && "← "}{relationName(one.relation)} <span class="count">{number(one.count)}</span></dt>
                <dd><Things things={one.things} /></dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      <Numbers about={about} kind={kind} />
      <Facts facts={about.facts.rows} total={about.facts.total} />
      {about.mentions.rows.length > 0 && (
        <section>
          <h2>{t("thing.mentions", { n: about.mentions.total })}</h2>
          <ul class="tags">
            {about.mentions.rows.map((one) => <li key={one.iri}><Link href={placeOf(one)} lang="zh">{one.quotation}</Link></li>)}
          </ul>
        </section>
      )}
    </article>
  );
}

function Known({ properties }: { properties: Property[] }) {
  const shown = properties.filter((one) => !ELSEWHERE.has(one.property));
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{t("thing.known")}</h2>
      <table class="rows">
        <tbody>
          {shown.map((one) => (
            <tr key={`${one.property} ${one.value}`}>
              <th scope="row">{relationName(one.property)}</th>
              <td>
                {one.thing ? <ThingLink thing={{ ...one.thing, name: one.value || one.thing.name }} /> : <span lang={one.language}>{one.value}</span>}
                {one.evidence.map((quotation) => <Quote key={quotation.iri} quotation={quotation} />)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The numbers of a place, or about anything else, with a timeline where they have dates. */
function Numbers({ about, kind }: { about: About; kind: string }) {
  const filter = kind === "Place" ? "place" : "subject";
  const answer = useAnswer<Page<Observation>>("api/observations", { [filter]: about.iri, limit: 200, sort: "period" });
  if (answer.state !== "done" || answer.value.rows.length === 0) return null;
  const { rows, total } = answer.value;
  return (
    <section>
      <h2><Link href={`/numbers?${filter}=${encodeURIComponent(about.iri)}`}>{t("case.numbers", { n: total })}</Link></h2>
      <Timeline rows={rows} />
      <table class="rows">
        <tbody>
          {rows.slice(0, 50).map((row) => (
            <tr key={row.id}>
              <td lang="zh">{row.metric}</td>
              <td class="numeric">{reading(row)}</td>
              <td>{row.period}</td>
              <td lang="zh">{row.evidence[0] && <Link href={placeOf(row.evidence[0])}>{row.evidence[0].quotation}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Facts({ facts, total }: { facts: AboutFact[]; total: number }) {
  const shown = facts.filter((fact) => fact.type !== "observation");
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{t("thing.facts", { n: total })}</h2>
      <ul class="plain">
        {shown.slice(0, 60).map((fact) => (
          <li key={`${fact.id} ${fact.role}`} class="card">
            <p lang="zh">{fact.name} {fact.case && <small><ThingLink thing={fact.case} /></small>}</p>
            {fact.evidence.map((quotation) => <Quote key={quotation.iri} quotation={quotation} />)}
          </li>
        ))}
      </ul>
    </section>
  );
}
