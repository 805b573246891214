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
  /** Whether it looks at the shared filters. */
  shares?: boolean;
}

export const PAGES: Page[] = [
  { at: "/", page: Find },
  { at: "/cases", page: later(() => import("../find/cases.tsx").then((m) => m.Cases)), title: "nav.cases", shares: true },
  { at: "/cases/:id", page: later(() => import("../case/page.tsx").then((m) => m.CasePage)) },
  { at: "/things/:id", page: later(() => import("../thing/page.tsx").then((m) => m.ThingPage)) },
  { at: "/source/:id", page: later(() => import("../source/page.tsx").then((m) => m.SourcePage)) },
  { at: "/numbers", page: later(() => import("../numbers/page.tsx").then((m) => m.Numbers)), title: "nav.numbers", shares: true },
  { at: "/graph", page: later(() => import("../graph/page.tsx").then((m) => m.GraphPage)), title: "nav.graph", shares: true },
  { at: "/map", page: later(() => import("../map/page.tsx").then((m) => m.MapPage)), title: "nav.map", shares: true },
  { at: "/ask", page: later(() => import("../ask/page.tsx").then((m) => m.AskPage)), title: "nav.ask" },
  { at: "/data", page: later(() => import("../data/page.tsx").then((m) => m.DataPage)), title: "nav.data" },
];
