// The same query as people run it elsewhere.

export type Client = "curl" | "python" | "r";

/** A program that asks `endpoint` the query. */
export function code(client: Client, endpoint: string, query: string): string {
  switch (client) {
    case "curl":
      return `curl -H 'Accept: text/csv' --data-urlencode query@- '${endpoint}' <<'QUERY'\n${query.replace(/^QUERY$/gm, "QUERY ")}\nQUERY\n`;
    case "python":
      return `import io\n\nimport pandas as pd\nimport requests\n\nquery = ${python(query)}\nanswer = requests.post(${JSON.stringify(endpoint)}, data={"query": query}, headers={"Accept": "text/csv"})\nanswer.raise_for_status()\ntable = pd.read_csv(io.BytesIO(answer.content))\nprint(table)\n`;
    case "r":
      return `library(httr2)\n\nquery <- r"---(${query.replaceAll(')---"', ') ---"')})---"\nanswer <- request(${JSON.stringify(endpoint)}) |>\n  req_headers(Accept = "text/csv") |>\n  req_body_form(query = query) |>\n  req_perform()\ntable <- read.csv(text = resp_body_string(answer))\nprint(table)\n`;
  }
}

/** A string of Python over several lines. */
function python(text: string): string {
  return `"""\\\n${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"')}\n"""`;
}
