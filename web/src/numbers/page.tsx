// All numbers: narrowed, sorted, put beside each other where they can be compared, and taken away.

import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import { useAnswer } from "../api/answer.ts";
import { address } from "../api/client.ts";
import type { Observation, Page } from "../api/types.ts";
import { Facet, Facets } from "../parts/facets.tsx";
import { placeOf } from "../parts/quotation.tsx";
import { save } from "../parts/save.ts";
import { Nothing, Shown } from "../parts/states.tsx";
import { ThingLink } from "../parts/thing.tsx";
import { useFilters } from "../shell/filters.ts";
import { useTitle } from "../shell/title.ts";
import { pick, t, type Word } from "../words/index.ts";
import { reading } from "./format.ts";
import { Plot } from "./plot.tsx";

const FACETS: readonly [string, Word][] = [
  ["unit", "field.unit"],
  ["kind", "field.kind"],
  ["place", "field.place"],
  ["period", "field.period"],
  ["qualifier", "field.qualifier"],
  ["direction", "field.direction"],
  ["case", "field.case"],
];
const FILTERS = ["metric", "min_value", "max_value", "subject", "document", ...FACETS.map(([field]) => field)];
const COLUMNS: readonly [string, Word][] = [
  ["metric", "field.metric"], ["value", "field.value"], ["period", "field.period"], ["place", "field.place"], ["subject", "field.subject"], ["case", "field.case"],
];

export function Numbers() {
  const filters = useFilters();
  useTitle(t("nav.numbers"));
  const sort = filters.get("sort") || "metric";
  const [limit, setLimit] = useState(100);
  const given = filters.given(FILTERS);
  const answer = useAnswer<Page<Observation>>("api/observations", { ...given, sort, limit, facets: FACETS.map(([field]) => field).join(",") });
  return (
    <div class="browse">
      <aside aria-label={t("facet.narrow")}>
        <label class="words">
          <span>{t("numbers.words")}</span>
          <input type="search" value={filters.get("metric")} onChange={(event) => filters.set("metric", event.currentTarget.value)} />
        </label>
        <Facets>
          {answer.state === "done" && FACETS.map(([field, word]) => (
            <Facet key={field} title={t(word)} values={answer.value.facets?.[field] ?? []} chosen={filters.all(field)} onChange={(chosen) => filters.set(field, chosen)} />
          ))}
        </Facets>
      </aside>
      <section>
        <h1>{t("nav.numbers")}</h1>
        <Shown answer={answer}>
          {(page) => (
            <>
              <p class="row hint">
                <span role="status">{t("numbers.count", { n: page.total })}</span>
                {Object.keys(given).length > 0 && <button type="button" class="quiet" onClick={() => filters.clear()}>{t("facet.clear")}</button>}
                <Downloads given={given} sort={sort} />
              </p>
              {page.rows.length === 0 && <Nothing>{t("numbers.none")}</Nothing>}
              <Comparable rows={page.rows} />
              <Table rows={page.rows} sort={sort} onSort={(key) => filters.set("sort", key)} />
              {page.next && <button type="button" onClick={() => setLimit(limit + 200)}>{t("list.more")}</button>}
            </>
          )}
        </Shown>
      </section>
    </div>
  );
}

function Downloads({ given, sort }: { given: Record<string, string[]>; sort: string }) {
  return (
    <>
      <a href={address("api/observations", { ...given, sort, format: "csv", bom: true, limit: 1000 })} download="numbers.csv">{t("numbers.csv")}</a>
      {["csv", "xlsx", "parquet"].map((format) => (
        <a key={format} href={address("api/export", { table: "observations", format })} download={`observations.${format}`}>{t("numbers.all", { format })}</a>
      ))}
    </>
  );
}

/** A plot for each unit and kind that at least two of the rows share. */
function Comparable({ rows }: { rows: Observation[] }) {
  const groups = new Map<string, Observation[]>();
  for (const row of rows) {
    if (row.value === null || !row.unit) continue;
    const key = `${row.unit.code} ${row.kind?.code ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const shown = [...groups].filter(([, group]) => group.length > 1).sort((a, b) => b[1].length - a[1].length);
  const [chosen, choose] = useState<string>();
  const current = shown.find(([key]) => key === chosen) ?? shown[0];
  if (!current) return null;
  const name = (group: Observation[]) => [group[0]!.unit, group[0]!.kind].map((one) => (one ? pick(one.zh, one.en) : "")).filter(Boolean).join(" · ");
  const label = t("plot.label", { unit: name(current[1]) });
  return (
    <div class="card" id="plot">
      <div class="row" role="group" aria-label={t("plot.choose")}>
        {shown.slice(0, 8).map(([key, group]) => (
          <button key={key} type="button" class="choice" aria-pressed={key === current[0]} onClick={() => choose(key)}>
            {name(group)} <span class="count">{group.length}</span>
          </button>
        ))}
        <button type="button" class="quiet" onClick={() => save("#plot svg", "svg")}>SVG</button>
        <button type="button" class="quiet" onClick={() => save("#plot svg", "png")}>PNG</button>
      </div>
      <Plot rows={[...current[1]].sort((a, b) => b.value! - a.value!)} unit={name(current[1])} label={label} />
    </div>
  );
}

function Table({ rows, sort, onSort }: { rows: Observation[]; sort: string; onSort(key: string): void }) {
  if (rows.length === 0) return null;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t("nav.numbers")}>
      <table class="rows">
        <thead>
          <tr>
            {COLUMNS.map(([key, word]) => {
              const down = sort === `-${key}`;
              const up = sort === key;
              return (
                <th key={key} scope="col" aria-sort={up ? "ascending" : down ? "descending" : "none"} class={key === "value" ? "numeric" : undefined}>
                  <button type="button" class="quiet" onClick={() => onSort(up ? `-${key}` : key)}>
                    {t(word)} <span aria-hidden="true">{up ? "↑" : down ? "↓" : ""}</span>
                  </button>
                </th>
              );
            })}
            <th scope="col">{t("field.evidence")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td lang="zh">{row.metric}</td>
              <td class="numeric">{reading(row)}</td>
              <td>{row.period}</td>
              <td>{row.place && <ThingLink thing={row.place} />}</td>
              <td>{row.subject && <ThingLink thing={row.subject} />}</td>
              <td>{row.case && <ThingLink thing={row.case} />}</td>
              <td lang="zh">{row.evidence[0] && <Link href={placeOf(row.evidence[0])}>{row.evidence[0].quotation}</Link>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
