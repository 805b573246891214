// The colours of the page, as WebGL wants them.

export interface Colours {
  kinds: Record<string, string>;
  other: string;
  ink: string;
  soft: string;
  paper: string;
}

/** Those of the light that is on. */
export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const kinds = Object.fromEntries(["Case", "Agency", "Organization", "Place", "Policy", "Programme", "Indicator"].map((kind) => [kind, colour(kind.toLowerCase())]));
  return { kinds, other: colour("other"), ink: colour("ink"), soft: colour("soft"), paper: colour("paper") };
}

