// Where things happen: the province and its cities, shaded by how many cases or numbers stand there, or by a metric.

import { geoConicEqualArea, geoPath } from "d3-geo";
import type { FeatureCollection, Geometry } from "geojson";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import { useAnswer } from "../api/answer.ts";
import { address, Refusal, response } from "../api/client.ts";
import type { Case, FacetValue, Observation, Page } from "../api/types.ts";
import { amount, reading } from "../numbers/format.ts";
import { save } from "../parts/save.ts";
import { Refused, Waiting } from "../parts/states.tsx";
import { useFilters } from "../shell/filters.ts";
import { useTitle } from "../shell/title.ts";
import { number, pick, t } from "../words/index.ts";

interface Area {
  code: string;
  province: string;
}
type Outlines = Topology<{ cities: GeometryCollection<Area> }>;

/** What an area is shaded by. */
interface Shade {
  value: number;
  /** Name and value in words. */
  words: string;
}

const WIDTH = 900;
const HEIGHT = 640;
const STEPS = 5;

export function MapPage() {
  useTitle(t("nav.map"));
  const filters = useFilters();
  const by = filters.get("by") || "cases";
  const metric = filters.get("metric");
  const outlines = useOutlines();
  const cases = useAnswer<Page<Case>>(by === "cases" ? "api/cases" : undefined, { facets: "places", limit: 1 });
  const numbers = useAnswer<Page<Observation>>(by === "cases" ? undefined : "api/observations", by === "metric" && metric ? { metric, limit: 1000, facets: "place" } : { facets: "place", limit: 1 });
  const answer = by === "cases" ? cases : numbers;
  const shades = useMemo(() => {
    if (answer.state !== "done") return undefined;
    if (by === "metric" && metric) return byMetric((answer.value as Page<Observation>).rows);
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
        <button type="button" class="quiet" onClick={() => save("#map", "svg", "map")}>SVG</button>
        <button type="button" class="quiet" onClick={() => save("#map", "png", "map")}>PNG</button>
      </div>
      {answer.state === "failed" && <Refused error={answer.error} again={answer.again} />}
      {outlines instanceof Refusal && <Refused error={outlines} />}
      {outlines && !(outlines instanceof Refusal) && shades ? <Drawing outlines={outlines} shades={shades} by={by} /> : answer.state !== "failed" && <Waiting />}
    </section>
  );
}

function useOutlines(): Outlines | Refusal | undefined {
  const [outlines, setOutlines] = useState<Outlines | Refusal>();
  useEffect(() => {
    response(address("assets/outlines.json"), {}).then(
      async (answer) => setOutlines(await answer.json()),
      (error: unknown) => setOutlines(error instanceof Refusal ? error : new Refusal("gone", String(error), "", 0)),
    );
  }, []);
  return outlines;
}

/** The code of a place, of its IRI. */
function codeOf(iri: string): string | undefined {
  return /place-(\d{6})$/.exec(iri)?.[1];
}

/** What is said of a county counts for its city too. */
function areaOf(code: string): string {
  return code.slice(2, 4) === "90" || code.endsWith("00") ? code : `${code.slice(0, 4)}00`;
}

export function byCount(values: FacetValue[]): Map<string, Shade> {
  const shades = new Map<string, Shade>();
  for (const value of values) {
    const code = codeOf(value.value);
    if (!code || code.endsWith("0000")) continue;
    const area = areaOf(code);
    const count = (shades.get(area)?.value ?? 0) + value.count;
    shades.set(area, { value: count, words: number(count) });
  }
  return shades;
}

/** The largest value of an area, of the unit most rows have: sums of unlike numbers would say nothing. */
export function byMetric(rows: Observation[]): Map<string, Shade> {
  const units = new Map<string, number>();
  for (const row of rows) if (row.unit) units.set(row.unit.code, (units.get(row.unit.code) ?? 0) + 1);
  const unit = [...units].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  const shades = new Map<string, Shade>();
  for (const row of rows) {
    const code = row.place && codeOf(row.place.iri);
    if (!code || code.endsWith("0000") || row.value === null || row.unit?.code !== unit) continue;
    const area = areaOf(code);
    if ((shades.get(area)?.value ?? -Infinity) < row.value) shades.set(area, { value: row.value, words: `${row.metric} ${reading(row)}` });
  }
  return shades;
}

function Drawing({ outlines, shades, by }: { outlines: Outlines; shades: Map<string, Shade>; by: string }) {
  const [, go] = useLocation();
  const all = useMemo(() => feature(outlines, outlines.objects.cities) as FeatureCollection<Geometry, Area>, [outlines]);
  // The provinces that have something in them; with nothing anywhere, the country.
  const provinces = new Set([...shades.keys()].map((code) => code.slice(0, 2)));
  const shapes = provinces.size === 0 ? all.features : all.features.filter((one) => provinces.has(one.properties.province));
  const projection = geoConicEqualArea().parallels([25, 47]).rotate([-105, 0]).fitExtent([[20, 20], [WIDTH - 20, HEIGHT - 20]], { type: "FeatureCollection", features: shapes });
  const path = geoPath(projection);
  const provinceOf = (area: GeometryObject) => (area.properties as Area).province;
  const border = mesh(outlines, outlines.objects.cities, (a, b) => (a === b || provinceOf(a) !== provinceOf(b)) && (provinces.has(provinceOf(a)) || provinces.has(provinceOf(b))));
  const most = Math.max(...[...shades.values()].map((shade) => shade.value), 1e-12);
  // Areas that are all alike are no darkest ones.
  const isFlat = new Set([...shades.values()].map((shade) => shade.value)).size < 2;
  const named = useNames([...shades.keys()]);
  return (
    <div class="map-and-list">
      <svg id="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("map.label", { what: t(`map.by.${by}` as "map.by.cases") })}>
        {shapes.map((shape) => {
          const shade = shades.get(shape.properties.code);
          const step = !shade ? 0 : isFlat ? 2 : Math.max(1, Math.ceil((shade.value / most) * STEPS));
          const open = () => go(`/things/place-${shape.properties.code}`);
          return (
            <path key={shape.properties.code} d={path(shape) ?? ""} class={`area step-${step}`} onClick={shade && open}>
              <title>{`${named.get(shape.properties.code) ?? shape.properties.code}${shade ? `: ${shade.words}` : ""}`}</title>
            </path>
          );
        })}
        <path d={path(border) ?? ""} class="border" />
        {shapes.map((shape) => {
          const shade = shades.get(shape.properties.code);
          if (!shade) return null;
          const [x, y] = path.centroid(shape);
          return (
            <g key={shape.properties.code} class="map-label" aria-hidden="true">
              <text x={x} y={y} text-anchor="middle">{named.get(shape.properties.code)}</text>
              <text x={x} y={y + 16} text-anchor="middle" class="map-value">{amount(shade.value)}</text>
            </g>
          );
        })}
      </svg>
      <table class="rows">
        <caption class="unseen">{t("map.table")}</caption>
        <thead><tr><th scope="col">{t("field.place")}</th><th scope="col" class="numeric">{t(`map.by.${by}` as "map.by.cases")}</th></tr></thead>
        <tbody>
          {[...shades].sort((a, b) => b[1].value - a[1].value || (a[0] < b[0] ? -1 : 1)).map(([code, shade]) => (
            <tr key={code}>
              <td><Link href={`/things/place-${code}`}>{named.get(code) ?? code}</Link></td>
              <td class="numeric">{shade.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{t("map.source")}</p>
    </div>
  );
}

/** Names of places by code, of the register. */
function useNames(codes: string[]): Map<string, string> {
  const values = codes.map((code) => `"${code}"`).join(" ");
  const query = `PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?code ?name ?en { VALUES ?code { ${values} } ?place cg:adminCode ?code ; cg:name ?name OPTIONAL { ?place rdfs:label ?en FILTER(LANG(?en) = "en") } }`;
  const answer = useAnswer<{ results: { bindings: Record<string, { value: string }>[] } }>(codes.length > 0 ? "sparql" : undefined, { query });
  return useMemo(() => {
    if (answer.state !== "done") return new Map();
    return new Map(answer.value.results.bindings.map((row) => [row["code"]!.value, pick(row["name"]!.value, row["en"]?.value)]));
  }, [answer, pick("zh", "en")]);
}
