// Light or dark: as the system says, unless chosen.

import { effect, signal } from "@preact/signals";

export type Light = "auto" | "light" | "dark";
const KEPT = "casegraph-light";
const ALL: readonly Light[] = ["auto", "light", "dark"];

export const light = signal<Light>(ALL.find((one) => one === localStorage.getItem(KEPT)) ?? "auto");

effect(() => {
  if (light.value === "auto") delete document.documentElement.dataset["light"];
  else document.documentElement.dataset["light"] = light.value;
  localStorage.setItem(KEPT, light.value);
});

export function nextLight(): void {
  light.value = ALL[(ALL.indexOf(light.value) + 1) % ALL.length]!;
}

/** Whether the page is dark now. */
export function isDark(): boolean {
  return light.value === "dark" || (light.value === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
}
