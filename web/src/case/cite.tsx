// How a case is cited: plain, BibTeX, RIS.

import { useState } from "preact/hooks";
import { address } from "../api/client.ts";
import type { About, Thing } from "../api/types.ts";
import { Copy } from "../parts/copy.tsx";
import { pageOf } from "../parts/thing.tsx";
import { t } from "../words/index.ts";
import { citation, type Cited, STYLES, type Style } from "./citation.ts";

export function Cite({ about, document }: { about: About; document: Thing | undefined }) {
  const [style, setStyle] = useState<Style>("plain");
  const value = (property: string) => about.properties.find((one) => one.property === property)?.value;
  const cited: Cited = {
    id: about.id,
    title: about.name,
    author: about.properties.filter((one) => one.property === "reportedBy").map((one) => one.value),
    year: value("year") ?? "",
    collection: document?.name ?? "",
    address: address(pageOf(about.id)),
    iri: about.iri,
  };
  const text = citation(cited, style);
  return (
    <details class="cite">
      <summary>{t("cite.title")}</summary>
      <div class="row" role="group" aria-label={t("cite.title")}>
        {STYLES.map((one) => <button key={one} type="button" class="choice" aria-pressed={one === style} onClick={() => setStyle(one)}>{t(`cite.${one}`)}</button>)}
        <Copy text={text}>{t("copy")}</Copy>
      </div>
      <pre>{text}</pre>
    </details>
  );
}
