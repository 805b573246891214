// Where things happen: the province and its cities, shaded by how many cases or numbers stand there, or by a metric.

import { useMemo } from "preact/hooks";
import { useAnswer } from "../api/answer.ts";
import type { Case, Observation, Page } from "../api/types.ts";
import { reading } from "../numbers/format.ts";
import { save } from "../parts/save.ts";
import { Refused, Waiting } from "../parts/states.tsx";
import { useFilters } from "../shell/filters.ts";
import { Scope } from "../shell/scope.tsx";
import { useTitle } from "../shell/title.ts";
import { t } from "../words/index.ts";
import { AreaMap, byCount, largest, type Shade } from "./areas.tsx";

/** Rows that a metric is read from. */
const MOST = 1000;

export function MapPage() {
  useTitle(t("nav.map"));
  const filters = useFilters();
  const by = (filters.get("by") || "cases") as "cases" | "numbers" | "metric";
  const metric = by === "metric" ? filters.get("metric") : "";
  const period = filters.all("year");
  const cases = useAnswer<Page<Case>>(by === "cases" ? "api/cases" : undefined, { ...filters.given(["place", "year"]), facets: "places", limit: 1 });
  const numbers = useAnswer<Page<Observation>>(by === "cases" ? undefined : "api/observations", { ...filters.given(["place", "case"]), period, metric, facets: "place", limit: metric ? MOST : 1 });
  const answer = by === "cases" ? cases : numbers;
  const shades = useMemo(() => {
    if (answer.state !== "done") return undefined;
    if (metric) return byMetric((answer.value as Page<Observation>).rows);
    return byCount(answer.value.facets?.[by === "cases" ? "places" : "place"] ?? []);
  }, [answer, by, metric]);
  return (
    <section>
      <h1>{t("nav.map")}</h1>
      <p class="lead">{t("map.lead")}</p>
      <div class="row">
        <label>
          {t("map.by")}{" "}
          <select value={by} onChange={(event) => filters.set("by", event.currentTarget.value)}>
            {(["cases", "numbers", "metric"] as const).map((one) => <option key={one} value={one}>{t(`map.by.${one}`)}</option>)}
          </select>
        </label>
        {by === "metric" && (
          <label>
            {t("numbers.words")}{" "}
            <input type="search" value={metric} onChange={(event) => filters.set("metric", event.currentTarget.value)} />
          </label>
        )}
        <Scope />
        <button type="button" class="quiet" onClick={() => save("#map", "svg", "map")}>SVG</button>
        <button type="button" class="quiet" onClick={() => save("#map", "png", "map")}>PNG</button>
      </div>
      {answer.state === "failed" ? <Refused error={answer.error} again={answer.again} /> : shades ? <AreaMap shades={shades} what={t(`map.by.${by}`)} /> : <Waiting />}
    </section>
  );
}

/** The largest value of an area, of the unit most rows have: sums of unlike numbers would say nothing. */
export function byMetric(rows: Observation[]): Map<string, Shade> {
  const units = new Map<string, number>();
  for (const row of rows) if (row.unit) units.set(row.unit.code, (units.get(row.unit.code) ?? 0) + 1);
  const unit = [...units].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  const alike = rows.filter((row) => row.place && row.value !== null && row.unit?.code === unit);
  return largest(alike.map((row) => ({ place: row.place!.iri, value: row.value!, words: `${row.metric} ${reading(row)}` })));
}
