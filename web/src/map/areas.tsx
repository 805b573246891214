// The province and its cities, shaded by a number each; the same numbers as a table beside it.

import { geoConicEqualArea, geoPath } from "d3-geo";
import type { FeatureCollection, Geometry } from "geojson";
import { useEffect, useMemo, useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, GeometryObject, Topology } from "topojson-specification";
import { address, Refusal, response } from "../api/client.ts";
import { iriOf } from "../api/ids.ts";
import { amount } from "../numbers/format.ts";
import { useNames } from "../parts/names.ts";
import { Refused, Waiting } from "../parts/states.tsx";
import { number, pick, t } from "../words/index.ts";

interface Area {
  code: string;
  province: string;
}
type Outlines = Topology<{ cities: GeometryCollection<Area> }>;

/** What an area is shaded by. */
export interface Shade {
  value: number;
  /** Name and value in words. */
  words: string;
}

const WIDTH = 900;
const HEIGHT = 640;
const STEPS = 5;

/** `shades` by the code of a city (GB/T 2260); `what` says what they count. */
export function AreaMap({ shades, what }: { shades: Map<string, Shade>; what: string }) {
  const outlines = useOutlines();
  if (outlines instanceof Refusal) return <Refused error={outlines} />;
  return outlines ? <Drawing outlines={outlines} shades={shades} what={what} /> : <Waiting />;
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

function iriOfPlace(code: string): string {
  return iriOf(`place-${code}`);
}

/** How many there are in each area. */
export function byCount(values: { value: string; count: number }[]): Map<string, Shade> {
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

/** The largest value of an area. */
export function largest(values: { place: string; value: number; words: string }[]): Map<string, Shade> {
  const shades = new Map<string, Shade>();
  for (const { place, value, words } of values) {
    const code = codeOf(place);
    if (!code || code.endsWith("0000")) continue;
    const area = areaOf(code);
    if ((shades.get(area)?.value ?? -Infinity) < value) shades.set(area, { value, words });
  }
  return shades;
}

function Drawing({ outlines, shades, what }: { outlines: Outlines; shades: Map<string, Shade>; what: string }) {
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
  const names = useNames([...shades.keys()].map(iriOfPlace));
  const nameOf = (code: string) => {
    const name = names.get(iriOfPlace(code));
    return name ? pick(name.zh, name.en) : code;
  };
  return (
    <div class="map-and-list">
      <svg id="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("map.label", { what })}>
        {shapes.map((shape) => {
          const shade = shades.get(shape.properties.code);
          const step = !shade ? 0 : isFlat ? 2 : Math.max(1, Math.ceil((shade.value / most) * STEPS));
          const open = () => go(`/things/place-${shape.properties.code}`);
          return (
            <path key={shape.properties.code} d={path(shape) ?? ""} class={`area step-${step}`} onClick={shade && open}>
              <title>{`${nameOf(shape.properties.code)}${shade ? `: ${shade.words}` : ""}`}</title>
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
              <text x={x} y={y} text-anchor="middle">{nameOf(shape.properties.code)}</text>
              <text x={x} y={y + 16} text-anchor="middle" class="map-value">{amount(shade.value)}</text>
            </g>
          );
        })}
      </svg>
      <table class="rows">
        <caption class="unseen">{t("map.table")}</caption>
        <thead><tr><th scope="col">{t("field.place")}</th><th scope="col" class="numeric">{what}</th></tr></thead>
        <tbody>
          {[...shades].sort((a, b) => b[1].value - a[1].value || (a[0] < b[0] ? -1 : 1)).map(([code, shade]) => (
            <tr key={code}>
              <td><Link href={`/things/place-${code}`}>{nameOf(code)}</Link></td>
              <td class="numeric">{shade.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{t("map.source")}</p>
    </div>
  );
}
