// The graph: a view drawn, narrowed, expanded and walked, with the words behind every line. The address holds what is shown.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { address, Refusal } from "../api/client.ts";
import { isDark, light } from "../shell/light.ts";
import { isNarrow } from "../parts/facets.tsx";
import { Refused, Waiting } from "../parts/states.tsx";
import { download } from "../parts/save.ts";
import { useFilters } from "../shell/filters.ts";
import { useTitle } from "../shell/title.ts";
import { named, number, pick, t } from "../words/index.ts";
import { Canvas, type Drawn, type Hands } from "./canvas.tsx";
import { load } from "./load.ts";
import { kinds, relations as relationNames, type Thing, type View, visible } from "./model.ts";
import { PathFinder } from "./path.tsx";
import { useScores, type Measure, MEASURES } from "./scores.ts";
import { kindName, ListSide, name, RelationSide, ThingSide } from "./side.tsx";

const VIEWS = ["all", "agencies", "cases", "citations", "places"] as const;

export function GraphPage() {
  useTitle(t("nav.graph"));
  const filters = useFilters();
  const chosenView = filters.get("view") || "all";
  const [loaded, setLoaded] = useState<View | Refusal>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setLoaded(undefined);
    load(chosenView, stop.signal).then(setLoaded, (error: unknown) => {
      if (!stop.signal.aborted) setLoaded(error instanceof Refusal ? error : new Refusal("unreadable", String(error), "", 0));
    });
    return () => stop.abort();
  }, [chosenView, round]);
  return (
    <div class="wide graph">
      <h1 class="unseen">{t("nav.graph")}</h1>
      {loaded instanceof Refusal ? (
        <Refused error={loaded} again={() => setRound(round + 1)} />
      ) : loaded ? (
        <Explorer view={loaded} viewName={chosenView} />
      ) : (
        <Waiting />
      )}
    </div>
  );
}

/** A list in the address, `a,b,c`. */
function listed(text: string): Set<string> {
  return new Set(text.split(",").filter(Boolean));
}

