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

/** A thing of the graph as rows name it. */
export interface Thing {
  iri: string;
  id: string;
  name: string;
  en?: string;
}
/** A term of a controlled list. */
export interface Concept {
  code: string;
  zh: string;
  en: string;
}
/** Words of a document; offsets count code points. */
export interface Quotation {
  document: string;
  start: number;
  end: number;
  quotation: string;
  iri: string;
}
/** What every row of a list has. */
export interface Entry {
  iri: string;
  id: string;
  address: string;
  label: { zh: string | null; en: string | null };
  evidence: Quotation[];
  quotations: number;
}
export interface FacetValue {
  value: string;
  zh: string;
  en?: string;
  count: number;
}
/** `/api/cases`, `/api/observations` … */
export interface Page<R> {
  total: number;
  rows: R[];
  next: string | null;
  facets?: Record<string, FacetValue[]>;
  version: string;
}
export interface Case extends Entry {
  number: number | null;
  title: { zh: string | null; en: string | null } | null;
  year: number | null;
  highlight: string | null;
  indicator: Thing | null;
  indicator_text: string | null;
  places: Thing[];
  reporters: Thing[];
  participants: Thing[];
  policies: Thing[];
  programmes: Thing[];
  targets: Thing[];
  recognitions: Thing[];
  document: Thing | null;
}
export interface Observation extends Entry {
  metric: string;
  value: number | null;
  unit: Concept | null;
  qualifier: Concept | null;
  kind: Concept | null;
  min_value: number | null;
  max_value: number | null;
  baseline: number | null;
  direction: Concept | null;
  period: string | null;
  /** First and last day of the period, where it has them. */
  period_start: string | null;
  period_end: string | null;
  compared_with: string | null;
  place: Thing | null;
  subject: Thing | null;
  value_as_written: number | null;
  unit_as_written: string | null;
  case: Thing | null;
  derivation: Concept | null;
  rule: string | null;
  review: Concept | null;
}
export interface Recognition extends Entry {
  name: { zh: string | null; en: string | null } | null;
  kind: Concept | null;
  date: string | null;
  rank: number | null;
  recipients: Thing[];
  issuers: Thing[];
  case: Thing | null;
}
export interface Finding extends Entry {
  kind: Concept | null;
  severity: Concept | null;
  comment: { zh: string | null; en: string | null } | null;
  case: Thing | null;
}

/** `/api/search` */
export interface Found {
  total: number;
  /** Nothing has all the words; these have some. */
  relaxed: boolean;
  hits: Hit[];
  types: { value: string; name?: string; count: number }[];
  cases: { value: string; name?: string; count: number }[];
  suggestions: { name: string; iri: string }[];
  next: string | null;
}
export interface Hit {
  iri: string;
  score: number;
  entity: string;
  type: string;
  name: string;
  zh: string | null;
  en: string | null;
  field: string;
  text: string;
  /** Code points of `text`, from and to. */
  highlights: [number, number][];
  case: string | null;
  document: string | null;
  start: number | null;
  end: number | null;
}

/** `/api/documents/{id}/mentions` */
export interface MarkedWords extends Quotation {
  /** `agency`, `place` … of what is named, `observation`, `recognition` … of what is stated. */
  kind: string;
  thing: Thing;
  rule: string | null;
}
/** `/api/entity` */
export interface About extends Thing {
  types: string[];
  aliases: string[];
  merged: string[];
  properties: Property[];
  facts: Counted<AboutFact>;
  mentions: Counted<Quotation & { rule: string | null }>;
  neighbours: Neighbours[];
  cases: Counted<Thing>;
}
export interface Counted<T> {
  total: number;
  rows: T[];
}
export interface Property {
  property: string;
  iri: string;
  thing?: Thing;
  value: string;
  language?: string;
  evidence: Quotation[];
}
export interface AboutFact extends Thing {
  type: string;
  role: string;
  case: Thing | null;
  evidence: Quotation[];
}
export interface Neighbours {
  relation: string;
  iri: string;
  direction: "out" | "in";
  count: number;
  things: Thing[];
}
