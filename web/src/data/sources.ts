// The documents the graph was read from.

import { type Answer, useAnswer } from "../api/answer.ts";

/** `/api/documents` */
export interface Source {
  id: string;
  title: string;
  publisher: string | null;
  date: string | null;
  address: string | null;
  sha256: string | null;
}

export function useSources(): Answer<Source[]> {
  return useAnswer<Source[]>("api/documents");
}
