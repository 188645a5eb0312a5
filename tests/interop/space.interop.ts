import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildImage, checkHealth, type Image, runImage } from "./image.ts";
import { playbookPlan } from "./plan.ts";
import { freePort, type ServerProcess, startProcess } from "./processes.ts";
import { ask, installed, interpreter, run } from "./python.ts";

const NAME = "supportdesk_env";
const scratch = mkdtempSync(join(tmpdir(), "space-"));
const space = join(scratch, NAME);

beforeAll(async () => {
  const args = ["--import", "tsx", "src/cli/main.ts", "export-space", space];
  const { status, stderr } = await run(process.execPath, args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

describe("An exported Space", () => {
  it("passes openenv validate", async () => {
    const { status, stdout } = await run(installed("openenv"), ["validate", space, "--level", "static"]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("Verdict: PASS")]);
  });

  it("has the structure that openenv push and earlier validators ask for", async () => {
    expect(await ask("space_structure.py", [space])).toEqual({ issues: [], warnings: [] });
  });

  it("starts by its Python launcher, which hands over to Node.js", async () => {
    const port = await freePort();
    const args = [join(space, "server", "app.py"), "--host", "127.0.0.1", "--port", `${port}`];
    const server = await startProcess({ command: interpreter(), args, port });
    expect(await fetch(`${server.url}/tasks`).then((reply) => reply.json())).toMatchObject({ count: 4 });
    await server.stop();
    const validated = await run(installed("openenv"), ["validate", space, "--level", "static"]);
    expect(validated.stdout).toContain("Verdict: PASS");
  });
});

describe.each([
  ["an exported Space", space],
  ["the checkout", "."],
])("The image of %s", (_name, folder) => {
  let image: Image;
  let server: ServerProcess;
  beforeAll(async () => {
    image = await buildImage(folder);
    server = await runImage(image);
  });
  afterAll(async () => {
    await server?.stop();
    image?.remove();
  });

  it("is healthy by its own health check, which fails when nobody answers", async () => {
    expect(await checkHealth(image, server.url)).toMatchObject({ status: 0 });
    expect(await checkHealth(image, `http://127.0.0.1:${await freePort()}`)).toMatchObject({ status: 1 });
  });

  it("passes the contracts that openenv validate checks on a running container", async () => {
    const { results } = await ask<{ results: Record<string, [string, string[]]> }>("validate_space.py", [
      server.url,
      space,
    ]);
    const failed = Object.entries(results).filter(([, [status]]) => status !== "pass" && status !== "skip");
    expect(failed).toEqual([]);
    for (const id of ["startup", "observation_schema", "reward_well_formed", "state_contract"]) {
      expect([id, results[`runtime.${id}`]?.[0]]).toEqual([id, "pass"]);
    }
  });

  it("plays an episode with the typed Python client of the Space", async () => {
    const plan = playbookPlan();
    expect(await ask("typed_client.py", [server.url, scratch, NAME], plan)).toMatchObject({
      observation: "SupportDeskObservation",
      ticket: "Ticket",
      done: true,
      metadata: { episode: { raw_score: 1 } },
      state: ["SupportDeskState", "validation", plan.actions.length, "submitted"],
    });
  });

  it("shows its page at the root", async () => {
    const reply = await fetch(server.url);
    expect([reply.status, new URL(reply.url).pathname]).toEqual([200, "/web/"]);
    const page = await reply.text();
    const assets = [...page.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(assets.length).toBeGreaterThan(1);
    const statuses = assets.map(async (path) => (await fetch(`${server.url}/web/${path}`)).status);
    expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]));
  });

  it("ends by itself when it is told to stop", async () => {
    await server.stop();
    await expect(fetch(server.url)).rejects.toThrow();
  });
});
