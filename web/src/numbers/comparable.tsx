// Numbers that can be compared, beside each other: of one unit and kind, or all along time.

import { useState } from "preact/hooks";
import type { Observation } from "../api/types.ts";
import { save } from "../parts/save.ts";
import { Timeline } from "../parts/timeline.tsx";
import { pick, t } from "../words/index.ts";
import { Plot } from "./plot.tsx";

/** The choice that is no unit. */
const TIME = "time";

/** A plot for each unit and kind that at least two of the rows share. */
export function Comparable({ rows }: { rows: Observation[] }) {
  const groups = new Map<string, Observation[]>();
  for (const row of rows) {
    if (row.value === null || !row.unit) continue;
    const key = `${row.unit.code} ${row.kind?.code ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const shown = [...groups].filter(([, group]) => group.length > 1).sort((a, b) => b[1].length - a[1].length);
  const [chosen, choose] = useState<string>();
  const current = chosen === TIME ? undefined : (shown.find(([key]) => key === chosen) ?? shown[0]);
  const isDated = rows.filter((row) => row.period_start && row.period_end).length > 1;
  if (shown.length === 0 && !isDated) return null;
  const name = (group: Observation[]) => [group[0]!.unit, group[0]!.kind].map((one) => (one ? pick(one.zh, one.en) : "")).filter(Boolean).join(" · ");
  return (
    <div class="card" id="plot">
      <div class="row" role="group" aria-label={t("plot.choose")}>
        {shown.slice(0, 8).map(([key, group]) => (
          <button key={key} type="button" class="choice" aria-pressed={key === current?.[0]} onClick={() => choose(key)}>
            {name(group)} <span class="count">{group.length}</span>
          </button>
        ))}
        {isDated && <button type="button" class="choice" aria-pressed={!current} onClick={() => choose(TIME)}>{t("thing.timeline")}</button>}
        <button type="button" class="quiet" onClick={() => save("#plot svg", "svg")}>SVG</button>
        <button type="button" class="quiet" onClick={() => save("#plot svg", "png")}>PNG</button>
      </div>
      {current ? (
        <Plot rows={[...current[1]].sort((a, b) => b.value! - a.value!)} unit={name(current[1])} label={t("plot.label", { unit: name(current[1]) })} />
      ) : (
        <Timeline rows={[...rows].sort((a, b) => ((a.period_start ?? "") < (b.period_start ?? "") ? -1 : 1))} />
      )}
    </div>
  );
}

