import type { Session } from "../served-environment.ts";
import type { McpHost } from "./mcp.ts";
import { RPC, RpcError } from "./rpc.ts";
import { CapacityError, FactoryError, type SessionRecord, type SessionStore } from "./session-store.ts";

function unknownSession(): RpcError {
  return new RpcError(RPC.badParams, "Unknown session_id: create a session with openenv/session/create.");
}

function refused(error: unknown): unknown {
  if (error instanceof CapacityError) {
    const { activeSessions, maxSessions } = error;
    const data = { active_sessions: activeSessions, max_sessions: maxSessions };
    return new RpcError(RPC.server, error.message, data);
  }
  if (error instanceof FactoryError) {
    return new RpcError(RPC.server, error.message, { factory_name: error.factoryName });
  }
  return error;
}

/** Calls over HTTP: a session for each request, or one that was created and is named by its id. */
export function httpMcpHost(store: SessionStore): McpHost {
  const find = (sessionId: string): SessionRecord => {
    const record = store.find(sessionId, ["mcp"]);
    if (record === undefined) throw unknownSession();
    store.touch(record);
    return record;
  };
  return {
    withSession: (sessionId, use) => {
      if (sessionId !== undefined) return use(find(sessionId).session);
      const session = openFresh(store);
      try {
        return use(session);
      } finally {
        session.close();
      }
    },
    requireSession: (sessionId) => {
      if (sessionId !== undefined) find(sessionId);
    },
    create: () => {
      try {
        return store.open("mcp").id;
      } catch (error) {
        throw refused(error);
      }
    },
    close: (sessionId) => store.close(find(sessionId)),
  };
}

function openFresh(store: SessionStore): Session {
  try {
    return store.fresh();
  } catch (error) {
    throw refused(error);
  }
}

/** Calls over a socket: the socket's own session and no other. */
export function socketMcpHost(record: SessionRecord): McpHost {
  const requireSession = (sessionId: string | undefined): void => {
    if (sessionId !== undefined && sessionId !== record.id) throw unknownSession();
  };
  return {
    withSession: (sessionId, use) => {
      requireSession(sessionId);
      return use(record.session);
    },
    requireSession,
    create: () => record.id,
    close: (sessionId) => {
      requireSession(sessionId);
      throw new RpcError(RPC.badRequest, "This session ends with its socket: close the socket instead.");
    },
  };
}
