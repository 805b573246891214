// All numbers: narrowed, sorted, put beside each other where they can be compared, and taken away.

import { useState } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import { address } from "../api/client.ts";
import type { Observation, Page } from "../api/types.ts";
import { Facet, Facets } from "../parts/facets.tsx";
import { Nothing, Shown } from "../parts/states.tsx";
import { useFilters } from "../shell/filters.ts";
import { useTitle } from "../shell/title.ts";
import { t, type Word } from "../words/index.ts";
import { Comparable } from "./comparable.tsx";
import { type Group, GROUPS, Table } from "./table.tsx";

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

export function Numbers() {
  const filters = useFilters();
  useTitle(t("nav.numbers"));
  const sort = filters.get("sort") || "metric";
  const [limit, setLimit] = useState(100);
  const group = (filters.get("group") || "") as Group;
  // A year that was chosen on another page narrows the periods here.
  const given = { ...filters.given(FILTERS), ...periods([...filters.all("period"), ...filters.all("year")]) };
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
            <Facet key={field} title={t(word)} values={answer.value.facets?.[field] ?? []} chosen={field === "period" ? [...filters.all("period"), ...filters.all("year")] : filters.all(field)} onChange={(chosen) => { if (field === "period") filters.set("year", ""); filters.set(field, chosen); }} />
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
              {page.rows.length > 0 && (
                <label>{t("numbers.group")}{" "}
                  <select value={group} onChange={(event) => filters.set("group", event.currentTarget.value)}>
                    {GROUPS.map((one) => <option key={one} value={one}>{one === "" ? t("numbers.group.none") : t(`field.${one}`)}</option>)}
                  </select>
                </label>
              )}
              <Table rows={page.rows} group={group} sort={sort} onSort={(key) => filters.set("sort", key)} />
              {page.next && <button type="button" onClick={() => setLimit(limit + 200)}>{t("list.more")}</button>}
            </>
          )}
        </Shown>
      </section>
    </div>
  );
}

function periods(chosen: string[]): Record<string, string[]> {
  return chosen.length > 0 ? { period: chosen } : {};
}

/** The rows that fit, all of them, in their order. */
function Downloads({ given, sort }: { given: Record<string, string[]>; sort: string }) {
  const link = (format: string) => address("api/observations", { ...given, sort, format, ...(format === "csv" ? { bom: true, limit: 1000 } : {}) });
  return (
    <span class="downloads">
      {t("ask.download")}{" "}
      {(["csv", "xlsx", "parquet"] as const).map((format) => <a key={format} href={link(format)} download={`observations.${format}`}>{FORMATS[format]}</a>)}
    </span>
  );
}

const FORMATS = { csv: "CSV", xlsx: "Excel", parquet: "Parquet" };

