import { JsonTextError, readJsonText } from "../json-text.ts";
import type { Mcp } from "./mcp.ts";
import { socketMcpHost } from "./mcp-hosts.ts";
import { RPC, type RpcResponse, rpcFailure } from "./rpc.ts";
import type { SessionRecord } from "./session-store.ts";

/** The protocol of the `/mcp` socket: one request for each frame, each answered in order. */
export function mcpFrames(record: SessionRecord, mcp: Mcp) {
  const host = socketMcpHost(record);
  const respond = (text: string | undefined): RpcResponse => {
    try {
      return mcp(readJsonText(text ?? ""), host);
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
      return rpcFailure(null, { code: RPC.notJson, message: `${error.message}.`, data: null });
    }
  };
  return (text: string | undefined) => ({ type: "mcp_frame", reply: JSON.stringify(respond(text)) });
}
