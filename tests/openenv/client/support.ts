import { afterEach } from "vitest";
import { OpenEnvClient } from "../../../src/openenv/client/client.ts";
import type { ClientOptions } from "../../../src/openenv/client/options.ts";
import { type Script, type ScriptedServer, startScripted } from "./scripted-server.ts";

/** What a client and its server did. */
export interface Pair {
  readonly client: OpenEnvClient;
  readonly server: ScriptedServer;
  /** Milliseconds of the waits between tries. */
  readonly waits: readonly number[];
}

const open: { readonly close: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** Closes something after the test. */
export function closing<Closable extends { readonly close: () => Promise<void> }>(
  closable: Closable,
): Closable {
  open.push(closable);
  return closable;
}

/** Starts a scripted server and a client of it that does not wait between tries. */
export async function pair(script: Script, options: ClientOptions = {}): Promise<Pair> {
  const server = await startScripted(script);
  const waits: number[] = [];
  const delay = async (milliseconds: number): Promise<void> => {
    waits.push(milliseconds);
  };
  const client = closing(new OpenEnvClient(server.url, { delay, ...options }));
  closing(server);
  return { client, server, waits };
}

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("Expected a rejection.");
}
