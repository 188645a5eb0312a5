import type { Context } from "hono";
import type { ServedEnvironment } from "../../served-environment.ts";
import type { Mcp } from "../mcp.ts";
import type { Metrics } from "../metrics.ts";
import type { SessionStore } from "../session-store.ts";

/** What the routes of a server work on. */
export interface Site {
  readonly served: ServedEnvironment;
  readonly store: SessionStore;
  readonly mcp: Mcp;
  readonly metrics: Metrics;
  /** Whether requests that name no session share one, or get one each. */
  readonly httpSessions: "stateless" | "shared";
  readBody(c: Context): Promise<unknown>;
}

/** One route: how it is documented and how it is answered. Both the router and `/openapi.json` are made from it. */
export interface Route {
  readonly method: "get" | "post";
  /** With parameters in braces, such as `/{env}/splits`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Name of the component that describes the body. */
  readonly body?: string;
  /** Name of the component that describes the answer; absent where it is not JSON. */
  readonly answer?: string;
  handle(c: Context): Response | Promise<Response>;
}

/** Two routes that differ in their method alone. */
export function getAndPost(route: Omit<Route, "method">): readonly Route[] {
  const { body: _none, ...get } = route;
  return [
    { ...get, method: "get" },
    { ...route, method: "post" },
  ];
}

/** Answers with the same JSON every time; it is made at the first request. */
export function fixedJson(make: () => object): () => Response {
  let text: string | undefined;
  return () => {
    text ??= JSON.stringify(make());
    return new Response(text, { headers: { "content-type": "application/json" } });
  };
}
