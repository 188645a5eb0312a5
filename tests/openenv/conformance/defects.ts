import type { Defect, PassingAnswer, PassingRequest, PassingSocket } from "./spoiled-server.ts";

type Json = Readonly<Record<string, unknown>>;
type Change = (body: Record<string, unknown>) => unknown;

const JSON_HEADERS = { "content-type": "application/json" };

/** An answer with a JSON body. */
export function answering(status: number, body: unknown): PassingAnswer {
  return { status, headers: JSON_HEADERS, body: JSON.stringify(body) };
}

/** Answers a route (`GET /health`) with something else. */
export function replaced(route: string, status: number, body: unknown): Defect {
  return {
    request: (request) => (routeOf(request) === route ? answering(status, body) : request),
  };
}

/** Changes the JSON that a route answers with 200; the change happens in place, unless it returns a new body. */
export function changed(route: string, change: Change): Defect {
  return {
    answer: (answer, request) => {
      if (routeOf(request) !== route || answer.status !== 200) return answer;
      const body = JSON.parse(answer.body);
      return { ...answer, body: JSON.stringify(change(body) ?? body) };
    },
  };
}

/** Gives the answers of a route another status. */
export function restatused(route: string, from: number, to: number): Defect {
  return {
    answer: (answer, request) =>
      routeOf(request) === route && answer.status === from ? { ...answer, status: to } : answer,
  };
}

/** Changes the JSON that a route is asked with. */
export function misread(route: string, change: Change): Defect {
  return {
    request: (request) => {
      if (routeOf(request) !== route || !request.body.startsWith('{"')) return request;
      const body = JSON.parse(request.body);
      return { ...request, body: JSON.stringify(change(body) ?? body) };
    },
  };
}

/** Answers requests whose body holds a text with something else. */
export function refusing(route: string, part: string, answer: PassingAnswer): Defect {
  return {
    request: (request) => (routeOf(request) === route && request.body.includes(part) ? answer : request),
  };
}

/** Changes the replies of a type on `/ws`; the change happens in place, unless it returns a new frame. */
export function rewritten(type: string, change: (frame: Frame, socket: PassingSocket) => unknown): Defect {
  return {
    reply: (text, socket) => {
      const frame = JSON.parse(text);
      return frame.type === type ? JSON.stringify(change(frame, socket) ?? frame) : text;
    },
  };
}

/** A reply as a defect changes it. */
export interface Frame {
  type: string;
  data: Record<string, unknown> & { observation?: Record<string, unknown> };
}

/** Swallows messages that hold a text, and answers them with something else, or with nothing. */
export function swallowing(part: string, reply?: object): Defect {
  return {
    message: (text, { client }) => {
      if (!text.includes(part)) return text;
      if (reply !== undefined) client.send(JSON.stringify(reply));
      return undefined;
    },
  };
}

/** Changes messages before the server sees them. */
export function misheard(change: (text: string) => string): Defect {
  return { message: (text) => change(text) };
}

/** An error frame. */
export function errorFrame(code: string, rest: Json = {}): object {
  return { type: "error", data: { message: "no", code, ...rest } };
}

function routeOf({ method, path }: PassingRequest): string {
  return `${method} ${path}`;
}
