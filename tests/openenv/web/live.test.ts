import { describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { startServer } from "../../../src/openenv/server/start.ts";
import type { StateUpdate } from "../../../src/openenv/web/messages.ts";
import { echoEnvironment, NOW, openSite, Visitor } from "./web-site.ts";

const CLASSIFY = { operation: "classify", priority: "high" };

describe("/ws/ui", () => {
  it("is the one socket of the page", () => {
    const { web } = openSite();
    expect(["/ws/ui", "/ws", "/ws/ui/"].map((path) => web.onUpgrade(path))).toEqual([true, false, false]);
  });

  it("tells a new visitor that nothing was reset yet", () => {
    expect(Visitor.follow(openSite()).updates).toEqual([
      {
        type: "state_update",
        episode_state: {
          episode_id: null,
          step_count: 0,
          current_observation: null,
          action_logs: [],
          is_reset: true,
        },
      },
    ]);
  });

  it("tells every visitor of each reset and step, whoever made it", async () => {
    const site = openSite();
    const visitors = [Visitor.follow(site), Visitor.follow(site)];
    await site.send("/web/reset", { episode_id: "shared" });
    const step = await site.send("/web/step", { action: { ...CLASSIFY, metadata: { a: 1 } } });
    for (const { updates } of visitors) {
      expect(updates.length).toBe(3);
      expect(updates[1]?.episode_state).toMatchObject({
        episode_id: "shared",
        step_count: 0,
        is_reset: true,
      });
      expect(updates[2]).toEqual({
        type: "state_update",
        episode_state: {
          episode_id: "shared",
          step_count: 1,
          current_observation: step["observation"],
          action_logs: [
            {
              timestamp: NOW,
              action: CLASSIFY,
              observation: step["observation"],
              reward: step["reward"],
              done: false,
              step_count: 1,
            },
          ],
          is_reset: false,
        },
      });
    }
  });

  it("tells nobody of a refused action", async () => {
    const site = openSite();
    await site.send("/web/reset");
    const visitor = Visitor.follow(site);
    await site.post("/web/step", { action: { operation: "dance" } });
    expect(visitor.updates.length).toBe(1);
  });

  it("sends a visitor who comes later the same as GET /web/episode answers", async () => {
    const site = openSite();
    await site.send("/web/reset");
    await site.send("/web/policy", { name: "heuristic" });
    const [update] = Visitor.follow(site).updates;
    expect(update?.episode_state).toEqual(await site.read("/web/episode"));
  });

  it("clears the log with the next reset", async () => {
    const site = openSite();
    await site.send("/web/reset");
    await site.send("/web/step", { action: CLASSIFY });
    await site.send("/web/reset");
    expect(await site.read("/web/episode")).toMatchObject({ step_count: 0, action_logs: [], is_reset: true });
  });

  it("keeps the last 1000 actions", async () => {
    const site = openSite(echoEnvironment());
    await site.send("/web/reset");
    for (let step = 1; step <= 1003; step += 1) await site.post("/web/step", { message: `m${step}` });
    const { action_logs: logs } = (await site.read(
      "/web/episode",
    )) as unknown as StateUpdate["episode_state"];
    expect([logs.length, logs[0]?.action, logs.at(-1)?.step_count]).toEqual([1000, { message: "m4" }, 1003]);
  });

  it("leaves out a visitor who has gone or does not read, until the next change", async () => {
    const site = openSite();
    const [gone, closing, slow] = [Visitor.follow(site), Visitor.follow(site), Visitor.follow(site)];
    gone.leave();
    closing.readyState = 2;
    slow.bufferedAmount = 10_000_000;
    await site.send("/web/reset");
    slow.bufferedAmount = 0;
    await site.send("/web/step", { action: CLASSIFY });
    expect([gone, closing, slow].map(({ updates }) => updates.length)).toEqual([1, 1, 2]);
    expect(slow.updates.at(-1)?.episode_state.step_count).toBe(1);
  });

  it("ends its session when the page is closed", () => {
    const site = openSite();
    expect(site.closed()).toBe(0);
    site.web.close();
    expect(site.closed()).toBe(1);
  });
});

describe("a served page", () => {
  it("pushes to a real socket, ignores what it says, and stays apart from the sessions at /ws", async () => {
    const server = await startServer({ port: 0, host: "127.0.0.1", web: true });
    try {
      const socket = new WebSocket(`${server.url.replace("http", "ws")}/ws/ui`);
      const updates: StateUpdate[] = [];
      const received = new Promise<void>((resolve) => {
        socket.on("message", (data) => {
          updates.push(JSON.parse(String(data)) as StateUpdate);
          if (updates.length === 1) {
            socket.send('{"type":"reset"}');
            void fetch(`${server.url}/web/reset`, { method: "POST" });
          }
          if (updates.length === 2) resolve();
        });
      });
      await received;
      socket.terminate();
      const state = (await (await fetch(`${server.url}/state`)).json()) as { episode_id: string };
      expect(updates.map(({ episode_state }) => episode_state.episode_id === null)).toEqual([true, false]);
      expect(state.episode_id).not.toBe(updates[1]?.episode_state.episode_id);
    } finally {
      await server.close();
    }
  });
});
