// Counts that narrow a list: each value of a field with how many rows have it.

import { useState } from "preact/hooks";
import type { FacetValue } from "../api/types.ts";
import { number, pick, t } from "../words/index.ts";

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
