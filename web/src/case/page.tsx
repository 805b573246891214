// A case: its fields, its text marked in place, its numbers, what it rests on and what it resembles.

import { Link, useSearchParams } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { iriOf } from "../api/ids.ts";
import type { About, Finding, Observation, Page, Recognition, Thing } from "../api/types.ts";
import { reading } from "../numbers/format.ts";
import { Quote, placeOf } from "../parts/quotation.tsx";
import { Refused, Shown, Waiting } from "../parts/states.tsx";
import { Things, ThingLink } from "../parts/thing.tsx";
import { useTitle } from "../shell/title.ts";
import { Reader } from "../source/reader.tsx";
import { pick, t, type Word } from "../words/index.ts";
import { Cite } from "./cite.tsx";
import { Similar } from "./similar.tsx";

/** Relations shown as fields, in their order. */
const FIELDS: readonly [string, Word][] = [
  ["indicator", "field.indicator"],
  ["place", "field.place"],
  ["reportedBy", "field.reporter"],
  ["involves", "field.participants"],
  ["cites", "field.policy"],
  ["implements", "field.implements"],
  ["introduces", "field.programme"],
  ["targets", "field.target"],
];

export function CasePage({ params }: { params: Record<string, string | undefined> }) {
  const id = params["id"] ?? "";
  const answer = useAnswer<About>("api/entity", { iri: iriOf(id) });
  useTitle(answer.state === "done" ? answer.value.name : undefined);
  if (answer.state === "failed") return <Refused error={answer.error} again={answer.again} />;
  if (answer.state === "waiting") return <Waiting />;
  return <CaseShown about={answer.value} />;
}

/** The text of a property, of several the first. */
function text(about: About, property: string): string | undefined {
  return about.properties.find((one) => one.property === property && !one.thing)?.value;
}

function things(about: About, property: string): Thing[] {
  return about.properties.flatMap((one) => (one.property === property && one.thing ? [one.thing] : []));
}

function CaseShown({ about }: { about: About }) {
  const document = things(about, "inDocument")[0];
  const number = text(about, "number");
  return (
    <article class="case">
      <header>
        <p class="kind Case">
          {number && t("case.number", { n: number })} {text(about, "year")} {document && <Link href={`/source/${document.id}`} lang="zh">{document.name}</Link>}
        </p>
        <h1 lang="zh">{about.name}</h1>
        {text(about, "highlight") && <p class="lead" lang="zh">{text(about, "highlight")}</p>}
        <dl class="fields">
          {FIELDS.map(([property, word]) => {
            const found = things(about, property);
            return found.length === 0 ? null : (
              <div key={property}>
                <dt>{t(word)}</dt>
                <dd><Things things={found} /></dd>
              </div>
            );
          })}
        </dl>
        <Cite about={about} document={document} />
      </header>
      <Numbers iri={about.iri} />
      <Recognitions iri={about.iri} />
      <Findings iri={about.iri} />
      {document && <CaseText document={document.id} start={Number(text(about, "start") ?? 0)} end={Number(text(about, "end") ?? Infinity)} />}
      <Similar id={about.id} />
    </article>
  );
}

/** The part of the document that is this case. */
function CaseText({ document, start, end }: { document: string; start: number; end: number }) {
  const [parameters] = useSearchParams();
  const at = parameters.get("at");
  return (
    <section>
      <h2>{t("case.text")}</h2>
      <Reader document={document} from={start} to={end} {...(at ? { at } : {})} />
    </section>
  );
}

function Numbers({ iri }: { iri: string }) {
  const answer = useAnswer<Page<Observation>>("api/observations", { case: iri, limit: 500 });
  return (
    <Shown answer={answer}>
      {(page) =>
        page.rows.length === 0 ? null : (
          <section>
            <h2>{t("case.numbers", { n: page.total })}</h2>
            <div class="scroll" tabIndex={0} role="region" aria-label={t("nav.numbers")}>
              <table class="rows">
                <thead>
                  <tr>
                    {(["field.metric", "field.value", "field.period", "field.place", "field.evidence"] as Word[]).map((word) => <th key={word} scope="col" class={word === "field.value" ? "numeric" : undefined}>{t(word)}</th>)}
                  </tr>
                </thead>
                <tbody>
                  {page.rows.map((row) => (
                    <tr key={row.id}>
                      <td lang="zh">{row.metric}</td>
                      <td class="numeric">{reading(row)}<Bar row={row} rows={page.rows} /></td>
                      <td>{row.period}</td>
                      <td>{row.place && <ThingLink thing={row.place} />}</td>
                      <td lang="zh">{row.evidence[0] && <Link href={placeOf(row.evidence[0])}>{row.evidence[0].quotation}</Link>}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </section>
        )
      }
    </Shown>
  );
}

/** How large a share is of the whole, or a value of the largest of its unit and kind in the case. */
function Bar({ row, rows }: { row: Observation; rows: Observation[] }) {
  if (row.value === null || row.value < 0) return null;
  const like = rows.filter((one) => one.unit?.code === row.unit?.code && one.kind?.code === row.kind?.code && one.value !== null);
  const isShare = row.unit?.code === "%" && row.kind?.code === "share";
  if (!isShare && like.length < 2) return null;
  const most = isShare ? 100 : Math.max(...like.map((one) => one.value!));
  if (most <= 0) return null;
  return <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="4" class="rail" /><rect width={Math.min(100, (row.value / most) * 100)} height="4" /></svg>;
}

function Recognitions({ iri }: { iri: string }) {
  const answer = useAnswer<Page<Recognition>>("api/recognitions", { case: iri, limit: 100 });
  if (answer.state !== "done" || answer.value.rows.length === 0) return null;
  return (
    <section>
      <h2>{t("case.recognitions")}</h2>
      <ul class="plain">
        {answer.value.rows.map((row) => (
          <li key={row.id}>
            <strong lang="zh">{pick(row.name?.zh, row.name?.en)}</strong> <span class="hint">{[row.date, row.kind && pick(row.kind.zh, row.kind.en)].filter(Boolean).join(" · ")}</span> <Things things={[...row.recipients, ...row.issuers]} />
            {row.evidence.map((quotation) => <Quote key={quotation.iri} quotation={quotation} />)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Findings({ iri }: { iri: string }) {
  const answer = useAnswer<Page<Finding>>("api/findings", { case: iri, limit: 100 });
  if (answer.state !== "done" || answer.value.rows.length === 0) return null;
  return (
    <section>
      <h2>{t("data.quality")}</h2>
      {answer.value.rows.map((row) => (
        <div key={row.id} class="card">
          <p>{pick(row.comment?.zh, row.comment?.en)}</p>
          {row.evidence.map((quotation) => <Quote key={quotation.iri} quotation={quotation} />)}
        </div>
      ))}
    </section>
  );
}
