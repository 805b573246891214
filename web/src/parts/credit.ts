// What every picture says of itself: the sources, the version of the graph, and the address that draws it again.

import { ask } from "../api/client.ts";
import type { Entry, Page } from "../api/types.ts";
import { t } from "../words/index.ts";

/** The credit line. A picture is not held up by a server that has gone: then it names only the address. */
export async function credit(): Promise<string> {
  const page = await ask<Page<Entry>>("api/documents", { limit: 1, sort: "iri" }).catch(() => undefined);
  const first = page?.rows[0]?.label.zh;
  const parts = page && first ? [t("credit.source", { first, n: page.total }), t("credit.version", { version: page.version.slice(0, 8) })] : [];
  return ["casegraph 案例图谱", ...parts, decodeURI(location.href)].join(" · ");
}
