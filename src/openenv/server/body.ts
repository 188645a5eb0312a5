import type { Context } from "hono";
import { readJsonText } from "../json-text.ts";
import { HttpProblem } from "./problems.ts";

function tooLarge(maxBytes: number): HttpProblem {
  return new HttpProblem(413, `Expected a body of at most ${maxBytes} bytes.`, { connection: "close" });
}

/** Reads a body of unknown length and gives up at the limit. */
async function readCounted(body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

async function readText(c: Context, maxBytes: number): Promise<string> {
  const length = c.req.header("content-length");
  if (length !== undefined) {
    if (Number(length) > maxBytes) throw tooLarge(maxBytes);
    return c.req.text();
  }
  const { body } = c.req.raw;
  return body === null ? "" : readCounted(body as ReadableStream<Uint8Array>, maxBytes);
}

/**
 * The JSON body of a request, whatever its content type; `undefined` if it is empty.
 * @throws {HttpProblem | JsonTextError} If it is too large, was cut off, or is not JSON.
 */
export async function readBody(c: Context, maxBytes: number): Promise<unknown> {
  let text: string;
  try {
    text = await readText(c, maxBytes);
  } catch (error) {
    if (error instanceof HttpProblem) throw error;
    throw new HttpProblem(400, "The body was cut off.", { connection: "close" });
  }
  return text.trim() === "" ? undefined : readJsonText(text);
}
