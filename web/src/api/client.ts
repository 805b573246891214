// The one way to the server: JSON over GET, with the server's own words when it refuses.

/** Why there is no answer: what the server said, or that it said nothing. */
export class Refusal extends Error {
  constructor(
    /** `gone` when the server cannot be reached, else the code of its error. */
    readonly code: string,
    message: string,
    readonly hint: string,
    /** HTTP status, 0 when there was no answer. */
    readonly status: number,
  ) {
    super(message);
  }
}

export type Parameters = Record<string, string | number | boolean | readonly string[] | undefined>;

/** An address of this server, below the path it is served at. */
export function address(path: string, parameters: Parameters = {}): string {
  const url = new URL(path.replace(/^\//, ""), document.baseURI);
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined || value === "" || value === false) continue;
    for (const one of Array.isArray(value) ? value : [value]) url.searchParams.append(key, String(one));
  }
  return url.href;
}

/** The answer of an address as JSON. Rejects with a [Refusal], or with an `AbortError` when stopped. */
export async function ask<T>(path: string, parameters: Parameters = {}, signal?: AbortSignal): Promise<T> {
  return (await response(address(path, parameters), { headers: { accept: "application/json" }, signal: signal ?? null })).json();
}

/** A response that is no error. */
export async function response(url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refusal("gone", "", "", 0);
  }
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

async function refusal(answer: Response): Promise<Refusal> {
  const text = await answer.text().catch(() => "");
  try {
    const { error } = JSON.parse(text) as { error: { code: string; message: string; hint: string } };
    return new Refusal(error.code, error.message, error.hint, answer.status);
  } catch {
    return new Refusal(`http_${answer.status}`, text.slice(0, 300) || answer.statusText, "", answer.status);
  }
}
