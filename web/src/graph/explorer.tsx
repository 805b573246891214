// A view on the screen: the drawing, its legend, and beside it what is chosen, the path, and the same as a list.

import { useMemo, useRef, useState } from "preact/hooks";
import type { Parameters } from "../api/client.ts";
import { isDark, light } from "../shell/light.ts";
import { useFilters } from "../shell/filters.ts";
import { pick, t } from "../words/index.ts";
import { Canvas } from "./canvas.tsx";
import { colours as pageColours } from "./colours.ts";
import { Legend } from "./legend.tsx";
import { kinds, neighbours, relations, type Relation, type Thing, type View, visible } from "./model.ts";
import { PathFinder } from "./path.tsx";
import { type Measure, type Scores, useScores } from "./scores.ts";
import { ListSide, name, RelationSide, ThingSide } from "./side.tsx";
import type { Source } from "./source.ts";
import type { Drawn, Hands } from "./stage.ts";
import { Tools } from "./tools.tsx";

/** Things that have room on the screen; more are drawn smaller. */
const CROWD = 2000;
/** Steps that can be undone. */
const PAST = 50;
/** Neighbours that a double click opens, and those that "only this" keeps. */
const OPENED = 15;
const KEPT = 40;

export function Explorer({ view, source }: { view: View; source: Source }) {
  const filters = useFilters();
  const hands = useRef<Hands>();
  const { past, remember, undo } = usePast();
  const [only, gone, hide, without] = ["only", "gone", "hide", "without"].map((name) => listed(filters.get(name))) as [Set<string>, Set<string>, Set<string>, Set<string>];
  const selected = filters.get("at");
  const [path, setPath] = useState<string[]>([]);
  const isByGroup = filters.get("colour") === "community";
  const scores = useScores(view, source, (filters.get("size") || "degree") as Measure, isByGroup);
  const cap = Number(filters.get("cap")) || 0;
  const shown = useMemo(
    () => visible(view, { only: only.size > 0 ? only : undefined, gone, hiddenKinds: hide, hiddenRelations: without, cap }),
    [view, ...["only", "gone", "hide", "without", "cap"].map(filters.get)],
  );
  const drawn = useDrawn(view, shown, scores, new Set(path), selected);
  const relation = view.relations.find((one) => one.id === filters.get("edge"));

  const set = (name: string, values: Iterable<string>) => {
    remember();
    filters.set(name, [...values].join(","));
  };
  const show = (ids: string[]) => {
    const missing = ids.filter((id) => !shown.things.has(id));
    if (missing.length === 0) return;
    if (only.size > 0) set("only", new Set([...only, ...missing]));
    if (missing.some((id) => gone.has(id))) set("gone", [...gone].filter((id) => !missing.includes(id)));
  };
  const acts = {
    onThing: (id: string) => {
      show([id]);
      filters.set("edge", "");
      filters.set("at", id);
    },
    onRelation: (id: string) => filters.set("edge", id),
    onShow: show,
    onHide: (id: string) => set("gone", [...gone, id]),
    onOnly: (id: string) => set("only", [id, ...neighbours(view, id).slice(0, KEPT)]),
  };
  return (
    <>
      <Tools source={source} hands={hands} part={partOf(view, shown, hide, without)} canUndo={past > 0} onUndo={undo} onChange={remember} />
      <div class="stage">
        <Canvas
          drawn={drawn}
          hands={hands}
          label={t("graph.label", { things: shown.things.size, relations: shown.relations.length })}
          onThing={(id) => { filters.set("edge", ""); filters.set("at", id ?? ""); }}
          onRelation={acts.onRelation}
          onOpen={(id) => show(neighbours(view, id).slice(0, OPENED))}
        />
        <Legend view={view} groups={scores.groups} hidden={hide} without={without} onKinds={(kinds) => set("hide", kinds)} onRelations={(relations) => set("without", relations)} onGroup={(group) => set("only", group.members)} />
      </div>
      <aside class="side" aria-label={t("graph.side")}>
        {(only.size > 0 || gone.size > 0) && <button type="button" class="quiet" onClick={() => { remember(); filters.set("only", ""); filters.set("gone", ""); }}>{t("graph.whole")}</button>}
        <PathFinder view={view} source={source} onPath={(lit, things) => { setPath(lit); show(things); }} />
        {relation ? <RelationSide view={view} relation={relation} acts={acts} /> : selected ? <ThingSide view={view} id={selected} shown={shown.things} why={scores.why(selected)} acts={acts} /> : null}
        {scores.note && <p class="hint">{scores.note}</p>}
        <ListSide view={view} shown={shown.things} acts={acts} />
      </aside>
    </>
  );
}

/** Things that fit into an address; of more, exports know only the types and relations that are hidden. */
const FIT = 300;

/** What of a view is on the screen, as the filters of an export. */
function partOf(view: View, shown: { things: Set<string> }, hide: Set<string>, without: Set<string>): Parameters {
  const left = (all: [string, number][], gone: Set<string>) => (gone.size > 0 ? all.map(([name]) => name).filter((name) => !gone.has(name)).join(",") : undefined);
  const things = shown.things.size < view.things.size && shown.things.size <= FIT ? [...shown.things].join(",") : undefined;
  return { type: left(kinds(view), hide), relation: left(relations(view), without), things };
}

/** A list in the address, `a,b,c`. */
function listed(text: string): Set<string> {
  return new Set(text.split(",").filter(Boolean));
}

/** The addresses that were left by a change of what is shown. */
function usePast(): { past: number; remember(): void; undo(): void } {
  const past = useRef<string[]>([]);
  const [length, setLength] = useState(0);
  return {
    past: length,
    remember() {
      if (past.current.at(-1) !== location.search) past.current = [...past.current.slice(1 - PAST), location.search];
      setLength(past.current.length);
    },
    undo() {
      const last = past.current.pop();
      setLength(past.current.length);
      if (last !== undefined) history.replaceState(null, "", location.pathname + last);
    },
  };
}

function useDrawn(view: View, shown: { things: Set<string>; relations: Relation[] }, scores: Scores, lit: Set<string>, selected: string): Drawn {
  const things = useMemo(() => [...shown.things].map((id) => view.things.get(id)!), [shown]);
  return useMemo(() => {
    const palette = pageColours();
    const most = [...shown.things].reduce((most, id) => Math.max(most, scores.size(id)), 1e-12);
    const scale = Math.min(1, Math.sqrt(CROWD / shown.things.size));
    return {
      things,
      relations: shown.relations,
      label: name,
      colour: (thing: Thing) => scores.colour(thing.id) ?? palette.kinds[thing.kind] ?? palette.other,
      size: (thing: Thing) => scale * (3.5 + 14 * Math.sqrt(Math.max(0, scores.size(thing.id)) / most)),
      relationLabel: (relation: Relation) => pick(relation.zh, relation.en),
      lit,
      selected: selected || undefined,
      ...palette,
    };
  }, [shown, scores, [...lit].join(), selected, isDark(), light.value, pick("zh", "en")]);
}
