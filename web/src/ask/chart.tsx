// A column of numbers as bars, in the order of the answer.

import { useState } from "preact/hooks";
import type { Results, Row, Words } from "../api/types.ts";
import { amount } from "../numbers/format.ts";
import { save } from "../parts/save.ts";
import { pick, t } from "../words/index.ts";
import { type Column, numbers } from "./shape.ts";

const [WIDTH, LEFT, ROW, MOST] = [900, 300, 26, 60];

interface Props {
  rows: Results;
  columns: Column[];
  names: Map<string, Words>;
}

export function Chart({ rows, columns, names }: Props) {
  const measured = numbers(columns);
  const [chosen, choose] = useState(measured.at(-1)!.name);
  const column = measured.find((one) => one.name === chosen) ?? measured.at(-1)!;
  const labels = columns.filter((one) => one.name !== column.name && one.holds !== "number").slice(0, 2);
  const drawn = rows.results.bindings.filter((row) => row[column.name]).slice(0, MOST);
  const values = drawn.map((row) => Number(row[column.name]!.value));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)];
  const scale = (value: number) => LEFT + ((value - least) / (most - least || 1)) * (WIDTH - LEFT - 90);
  const name = (row: Row) => labels.map(({ name }) => called(row, name, names)).filter(Boolean).join(" · ");
  return (
    <>
      <p class="row">
        <label>{t("ask.chart.of")} <select value={column.name} onChange={(event) => choose(event.currentTarget.value)}>
          {measured.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}
        </select></label>
        <button type="button" class="quiet" onClick={() => save("#chart", "svg", column.name)}>SVG</button>
        <button type="button" class="quiet" onClick={() => save("#chart", "png", column.name)}>PNG</button>
      </p>
      <figure class="plot card">
        <svg id="chart" viewBox={`0 0 ${WIDTH} ${drawn.length * ROW + 12}`} role="img" aria-label={t("ask.chart.label", { what: column.name })}>
          {drawn.map((row, index) => {
            const [value, y] = [values[index]!, 6 + index * ROW];
            return (
              <g key={index}>
                <title>{`${name(row)}: ${row[column.name]!.value}`}</title>
                <text x={LEFT - 10} y={y + 16} text-anchor="end">{clipped(name(row))}</text>
                <rect x={Math.min(scale(0), scale(value))} y={y + 3} width={Math.max(1, Math.abs(scale(value) - scale(0)))} height={ROW - 9} class="span" />
                <text x={Math.max(scale(0), scale(value)) + 6} y={y + 16}>{amount(value)}</text>
              </g>
            );
          })}
        </svg>
      </figure>
      {rows.results.bindings.length > MOST && <p class="hint">{t("ask.drawn", { n: MOST })}</p>}
    </>
  );
}

/** What stands in a cell, by name where it has one. */
export function called(row: Row, column: string, names: Map<string, Words>): string {
  const term = row[column];
  if (!term) return "";
  const known = names.get(term.value);
  return known ? pick(known.zh, known.en) : term.value.replace(/^.*[/#]/, "");
}

/** Short enough for the room beside the bars; Chinese characters are twice as wide. */
function clipped(words: string): string {
  let room = 38;
  const kept = [...words].filter((character) => (room -= /[\u2e80-\uffef]/.test(character) ? 2 : 1) >= 0);
  return kept.length < [...words].length ? `${kept.slice(0, -1).join("")}…` : words;
}
