// A thing by its name, leading to its page.

import { Link } from "wouter-preact";
import type { Thing } from "../api/types.ts";
import { pick } from "../words/index.ts";

/** The page of a thing. */
export function pageOf(id: string): string {
  return /^case-/.test(id) ? `/cases/${encodeURIComponent(id)}` : `/things/${encodeURIComponent(id)}`;
}

/** Chinese names stay beside English ones: the text has only them. */
export function ThingLink({ thing }: { thing: Thing }) {
  const shown = pick(thing.name, thing.en);
  return (
    <Link href={pageOf(thing.id)} title={shown === thing.name ? undefined : thing.name} lang={shown === thing.name ? "zh" : "en"}>
      {shown}
    </Link>
  );
}

export function Things({ things }: { things: Thing[] }) {
  return (
    <ul class="tags">
      {things.map((thing) => <li key={thing.id}><ThingLink thing={thing} /></li>)}
    </ul>
  );
}
