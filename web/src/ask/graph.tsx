// Two columns of things as a graph: a line for each row that has both.

import { useMemo, useRef, useState } from "preact/hooks";
import { Link, useLocation } from "wouter-preact";
import { IDS } from "../api/ids.ts";
import type { Results, Words } from "../api/types.ts";
import { Canvas } from "../graph/canvas.tsx";
import { colours } from "../graph/colours.ts";
import { type Relation, type Thing, view, degree } from "../graph/model.ts";
import type { Drawn, Hands } from "../graph/stage.ts";
import { pageOf } from "../parts/thing.tsx";
import { pick, t } from "../words/index.ts";
import { asView, type Column, things } from "./shape.ts";

interface Props {
  rows: Results;
  query: string;
  columns: Column[];
  names: Map<string, Words>;
}

/** Rows that are drawn here; the graph's own page draws more. */
const MOST = 2000;

export function RowsGraph({ rows, query, columns, names }: Props) {
  const [, go] = useLocation();
  const hands = useRef<Hands>();
  const ends = things(columns).map((column) => column.name);
  const preferred = ends.includes("source") && ends.includes("target") ? (["source", "target"] as const) : ([ends[0]!, ends[1]!] as const);
  const [[from, to], choose] = useState<readonly [string, string]>(preferred);
  const drawn = useMemo(() => drawing(rows, from, to, names), [rows, from, to, names, pick("zh", "en")]);
  const asked = asView(query, from, to);
  const select = (value: string, label: string, set: (value: string) => void) => (
    <label>{label} <select value={value} onChange={(event) => set(event.currentTarget.value)}>{ends.map((name) => <option key={name} value={name}>{name}</option>)}</select></label>
  );
  return (
    <>
      <p class="row">
        {select(from, t("path.from"), (value) => choose([value, to]))}
        {select(to, t("path.to"), (value) => choose([from, value]))}
        <button type="button" class="quiet" onClick={() => hands.current?.png("casegraph-query")}>PNG</button>
        {asked && <Link href={`/graph?query=${encodeURIComponent(asked)}`}>{t("ask.graph.open")}</Link>}
      </p>
      <div class="stage small card">
        <Canvas
          drawn={drawn}
          hands={hands}
          label={t("graph.label", { things: drawn.things.length, relations: drawn.relations.length })}
          onThing={(id) => id && go(pageOf(id))}
          onRelation={() => {}}
          onOpen={(id) => go(pageOf(id))}
        />
      </div>
    </>
  );
}

function drawing({ results }: Results, from: string, to: string, names: Map<string, Words>): Drawn {
  const local = (iri: string) => iri.slice(IDS.length);
  const found = new Map<string, Thing>();
  const relations = new Map<string, Relation>();
  for (const row of results.bindings.slice(0, MOST)) {
    const [source, target] = [row[from], row[to]];
    if (!source || !target) continue;
    for (const { value } of [source, target]) {
      const [id, known] = [local(value), names.get(value)];
      if (!found.has(id)) found.set(id, { id, kind: kindOf(id), zh: known?.zh ?? id, en: known?.en ?? id });
    }
    const [a, b] = [local(source.value), local(target.value)];
    const last = relations.get(`${a} ${b}`);
    relations.set(`${a} ${b}`, { id: `${a} ${b}`, source: a, target: b, relation: to, zh: to, en: to, weight: (last?.weight ?? 0) + 1, statements: [] });
  }
  const made = view(found.values(), relations.values());
  const palette = colours();
  const most = Math.max(1, ...[...found.keys()].map((id) => degree(made, id)));
  return {
    things: [...found.values()],
    relations: made.relations,
    label: (thing) => pick(thing.zh, thing.en),
    colour: (thing) => palette.kinds[thing.kind] ?? palette.other,
    size: (thing) => 3.5 + 12 * Math.sqrt(degree(made, thing.id) / most),
    relationLabel: () => "",
    lit: new Set(),
    selected: undefined,
    ...palette,
  };
}

/** The class that an id says: `agency-13b6c36e60` is an Agency. */
function kindOf(id: string): string {
  const word = /^[a-z]+/.exec(id)?.[0] ?? "";
  return word.charAt(0).toUpperCase() + word.slice(1);
}
