import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OpenEnvClient } from "../../src/openenv/client/client.ts";
import { ServerError } from "../../src/openenv/client/errors.ts";
import { freePort, type ServerProcess, startProcess } from "./processes.ts";
import { interpreter, program } from "./python.ts";

const CAPACITY = 2;

let server: ServerProcess;
beforeAll(async () => {
  const port = await freePort();
  const args = [program("echo_server.py"), `${port}`, `${CAPACITY}`];
  server = await startProcess({ command: interpreter(), args, port });
});
afterAll(() => server?.stop());

function client(): OpenEnvClient {
  return new OpenEnvClient(server.url, { transport: "websocket", connectRetries: 0 });
}

async function refusal(call: Promise<unknown>): Promise<ServerError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ServerError) return error;
  throw new Error(`Expected the server to refuse, got ${String(error)}.`);
}

describe("Our client, on a Python server of OpenEnv", () => {
  it("plays an episode to its end and reads rewards, metadata and state", async () => {
    await using env = client();
    const first = await env.reset({ seed: 7, episode_id: "ep-1" });
    expect(first).toMatchObject({
      observation: { text: "ready", said: 0 },
      reward: null,
      done: false,
      metadata: {},
    });
    expect(await env.state()).toEqual({ episode_id: "ep-1", step_count: 0, last: "" });
    expect(await env.step({ operation: "say", text: "grüß 你好 🙂" })).toMatchObject({
      observation: { text: "grüß 你好 🙂", said: 1 },
      reward: 0.5,
      done: false,
      metadata: { length: 9 },
    });
    expect(await env.step({ operation: "finish" })).toMatchObject({ reward: 0.5, done: true });
    expect(await env.state()).toEqual({ episode_id: "ep-1", step_count: 2, last: "" });
  });

  it("names the fields of a refused action and plays on", async () => {
    await using env = client();
    await env.reset();
    const { code, errors } = await refusal(env.step({ operation: "fly", wings: 2 }));
    expect(code).toBe("VALIDATION_ERROR");
    expect(errors.map(({ type, loc }) => [type, loc])).toEqual([
      ["literal_error", ["operation"]],
      ["extra_forbidden", ["wings"]],
    ]);
    expect(await env.step({ operation: "say", text: "still here" })).toMatchObject({ done: false });
  });

  it("passes on what an environment says when it breaks", async () => {
    await using env = client();
    await env.reset();
    const { code, message } = await refusal(env.step({ operation: "fail" }));
    expect([code, message]).toEqual(["EXECUTION_ERROR", expect.stringContaining("the echo broke")]);
    expect(await env.state()).toMatchObject({ step_count: 0 });
  });

  it("answers calls made at the same time in their order", async () => {
    await using env = client();
    await env.reset();
    const texts = ["a", "b", "c", "d", "e"];
    const results = await Promise.all(texts.map((text) => env.step({ operation: "say", text })));
    expect(results).toMatchObject(texts.map((text, index) => ({ observation: { text, said: index + 1 } })));
  });

  it("keeps two clients apart", async () => {
    await using one = client();
    await using other = client();
    await one.reset({ episode_id: "one" });
    await other.reset({ episode_id: "other" });
    await one.step({ operation: "say", text: "hello" });
    expect(await one.state()).toMatchObject({ episode_id: "one", step_count: 1 });
    expect(await other.state()).toMatchObject({ episode_id: "other", step_count: 0 });
  });

  it("says so when the server is full, and gets in when a place is free", async () => {
    const seated = Array.from({ length: CAPACITY }, client);
    for (const env of seated) await env.reset();
    const late = client();
    const error = await refusal(late.reset());
    expect(error).toMatchObject({
      code: "CAPACITY_REACHED",
      activeSessions: CAPACITY,
      maxSessions: CAPACITY,
    });
    for (const env of [late, ...seated]) await env.close();
    await using next = new OpenEnvClient(server.url, { transport: "websocket", connectRetries: 8 });
    expect(await next.reset()).toMatchObject({ done: false });
  });

  it("reads health, metadata and schemas over HTTP", async () => {
    const { http } = client();
    expect(await http.health()).toMatchObject({ status: "healthy" });
    expect(await http.metadata()).toMatchObject({ name: "EchoEnvironment" });
    expect(await http.schema()).toMatchObject({
      action: { title: "EchoAction" },
      state: { title: "EchoState" },
    });
  });
});
