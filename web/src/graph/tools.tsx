// The bar above the drawing: which view, sized and coloured by what, hubs, undo, layout, saving.

import { useAnswer } from "../api/answer.ts";
import { address, type Parameters } from "../api/client.ts";
import { isNarrow } from "../parts/facets.tsx";
import { useFilters } from "../shell/filters.ts";
import { Scope, SCOPE } from "../shell/scope.tsx";
import type { Words } from "../api/types.ts";
import { pick, t } from "../words/index.ts";
import type { Hands } from "./stage.ts";
import { MEASURES } from "./scores.ts";
import { type Source, VIEWS } from "./source.ts";

interface Props {
  source: Source;
  hands: { current: Hands | undefined };
  /** What is left of the view on the screen, as exports take it. */
  part: Parameters;
  canUndo: boolean;
  onUndo(): void;
  /** Called before a filter changes, so that it can be undone. */
  onChange(): void;
}

/** `/api/graph/views` */
interface Views {
  views: { name: string; summary: Words }[];
}

/** Relations beyond which a thing counts as a hub, to choose from; 0 for no bound. */
const CAPS = [0, 10, 20, 50, 100];

export function Tools({ source, hands, part, canUndo, onUndo, onChange }: Props) {
  const filters = useFilters();
  const choose = (name: string) => (event: { currentTarget: HTMLSelectElement }) => {
    onChange();
    filters.set(name, event.currentTarget.value);
  };
  const file = `casegraph-${source.name}`;
  const rest = (
    <>
      <Scope />
      <label>{t("graph.size")} <select value={filters.get("size") || "degree"} onChange={choose("size")}>
        {MEASURES.map((one) => <option key={one} value={one}>{t(`measure.${one}`)}</option>)}
      </select></label>
      <label>{t("graph.colour")} <select value={filters.get("colour") || "type"} onChange={choose("colour")}>
        <option value="type">{t("graph.colour.type")}</option>
        <option value="community">{t("graph.colour.community")}</option>
      </select></label>
      <label>{t("graph.cap")} <select value={filters.get("cap")} onChange={choose("cap")}>
        {CAPS.map((n) => <option key={n} value={n || ""}>{n === 0 ? t("graph.cap.none") : t("graph.cap.over", { n })}</option>)}
      </select></label>
      <span class="row">
        <button type="button" class="quiet" onClick={onUndo} disabled={!canUndo}>{t("graph.undo")}</button>
        <button type="button" class="quiet" onClick={() => hands.current?.layout()}>{t("graph.layout")}</button>
        <button type="button" class="quiet" onClick={() => hands.current?.fit()}>{t("graph.fit")}</button>
        <button type="button" class="quiet" onClick={() => hands.current?.zoom(1.5)} aria-label={t("graph.in")}>＋</button>
        <button type="button" class="quiet" onClick={() => hands.current?.zoom(1 / 1.5)} aria-label={t("graph.out")}>－</button>
      </span>
      <span class="save">
        {t("graph.save")}{" "}
        <button type="button" class="quiet" onClick={() => hands.current?.png(file)}>PNG</button>
        <button type="button" class="quiet" onClick={() => hands.current?.svg(file)}>SVG</button>
        {["gexf", "graphml"].map((format) => (
          <a key={format} href={address("api/export", { ...source.asked, ...part, format })} download={`${file}.${format}`}>{format.toUpperCase()}</a>
        ))}
      </span>
    </>
  );
  return (
    <div class="tools" role="toolbar" aria-label={t("graph.tools")}>
      <ViewChoice source={source} onChange={onChange} />
      {isNarrow() ? <details><summary>{t("graph.tools.more")}</summary>{rest}</details> : rest}
    </div>
  );
}

/** The shipped views, and the query that is drawn instead of one. */
function ViewChoice({ source, onChange }: { source: Source; onChange(): void }) {
  const filters = useFilters();
  const views = useAnswer<Views>("api/graph/views");
  const known = views.state === "done" ? views.value.views : VIEWS.map((name) => ({ name, summary: { zh: name, en: name } }));
  const choose = (view: string) => {
    onChange();
    // Another view has other things: of what was chosen in the last one, only what pages share stays.
    const shared = filters.given(SCOPE);
    filters.clear({ ...shared, view: [view] });
  };
  const isQuery = filters.get("query") !== "";
  return (
    <label>{t("graph.view")} <select value={isQuery ? "query" : source.name} onChange={(event) => choose(event.currentTarget.value)}>
      {isQuery && <option value="query">{t("graph.query")}</option>}
      {known.map((one) => <option key={one.name} value={one.name}>{viewName(one)}</option>)}
    </select></label>
  );
}

/** The short name of a view that comes with the program, else what it says of itself. */
function viewName({ name, summary }: Views["views"][number]): string {
  const known = VIEWS.find((one) => one === name);
  return known ? t(`view.${known}`) : pick(summary.zh, summary.en);
}