function Explorer({ view, viewName }: { view: View; viewName: string }) {
  const filters = useFilters();
  const hands = useRef<Hands>();
  const [past, setPast] = useState<string[]>([]);
  const only = filters.get("only");
  const hide = filters.get("hide");
  const without = filters.get("without");
  const cap = Number(filters.get("cap")) || 0;
  const selected = filters.get("at");
  const relationId = filters.get("edge");
  const measure = (filters.get("size") || "degree") as Measure;
  const colours = filters.get("colour") || "type";
  const [path, setPath] = useState<string[]>([]);
  const scores = useScores(view, viewName, measure, colours === "community");

  const shown = useMemo(() => {
    const hidden = listed(filters.get("gone"));
    const choice = { only: only ? listed(only) : undefined, hiddenKinds: listed(hide), hiddenRelations: listed(without), cap };
    const part = visible(view, choice);
    for (const id of hidden) part.things.delete(id);
    return { things: part.things, relations: part.relations.filter((r) => part.things.has(r.source) && part.things.has(r.target)) };
  }, [view, only, hide, without, cap, filters.get("gone")]);

  const remember = () => setPast([...past.slice(-49), location.search]);
  const undo = () => {
    const last = past.at(-1);
    if (last === undefined) return;
    setPast(past.slice(0, -1));
    history.replaceState(null, "", location.pathname + last);
  };
  const acts = {
    onThing: (id: string) => {
      if (!shown.things.has(id)) show([id]);
      filters.set("edge", "");
      filters.set("at", id);
    },
    onRelation: (id: string) => filters.set("edge", id),
    onShow: (ids: string[]) => show(ids),
    onHide: (id: string) => {
      remember();
      filters.set("gone", [...listed(filters.get("gone")), id].join(","));
    },
    onOnly: (id: string) => {
      remember();
      filters.set("only", [id, ...view.at.get(id)!.slice(0, 40).map((r) => (r.source === id ? r.target : r.source))].join(","));
    },
  };
  function show(ids: string[]) {
    remember();
    if (only) filters.set("only", [...new Set([...listed(only), ...ids])].join(","));
    filters.set("gone", [...listed(filters.get("gone"))].filter((id) => !ids.includes(id)).join(","));
  }

  const dark = isDark();
  const drawn: Drawn = useMemo(() => {
    const palette = colourTable();
    const most = Math.max(1e-12, ...[...shown.things].map((id) => scores.size(id)));
    return {
      things: [...shown.things].map((id) => view.things.get(id)!),
      relations: shown.relations,
      label: name,
      colour: (thing: Thing) => (colours === "community" ? scores.colour(thing.id) : undefined) ?? palette.kinds[thing.kind] ?? palette.other,
      size: (thing: Thing) => 3.5 + 14 * Math.sqrt(Math.max(0, scores.size(thing.id)) / most),
      relationLabel: (relation) => pick(relation.zh, relation.en),
      lit: new Set(path),
      selected: selected || undefined,
      ink: palette.ink,
      soft: palette.soft,
      paper: palette.paper,
    };
  }, [shown, scores, colours, path, selected, dark, light.value, pick("zh", "en")]);
  const relation = view.relations.find((one) => one.id === relationId);
  return (
    <>
      <div class="tools" role="toolbar" aria-label={t("graph.tools")}>
        <label>{t("graph.view")} <select value={viewName} onChange={(event) => { filters.clear(); filters.set("view", event.currentTarget.value); }}>
          {VIEWS.map((one) => <option key={one} value={one}>{t(`view.${one}`)}</option>)}
        </select></label>
        <label>{t("graph.size")} <select value={measure} onChange={(event) => filters.set("size", event.currentTarget.value)}>
          {MEASURES.map((one) => <option key={one} value={one}>{t(`measure.${one}`)}</option>)}
        </select></label>
        <label>{t("graph.colour")} <select value={colours} onChange={(event) => filters.set("colour", event.currentTarget.value)}>
          <option value="type">{t("graph.colour.type")}</option>
          <option value="community">{t("graph.colour.community")}</option>
        </select></label>
        <label>{t("graph.cap")} <select value={String(cap)} onChange={(event) => { remember(); filters.set("cap", event.currentTarget.value === "0" ? "" : event.currentTarget.value); }}>
          {[0, 10, 20, 50, 100].map((n) => <option key={n} value={n}>{n === 0 ? t("graph.cap.none") : t("graph.cap.over", { n })}</option>)}
        </select></label>
        <button type="button" class="quiet" onClick={undo} disabled={past.length === 0}>{t("graph.undo")}</button>
        <button type="button" class="quiet" onClick={() => hands.current?.layout()}>{t("graph.layout")}</button>
        <button type="button" class="quiet" onClick={() => hands.current?.fit()}>{t("graph.fit")}</button>
        <button type="button" class="quiet" onClick={() => hands.current?.zoom(1.5)} aria-label={t("graph.in")}>＋</button>
        <button type="button" class="quiet" onClick={() => hands.current?.zoom(1 / 1.5)} aria-label={t("graph.out")}>－</button>
        <span class="save">
          {t("graph.save")}{" "}
          <button type="button" class="quiet" onClick={() => hands.current?.png(`casegraph-${viewName}`)}>PNG</button>
          <button type="button" class="quiet" onClick={() => hands.current && download(new Blob([hands.current.svg()], { type: "image/svg+xml" }), `casegraph-${viewName}.svg`)}>SVG</button>
          {["gexf", "graphml"].map((format) => <a key={format} href={address("api/export", { view: viewName, format })} download={`casegraph-${viewName}.${format}`}>{format.toUpperCase()}</a>)}
        </span>
      </div>
      <div class="stage">
        <Canvas
          drawn={drawn}
          hands={hands}
          label={t("graph.label", { things: shown.things.size, relations: shown.relations.length })}
          onThing={(id) => { filters.set("edge", ""); filters.set("at", id ?? ""); }}
          onRelation={acts.onRelation}
          onOpen={(id) => acts.onShow(view.at.get(id)!.slice(0, 15).map((r) => (r.source === id ? r.target : r.source)))}
        />
        <Legend view={view} hidden={listed(hide)} without={listed(without)} onKinds={(set) => { remember(); filters.set("hide", [...set].join(",")); }} onRelations={(set) => { remember(); filters.set("without", [...set].join(",")); }} />
      </div>
      <aside class="side" aria-label={t("graph.side")}>
        <PathFinder view={view} viewName={viewName} onPath={(lit, things) => { setPath(lit); if (things.length > 0) show(things); }} />
        {relation ? <RelationSide view={view} relation={relation} acts={acts} /> : selected ? <ThingSide view={view} id={selected} shown={shown.things} acts={acts} /> : null}
        {scores.note && <p class="hint">{scores.note}</p>}
        <ListSide view={view} shown={shown.things} acts={acts} />
      </aside>
    </>
  );
}

/** Types and relations with their counts; each can be hidden. */
function Legend({ view, hidden, without, onKinds, onRelations }: { view: View; hidden: Set<string>; without: Set<string>; onKinds(set: Set<string>): void; onRelations(set: Set<string>): void }) {
  const toggled = (set: Set<string>, value: string) => {
    const next = new Set(set);
    if (!next.delete(value)) next.add(value);
    return next;
  };
  const labels = new Map(view.relations.map((r) => [r.relation, pick(r.zh, r.en)]));
  return (
    <details class="legend" open={!isNarrow()}>
      <summary>{t("graph.legend")}</summary>
      {kinds(view).map(([kind, count]) => (
        <label key={kind}>
          <input type="checkbox" checked={!hidden.has(kind)} onChange={() => onKinds(toggled(hidden, kind))} />
          <span class={`kind ${kind}`}>{kindName(kind)}</span> <span class="count">{number(count)}</span>
        </label>
      ))}
      <hr />
      {relationNames(view).map(([relation, count]) => (
        <label key={relation}>
          <input type="checkbox" checked={!without.has(relation)} onChange={() => onRelations(toggled(without, relation))} />
          <span>{labels.get(relation) ?? named("relation", relation)}</span> <span class="count">{number(count)}</span>
        </label>
      ))}
    </details>
  );
}

/** The colours of the page, as WebGL wants them. */
function colourTable(): { kinds: Record<string, string>; other: string; ink: string; soft: string; paper: string } {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const kinds = Object.fromEntries(["Case", "Agency", "Organization", "Place", "Policy", "Programme", "Indicator"].map((kind) => [kind, colour(kind.toLowerCase())]));
  return { kinds, other: colour("other"), ink: colour("ink"), soft: colour("soft"), paper: colour("paper") };
}

