// Everything the server says, typed in one place. Names are those of its JSON.

/** SPARQL 1.1 Query Results JSON Format. */
export interface Term {
  type: "uri" | "literal" | "bnode";
  value: string;
  "xml:lang"?: string;
  datatype?: string;
}
export type Row = Record<string, Term | undefined>;
export interface Results {
  head: { vars: string[] };
  results: { bindings: Row[] };
}
export interface Truth {
  head: object;
  boolean: boolean;
}

export interface Words {
  en: string;
  zh: string;
}

/** `/api/queries` */
export interface SavedQuery {
  name: string;
  summary: Words;
  description: Words;
  tags: string[];
  parameters: QueryParameter[];
  query: string;
}
export interface QueryParameter {
  name: string;
  kind: string;
  required: boolean;
  default: string | null;
  examples: string[];
  label: Words;
}
