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


/** A colour nearer to the paper; both as `#rrggbb`. */
export function mix(colour: string, paper: string, share = 0.75): string {
  const key = `${colour}${paper}${share}`;
  const known = mixed.get(key);
  if (known) return known;
  const parts = (hex: string) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
  const [a, b] = [parts(colour), parts(paper)];
  const made = `#${a.map((value, i) => Math.round(value * (1 - share) + b[i]! * share).toString(16).padStart(2, "0")).join("")}`;
  mixed.set(key, made);
  return made;
}

/** Mixed before: a drawing asks for the same few colours tens of thousands of times. */
const mixed = new Map<string, string>();
