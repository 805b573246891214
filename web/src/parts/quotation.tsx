// The words of a source, with the way to where they stand and a way to cite them.

import { Link } from "wouter-preact";
import { address } from "../api/client.ts";
import type { Quotation } from "../api/types.ts";
import { t } from "../words/index.ts";
import { Copy } from "./copy.tsx";

/** Where a quotation stands: its document's page with the words marked. */
export function placeOf(quotation: Quotation): string {
  return `/source/${encodeURIComponent(quotation.document)}?at=${quotation.start}-${quotation.end}`;
}

export function Quote({ quotation }: { quotation: Quotation }) {
  const cited = `“${quotation.quotation}” ${address(placeOf(quotation))}`;
  return (
    <blockquote lang="zh" cite={quotation.iri}>
      <Link href={placeOf(quotation)} class="words">{quotation.quotation}</Link>{" "}
      <Copy text={cited}>{t("quote.copy")}</Copy>
    </blockquote>
  );
}
