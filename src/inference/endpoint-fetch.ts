import { EndpointError } from "./chat.ts";

/** Bounds of one HTTP exchange with a model endpoint. */
export interface FetchBounds {
  /** Longest wait that a server may ask for before a retry, in milliseconds. */
  readonly maxWaitMs: number;
  /** Wait before a retry where the server names none, in milliseconds. @defaultValue chosen by the client */
  readonly retryDelayMs?: number;
}

const MAX_BYTES = 1_000_000;

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_BYTES) throw new EndpointError("endpoint answered more than 1 MB");
  }
  return text + decoder.decode();
}

function askedWait(headers: Headers): number | undefined {
  const milliseconds = Number.parseFloat(headers.get("retry-after-ms") ?? "");
  if (Number.isFinite(milliseconds)) return milliseconds;
  const after = headers.get("retry-after");
  if (after === null) return undefined;
  const seconds = Number.parseFloat(after);
  // A date would need a clock: wait as long as is allowed.
  return Number.isFinite(seconds) ? seconds * 1000 : Number.POSITIVE_INFINITY;
}

function boundedHeaders(response: Response, { maxWaitMs, retryDelayMs }: FetchBounds): Headers {
  const headers = new Headers(response.headers);
  const wait = askedWait(headers) ?? retryDelayMs;
  headers.delete("retry-after");
  if (wait !== undefined) headers.set("retry-after-ms", String(Math.min(maxWaitMs, wait)));
  return headers;
}

/**
 * A `fetch` for the OpenAI client, which by itself bounds neither the time a body takes nor the wait that a server
 * asks for. Here the body is read before the response is handed on, so that the client's timeout covers it, and the
 * wait is capped.
 */
export function endpointFetch(bounds: FetchBounds): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const text = await readText(response);
    const { status, statusText } = response;
    return new Response(text === "" ? null : text, {
      status,
      statusText,
      headers: boundedHeaders(response, bounds),
    });
  };
}
