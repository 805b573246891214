// A thing by its name, leading to its page.

import { Link } from "wouter-preact";
import { address } from "../api/client.ts";
import { IDS } from "../api/ids.ts";
import type { Thing } from "../api/types.ts";
import { pick } from "../words/index.ts";

/** What the IRIs of this graph begin with. */
const SPACE = "https://w3id.org/casegraph/";

/** The page of a thing. */
export function pageOf(id: string): string {
  return /^case-/.test(id) ? `/cases/${encodeURIComponent(id)}` : `/things/${encodeURIComponent(id)}`;
}

/** Chinese names stay beside English ones: the text has only them. */
export function ThingLink({ thing }: { thing: Thing }) {
  const shown = pick(thing.name, thing.en);
  const title = shown === thing.name ? undefined : thing.name;
  const lang = shown === thing.name ? "zh" : "en";
  if (thing.iri.startsWith(IDS)) return <Link href={pageOf(thing.id)} title={title} lang={lang}>{shown}</Link>;
  // Indicators and terms of lists have no page here, but an address.
  const path = thing.iri.startsWith(SPACE) ? address(thing.iri.slice(SPACE.length)) : thing.iri;
  return <a href={path} title={title} lang={lang}>{shown}</a>;
}

export function Things({ things }: { things: Thing[] }) {
  return (
    <ul class="tags">
      {things.map((thing) => <li key={thing.id}><ThingLink thing={thing} /></li>)}
    </ul>
  );
}
