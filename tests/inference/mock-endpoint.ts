import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { heuristicAction } from "../../src/supportdesk/heuristic.ts";
import type { Observation } from "../../src/supportdesk/models.ts";

/** The body of one request to the endpoint. */
export interface AskedCompletion {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
  readonly temperature?: number;
  readonly seed?: number;
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: Readonly<Record<string, unknown>>;
  };
}

/** What the endpoint answers a request with; `hang` leaves it open, `stall` sends the head and half of the body. */
export type Answer =
  | { readonly text: string; readonly finish?: string }
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  | "hang"
  | "stall";

/** @param index - Number of the request, from 0. */
export type Mode = (asked: AskedCompletion, index: number) => Answer;

export interface MockEndpoint {
  readonly url: string;
  readonly asked: readonly AskedCompletion[];
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

export const JSON_HEADERS = { "content-type": "application/json" };

/** What a well-behaved model would do: the playbook on the situation in the prompt. */
export function goodAction({ messages }: AskedCompletion): object {
  const situation = messages.find(({ role }) => role === "user")?.content ?? "{}";
  return heuristicAction(JSON.parse(situation) as Observation);
}

/** The last message asks for a correction. */
export function isRepair({ messages }: AskedCompletion): boolean {
  return messages.at(-1)?.content.startsWith("That is not a valid action:") ?? false;
}

function completion(text: string, finish: string): string {
  const message = { role: "assistant", content: text };
  return JSON.stringify({
    id: "c1",
    object: "chat.completion",
    choices: [{ index: 0, message, finish_reason: finish }],
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

function send(response: ServerResponse, answer: Answer): void {
  if (answer === "hang") return;
  if (answer === "stall") {
    response.writeHead(200, JSON_HEADERS);
    response.write('{"choices":[');
    return;
  }
  if ("text" in answer) {
    response.writeHead(200, JSON_HEADERS).end(completion(answer.text, answer.finish ?? "stop"));
    return;
  }
  response.writeHead(answer.status, answer.headers ?? JSON_HEADERS).end(answer.body);
}

/** A chat endpoint on loopback that answers as `mode` says. */
export async function startEndpoint(mode: Mode): Promise<MockEndpoint> {
  const asked: AskedCompletion[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((text) => {
      const body = JSON.parse(text) as AskedCompletion;
      asked.push(body);
      authorizations.push(request.headers.authorization);
      send(
        response,
        request.url === "/v1/chat/completions" ? mode(body, asked.length - 1) : { status: 404, body: "" },
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    asked,
    authorizations,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
