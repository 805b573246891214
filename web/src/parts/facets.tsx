// Counts that narrow a list: each value of a field with how many rows have it.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { FacetValue } from "../api/types.ts";
import { number, pick, t } from "../words/index.ts";

/** Whether the screen is too narrow for columns beside each other. */
export function isNarrow(): boolean {
  return matchMedia("(max-width: 52rem)").matches;
}

/** Facets together; on a narrow screen closed at first, so that the rows are seen. */
export function Facets({ children }: { children: ComponentChildren }) {
  return (
    <details class="facets" open={!isNarrow()}>
      <summary>{t("facet.narrow")}</summary>
      {children}
    </details>
  );
}

interface Props {
  title: string;
  values: FacetValue[];
  chosen: readonly string[];
  onChange(chosen: string[]): void;
}

/** Values shown before "more". */
const SHORT = 8;

export function Facet({ title, values, chosen, onChange }: Props) {
  const [all, setAll] = useState(false);
  if (values.length === 0) return null;
  const shown = all ? values : values.filter((value, index) => index < SHORT || chosen.includes(value.value));
  const toggle = (value: string) => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {shown.map((value) => (
        <label key={value.value}>
          <input type="checkbox" checked={chosen.includes(value.value)} onChange={() => toggle(value.value)} />
          <span>{pick(value.zh, value.en)}</span>
          <span class="count">{number(value.count)}</span>
        </label>
      ))}
      {values.length > SHORT && (
        <button type="button" class="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("facet.fewer") : t("facet.more", { n: values.length - SHORT })}
        </button>
      )}
    </fieldset>
  );
}
