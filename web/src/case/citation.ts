// Citations as text.

export interface Cited {
  id: string;
  title: string;
  author: string[];
  year: string;
  /** The document the case stands in. */
  collection: string;
  address: string;
  iri: string;
}

export const STYLES = ["plain", "bibtex", "ris"] as const;
export type Style = (typeof STYLES)[number];

export function citation(cited: Cited, style: Style): string {
  switch (style) {
    case "plain":
      return `${cited.author.join("；")}. ${cited.title}[M]//${cited.collection}. ${cited.year}. ${cited.iri}`;
    case "bibtex": {
      const fields: [string, string][] = [
        ["author", cited.author.map((name) => `{${name}}`).join(" and ")],
        ["title", `{${cited.title}}`],
        ["booktitle", `{${cited.collection}}`],
        ["year", cited.year],
        ["url", cited.address],
        ["note", cited.iri],
      ];
      const lines = fields.filter(([, value]) => value !== "" && value !== "{}").map(([key, value]) => `  ${key} = {${escaped(value)}}`);
      return `@incollection{${cited.id},\n${lines.join(",\n")}\n}\n`;
    }
    case "ris": {
      const lines = ["TY  - CHAP", ...cited.author.map((name) => `AU  - ${name}`), `TI  - ${cited.title}`, `T2  - ${cited.collection}`, `PY  - ${cited.year}`, `UR  - ${cited.address}`, `ID  - ${cited.id}`, "LA  - zh", "ER  - "];
      return `${lines.join("\r\n")}\r\n`;
    }
  }
}

/** Characters that mean something to TeX. */
function escaped(text: string): string {
  return text.replace(/[&%$#_]/g, "\\$&");
}
