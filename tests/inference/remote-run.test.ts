import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeDesk } from "../../src/openenv/desk.ts";
import { type RunningServer, startServer } from "../../src/openenv/server/start.ts";
import { readContract } from "./contract-check.ts";
import { JSON_HEADERS, startEndpoint } from "./mock-endpoint.ts";
import { good, TASK } from "./play-model.ts";
import { KEY, runCommand } from "./run-command.ts";

const QUIET = { port: 0, host: "127.0.0.1", web: false, log: () => undefined };

let server: RunningServer;
beforeEach(async () => {
  server = await startServer(QUIET);
});
afterEach(() => server.close());

async function restart(options: Parameters<typeof startServer>[0]): Promise<void> {
  await server.close();
  server = await startServer({ ...QUIET, ...options });
}

describe("a run on a server", () => {
  it("prints the same bytes as one in this process", async () => {
    const here = await runCommand({});
    expect(await runCommand({ url: server.url })).toEqual(here);
    const some = { maxSteps: 3, seed: 5, successThreshold: 0.4 };
    expect(await runCommand({ ...some, url: server.url })).toEqual(await runCommand(some));
  });

  it("lets a model play as in this process", async () => {
    const endpoint = await startEndpoint(good);
    const variables = { HF_TOKEN: KEY, API_BASE_URL: endpoint.url };
    const there = await runCommand({ task: TASK, url: server.url }, variables);
    expect(there).toEqual(await runCommand({ task: TASK }, variables));
    const [first] = endpoint.asked;
    expect(endpoint.asked[6]).toEqual(first);
    await endpoint.close();
  });

  it("plays the tasks that the server lists", async () => {
    await restart({ environment: describeDesk({ tasks: ["api_incident_hard", "billing_refund_easy"] }) });
    const { out } = await runCommand({ url: server.url });
    expect(readContract(out).map(({ task }) => task)).toEqual(["api_incident_hard", "billing_refund_easy"]);
    const { error, exitCode } = await runCommand({ url: server.url, task: "account_takeover_medium" });
    expect(error).toMatch(
      /^Unknown task "account_takeover_medium".* Allowed: api_incident_hard, billing_refund_easy\.\n$/,
    );
    expect(exitCode).toBe(2);
  });

  it("lets the heuristic act where the server refuses an action", async () => {
    await restart({ environment: describeDesk({ strictOperations: true }) });
    const endpoint = await startEndpoint(() => ({ text: '{"operation":"wait","reply":"hi"}' }));
    const { out } = await runCommand(
      { task: TASK, url: server.url },
      { HF_TOKEN: KEY, API_BASE_URL: endpoint.url },
    );
    const [episode] = readContract(out);
    expect(episode?.success).toBe(true);
    expect(episode?.steps[0]?.error).toContain("`wait`_takes_no_field");
    await endpoint.close();
  });

  it("sends the token that the server wants", async () => {
    await restart({ token: "desk-secret" });
    const { out, exitCode } = await runCommand({ task: TASK, url: server.url, token: "desk-secret" });
    expect(exitCode).toBe(0);
    expect(readContract(out)).toHaveLength(1);
    const variables = { SUPPORTDESK_TOKEN: "desk-secret" };
    expect(await runCommand({ task: TASK, url: server.url }, variables)).toMatchObject({ out, exitCode: 0 });
    const refused = await runCommand({ task: TASK, url: server.url, token: "wrong-secret" });
    expect(refused).toMatchObject({ out: "", exitCode: 1 });
    expect(refused.error.trimEnd().split("\n")).toHaveLength(1);
    expect(refused.error).not.toContain("wrong-secret");
  });

  it("fails in one line with exit code 1 where nothing answers", async () => {
    await server.close();
    const { out, error, exitCode } = await runCommand({ url: server.url });
    expect(out).toBe("");
    expect(error).toMatch(/^Cannot connect to ws:.*ECONNREFUSED.*\n$/);
    expect(exitCode).toBe(1);
  });

  it("prints the end of the episode where the server goes away in the middle", async () => {
    let stopped: Promise<void> | undefined;
    const { out, error, exitCode } = await runCommand({ url: server.url }, {}, (text) => {
      if (text.startsWith("[STEP] step=2 ")) stopped = server.close();
    });
    await stopped;
    const episodes = readContract(out);
    expect(episodes).toMatchObject([{ success: false, score: 0.75, steps: { length: 2 } }]);
    expect(error.trimEnd().split("\n").slice(1)).toEqual([
      expect.stringMatching(/^The server answered SESSION_ERROR/),
    ]);
    expect(exitCode).toBe(1);
  });

  it("fails in one line on a server of another environment", async () => {
    const other = createServer((request, response) => {
      const answer = JSON.stringify({ observation: { board: "..." }, reward: null, done: false });
      response.writeHead(request.url === "/reset" ? 200 : 404, JSON_HEADERS).end(answer);
    });
    other.listen(0, "127.0.0.1");
    await once(other, "listening");
    const url = `127.0.0.1:${(other.address() as AddressInfo).port}`;
    const { out, error, exitCode } = await runCommand({ url });
    other.close();
    expect(readContract(out)).toMatchObject([{ success: false, score: 0.01, steps: { length: 0 } }]);
    expect(error).toMatch(
      /The server is no support desk: `task_id` is missing from its observation or wrong\.\n$/,
    );
    expect(exitCode).toBe(1);
  });

  it.each([
    ["--token without --url", { token: "x" }, "--token is for a server: name it with --url.\n"],
    [
      "a wrong URL",
      { url: "ftp://x" },
      /^Expected a URL like http:\/\/127\.0\.0\.1:8000, got "ftp:\/\/x"\.\n$/,
    ],
  ])("refuses %s as wrong use", async (_name, flags, message) => {
    const { out, error, exitCode } = await runCommand(flags);
    expect(out).toBe("");
    expect(error).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
