import { JsonTextError } from "../../json-text.ts";
import { httpMcpHost } from "../mcp-hosts.ts";
import { isNotification, RPC, rpcFailure } from "../rpc.ts";
import type { Route, Site } from "./route.ts";

const notJson = (): Response =>
  Response.json(
    rpcFailure(null, { code: RPC.notJson, message: "Expected a JSON object with a request.", data: null }),
  );

/** The tools of the environment over HTTP: every answer has status 200, errors too. */
export function mcpRoutes(site: Site): readonly Route[] {
  const host = httpMcpHost(site.store);
  return [
    {
      method: "post",
      path: "/mcp",
      tag: "Tools",
      summary: "One request of the Model Context Protocol",
      body: "McpRequest",
      answer: "McpResponse",
      handle: async (c) => {
        let message: unknown;
        try {
          message = await site.readBody(c);
        } catch (error) {
          if (error instanceof JsonTextError) return notJson();
          throw error;
        }
        if (typeof message !== "object" || message === null || Array.isArray(message)) return notJson();
        if (isNotification(message)) return new Response(null, { status: 202 });
        return Response.json(site.mcp(message, host));
      },
    },
  ];
}
