// All cases, narrowed by what they are filed under, where, when and by whom.

import { useEffect, useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { address } from "../api/client.ts";
import type { Case, Page } from "../api/types.ts";
import { Facet, Facets } from "../parts/facets.tsx";
import { Nothing, Shown } from "../parts/states.tsx";
import { Things, pageOf } from "../parts/thing.tsx";
import { useFilters } from "../shell/filters.ts";
import { useTitle } from "../shell/title.ts";
import { pick, t, type Word } from "../words/index.ts";

/** Field that is counted → filter that it sets. */
const FACETS: readonly [string, string, Word][] = [
  ["indicator", "indicator", "field.indicator"],
  ["places", "place", "field.place"],
  ["year", "year", "field.year"],
  ["reporters", "reporter", "field.reporter"],
  ["policies", "policy", "field.policy"],
  ["programmes", "programme", "field.programme"],
  ["targets", "target", "field.target"],
];
const FILTERS = ["q", ...FACETS.map(([, filter]) => filter)];

export function Cases() {
  const filters = useFilters();
  useTitle(t("nav.cases"));
  const [limit, setLimit] = useState(50);
  const given = filters.given(FILTERS);
  const answer = useAnswer<Page<Case>>("api/cases", { ...given, sort: "year,number", limit, facets: FACETS.map(([field]) => field).join(",") });
  return (
    <div class="browse">
      <aside aria-label={t("facet.narrow")}>
        <Words value={filters.get("q")} onChange={(value) => filters.set("q", value)} />
        <Facets>
          {answer.state === "done" && FACETS.map(([field, filter, word]) => (
            <Facet key={field} title={t(word)} values={answer.value.facets?.[field] ?? []} chosen={filters.all(filter)} onChange={(chosen) => filters.set(filter, chosen)} />
          ))}
        </Facets>
      </aside>
      <section>
        <h1>{t("nav.cases")}</h1>
        <Shown answer={answer}>
          {(page) => (
            <>
              <p class="row hint">
                <span role="status">{t("cases.count", { n: page.total })}</span>
                {Object.keys(given).length > 0 && <button type="button" class="quiet" onClick={() => filters.clear()}>{t("facet.clear")}</button>}
                <a href={address("api/cases", { ...given, format: "csv", bom: true, limit: 1000 })} download="cases.csv">CSV</a>
              </p>
              {page.rows.length === 0 && <Nothing>{t("cases.none")}</Nothing>}
              <ol class="cases">
                {page.rows.map((one) => <li key={one.id}><CaseCard one={one} /></li>)}
              </ol>
              {page.next && <button type="button" onClick={() => setLimit(limit + 50)}>{t("list.more")}</button>}
            </>
          )}
        </Shown>
      </section>
    </div>
  );
}

export function CaseCard({ one }: { one: Case }) {
  const title = pick(one.title?.zh, one.title?.en) || one.id;
  return (
    <article class="card">
      <p class="kind Case">
        {one.number !== null && t("case.number", { n: String(one.number) })} {one.year}
        {one.indicator && <> · {pick(one.indicator.name, one.indicator.en)}</>}
      </p>
      <h2 lang="zh"><Link href={pageOf(one.id)}>{title}</Link></h2>
      {one.highlight && <p lang="zh">{one.highlight}</p>}
      <Things things={[...one.places, ...one.reporters]} />
    </article>
  );
}

/** Words that are looked for when typing pauses. */
function Words({ value, onChange }: { value: string; onChange(value: string): void }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const pause = setTimeout(() => onChange(typed), 300);
    return () => clearTimeout(pause);
  }, [typed]);
  return (
    <label class="words">
      <span>{t("cases.words")}</span>
      <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
    </label>
  );
}
