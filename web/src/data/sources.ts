// The documents the graph was read from.

import { type Answer, useAnswer } from "../api/answer.ts";
import type { Entry, Page } from "../api/types.ts";

/** A row of `/api/documents`. */
export interface Source extends Entry {
  title: { zh: string | null; en: string | null } | null;
  publisher: string | null;
  issued: string | null;
  /** Where the document was published. */
  source: string | null;
  licence: string | null;
  /** Characters of its text, numerals in it, facts read from it. */
  length: number;
  numerals: number;
  facts: number;
  sha256: string;
}

export function useSources(): Answer<Page<Source>> {
  return useAnswer<Page<Source>>("api/documents", { limit: 1000 });
}
