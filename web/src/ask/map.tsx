// Places of an answer on the map: shaded by a column of numbers, else by how many rows there are.

import { useMemo, useState } from "preact/hooks";
import type { Results } from "../api/types.ts";
import { AreaMap, byCount, largest } from "../map/areas.tsx";
import { amount } from "../numbers/format.ts";
import { t } from "../words/index.ts";
import { type Column, numbers } from "./shape.ts";

export function RowsMap({ rows, columns }: { rows: Results; columns: Column[] }) {
  const place = columns.find((column) => column.holds === "place")!.name;
  const measured = numbers(columns).map((column) => column.name);
  const [by, setBy] = useState(measured[0] ?? "");
  const shades = useMemo(() => {
    const found = rows.results.bindings.filter((row) => row[place]);
    if (by === "") {
      const counts = new Map<string, number>();
      for (const row of found) counts.set(row[place]!.value, (counts.get(row[place]!.value) ?? 0) + 1);
      return byCount([...counts].map(([value, count]) => ({ value, count })));
    }
    return largest(found.filter((row) => row[by]).map((row) => ({ place: row[place]!.value, value: Number(row[by]!.value), words: amount(Number(row[by]!.value)) })));
  }, [rows, by]);
  return (
    <>
      <p class="row">
        <label>{t("map.by")} <select value={by} onChange={(event) => setBy(event.currentTarget.value)}>
          <option value="">{t("ask.map.rows")}</option>
          {measured.map((name) => <option key={name} value={name}>{name}</option>)}
        </select></label>
      </p>
      <AreaMap shades={shades} what={by || t("ask.map.rows")} />
    </>
  );
}
