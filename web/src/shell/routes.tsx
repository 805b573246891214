// Which page an address shows.

import type { ComponentType } from "preact";
import { Find } from "../find/page.tsx";
import { later } from "./later.tsx";
import type { Word } from "../words/index.ts";

export interface Page {
  /** Pattern of the address, below the path the server is at. */
  at: string;
  page: ComponentType<{ params: Record<string, string | undefined> }>;
  /** Its name in the navigation, where it stands there. */
  title?: Word;
}

export const PAGES: Page[] = [
  { at: "/", page: Find },
  { at: "/ask", page: later(() => import("../ask/page.tsx").then((m) => m.AskPage)), title: "nav.ask" },
];
