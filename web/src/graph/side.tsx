// Beside the drawing: what is chosen, what hangs on it, and everything that is shown as a list, for those who use no canvas.

import { useState } from "preact/hooks";
import { Link } from "wouter-preact";
import type { Words } from "../api/types.ts";
import { pageOf } from "../parts/thing.tsx";
import { named, number, pick, t } from "../words/index.ts";
import { Evidence } from "./evidence.tsx";
import { type Bundle, bundles, degree, other, type Relation, type Thing, type View } from "./model.ts";

/** Neighbours that one step of expanding adds. */
const STEP = 15;

interface Acts {
  onThing(id: string): void;
  onRelation(id: string): void;
  onShow(ids: string[]): void;
  onHide(id: string): void;
  onOnly(id: string): void;
}

export function name(thing: Thing): string {
  return pick(thing.zh, thing.en);
}

export function kindName(kind: string): string {
  return named("kind", kind);
}

export function ThingSide({ view, id, shown, why, acts }: { view: View; id: string; shown: ReadonlySet<string>; why: Words | undefined; acts: Acts }) {
  const thing = view.things.get(id);
  if (!thing) return null;
  return (
    <section class="side-part">
      <p class={`kind ${thing.kind}`}>{kindName(thing.kind)}</p>
      <h2>{name(thing)}</h2>
      {thing.zh !== name(thing) && <p lang="zh">{thing.zh}</p>}
      {why && <p class="hint">{t("graph.why")} {pick(why.zh, why.en)}</p>}
      <p class="row">
        <Link href={pageOf(id)}>{t("graph.page")}</Link>
        <button type="button" class="quiet" onClick={() => acts.onOnly(id)}>{t("graph.only")}</button>
        <button type="button" class="quiet" onClick={() => acts.onHide(id)}>{t("graph.hide")}</button>
      </p>
      <h3>{t("graph.relations", { n: degree(view, id) })}</h3>
      {bundles(view, id).map((bundle) => <BundlePart key={`${bundle.relation} ${bundle.outward}`} view={view} id={id} bundle={bundle} shown={shown} acts={acts} />)}
    </section>
  );
}

/** One kind of relation at a thing: how many, the heaviest first, more on demand. */
function BundlePart({ view, id, bundle, shown, acts }: { view: View; id: string; bundle: Bundle; shown: ReadonlySet<string>; acts: Acts }) {
  const [most, setMost] = useState(STEP);
  const missing = bundle.neighbours.filter((end) => !shown.has(end));
  const relationTo = (end: string) => view.at.get(id)?.find((r) => r.relation === bundle.relation && other(r, id) === end);
  return (
    <details open={bundle.neighbours.length <= 6}>
      <summary>
        {bundle.outward ? "→" : "←"} {pick(bundle.zh, bundle.en)} <span class="count">{number(bundle.neighbours.length)}</span>
      </summary>
      {missing.length > 0 && (
        <button type="button" class="quiet" onClick={() => acts.onShow(missing.slice(0, STEP))}>
          {t("graph.expand", { n: Math.min(STEP, missing.length) })}
        </button>
      )}
      <ul>
        {bundle.neighbours.slice(0, most).map((end) => {
          const relation = relationTo(end);
          return (
            <li key={end} class={shown.has(end) ? undefined : "absent"}>
              <button type="button" class="link" onClick={() => acts.onThing(end)}>{name(view.things.get(end)!)}</button>{" "}
              {relation && relation.statements.length > 0 && (
                <button type="button" class="quiet" onClick={() => acts.onRelation(relation.id)} aria-label={t("graph.evidence.of", { what: name(view.things.get(end)!) })}>“…”</button>
              )}
            </li>
          );
        })}
      </ul>
      {most < bundle.neighbours.length && <button type="button" class="quiet" onClick={() => setMost(most + 4 * STEP)}>{t("list.more")}</button>}
    </details>
  );
}

export function RelationSide({ view, relation, acts }: { view: View; relation: Relation; acts: Acts }) {
  const [source, target] = [view.things.get(relation.source)!, view.things.get(relation.target)!];
  return (
    <section class="side-part">
      <h2>
        <button type="button" class="link" onClick={() => acts.onThing(source.id)}>{name(source)}</button>
        {" "}<span class="relation">{pick(relation.zh, relation.en)} →</span>{" "}
        <button type="button" class="link" onClick={() => acts.onThing(target.id)}>{name(target)}</button>
      </h2>
      <Evidence statements={relation.statements} />
    </section>
  );
}

/** All that is shown, as a list: the equal of the drawing. */
export function ListSide({ view, shown, acts }: { view: View; shown: ReadonlySet<string>; acts: Acts }) {
  const [sought, setSought] = useState("");
  const [most, setMost] = useState(60);
  const things = [...shown].map((id) => view.things.get(id)!).filter((thing) => `${thing.zh} ${thing.en}`.toLowerCase().includes(sought.toLowerCase()));
  things.sort((a, b) => degree(view, b.id) - degree(view, a.id) || (a.id < b.id ? -1 : 1));
  return (
    <section class="side-part">
      <h2>{t("graph.list", { n: things.length })}</h2>
      <input type="search" value={sought} placeholder={t("graph.list.find")} aria-label={t("graph.list.find")} onInput={(event) => setSought(event.currentTarget.value)} />
      <ul>
        {things.slice(0, most).map((thing) => (
          <li key={thing.id} class="listed">
            <span class={`kind ${thing.kind}`} title={kindName(thing.kind)} />
            <button type="button" class="link" onClick={() => acts.onThing(thing.id)}>{name(thing)}</button>
            <span class="count">{number(degree(view, thing.id))}</span>
          </li>
        ))}
      </ul>
      {most < things.length && <button type="button" class="quiet" onClick={() => setMost(most + 200)}>{t("list.more")}</button>}
    </section>
  );
}
