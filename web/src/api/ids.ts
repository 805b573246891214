// Local names and the IRIs they stand for.

export const IDS = "https://w3id.org/casegraph/id/";

/** The IRI of a thing of this graph. */
export function iriOf(id: string): string {
  return IDS + id;
}
