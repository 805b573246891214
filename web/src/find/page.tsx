// Find: one field over everything; what is found grouped by what it is. With nothing asked, what the graph holds.

import { useState } from "preact/hooks";
import { Link, useSearchParams } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import type { Case, Found, Hit, Page } from "../api/types.ts";
import { Marked } from "../parts/marked.tsx";
import { Nothing, Shown } from "../parts/states.tsx";
import { pageOf } from "../parts/thing.tsx";
import { local } from "../graph/load.ts";
import { useTitle } from "../shell/title.ts";
import { named, number, pick, t } from "../words/index.ts";
import { SearchField, pageOfHit } from "./field.tsx";

export function Find() {
  const [parameters] = useSearchParams();
  const sought = parameters.get("q") ?? "";
  useTitle(sought || undefined);
  return (
    <div class="find">
      <section class={sought ? "hero asked" : "hero"}>
        <h1>{t("find.title")}</h1>
        {!sought && <p class="lead">{t("find.lead")}</p>}
        <SearchField />
        {!sought && <Examples />}
      </section>
      {sought ? <Results sought={sought} key={sought} /> : <Holdings />}
    </div>
  );
}

/** Searches worth trying on any graph of cases. */
function Examples() {
  const examples = ["营商环境", "中小企业", "政务服务", "跨境", "满意度"];
  return (
    <ul class="tags" aria-label={t("find.examples")}>
      {examples.map((words) => <li key={words}><Link href={`/?q=${encodeURIComponent(words)}`} lang="zh">{words}</Link></li>)}
    </ul>
  );
}

function Results({ sought }: { sought: string }) {
  const [type, setType] = useState<string>();
  const [limit, setLimit] = useState(40);
  const answer = useAnswer<Found>("api/search", { q: sought, type, limit });
  return (
    <Shown answer={answer}>
      {(found) => (
        <>
          <p class="row hint">
            <span role="status">{t(found.relaxed ? "find.relaxed" : "find.count", { n: found.total, words: sought })}</span>
            {found.types.map((one) => (
              <button key={one.value} type="button" class="choice" aria-pressed={one.value === type} onClick={() => setType(one.value === type ? undefined : one.value)}>
                {named("kind", one.value)} <span class="count">{number(one.count)}</span>
              </button>
            ))}
          </p>
          {found.hits.length === 0 && <Suggestions found={found} />}
          {grouped(found.hits).map(([kind, hits]) => (
            <section key={kind}>
              <h2><span class={`kind ${kind}`}>{named("kind", kind)}</span></h2>
              <ul class="hits">
                {hits.map((hit) => (
                  <li key={`${hit.iri} ${hit.field}`}>
                    <Link href={pageOfHit(hit)}>{hit.text === hit.name ? <Marked text={hit.text} highlights={hit.highlights} /> : pick(hit.zh ?? hit.name, hit.en)}</Link>
                    {hit.text !== hit.name && <p><Marked text={hit.text} highlights={hit.highlights} /></p>}
                    {hit.document && hit.start !== null && <Link class="hint" href={`/source/${local(hit.document)}?at=${hit.start}-${hit.end}`}>{t("find.source")}</Link>}
                  </li>
                ))}
              </ul>
            </section>
          ))}
          {found.next && <button type="button" onClick={() => setLimit(limit + 40)}>{t("list.more")}</button>}
        </>
      )}
    </Shown>
  );
}

/** By type, in the order in which the types come first. */
function grouped(hits: Hit[]): [string, Hit[]][] {
  const groups = new Map<string, Hit[]>();
  for (const hit of hits) groups.set(hit.type, [...(groups.get(hit.type) ?? []), hit]);
  return [...groups];
}

function Suggestions({ found }: { found: Found }) {
  return (
    <Nothing>
      {t("find.none")}{" "}
      {found.suggestions.map((one) => <Link key={one.iri} href={pageOf(local(one.iri))}>{one.name} </Link>)}
    </Nothing>
  );
}

/** What there is: cases by indicator, newest year first. */
function Holdings() {
  const answer = useAnswer<Page<Case>>("api/cases", { facets: "indicator,places,year", limit: 6, sort: "-year,number" });
  return (
    <Shown answer={answer}>
      {(page) => (
        <div class="holdings">
          <section>
            <h2><Link href="/cases">{t("find.cases", { n: page.total })}</Link></h2>
            <ol class="plain">
              {page.rows.map((one) => <li key={one.id}><Link href={pageOf(one.id)} lang="zh">{pick(one.title?.zh, one.title?.en)}</Link></li>)}
            </ol>
          </section>
          {(["indicator", "places"] as const).map((field) => (
            <section key={field}>
              <h2>{t(field === "places" ? "field.place" : "field.indicator")}</h2>
              <ul class="plain">
                {(page.facets?.[field] ?? []).slice(0, 12).map((value) => (
                  <li key={value.value}>
                    <Link href={`/cases?${field === "places" ? "place" : "indicator"}=${encodeURIComponent(value.value)}`}>{pick(value.zh, value.en)}</Link>{" "}
                    <span class="count">{number(value.count)}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
    </Shown>
  );
}
