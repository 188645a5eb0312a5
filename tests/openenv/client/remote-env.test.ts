import { describe, expect, it } from "vitest";
import { playEpisode } from "../../../src/core/async-env.ts";
import { remoteEnv } from "../../../src/openenv/client/remote-env.ts";
import { observation, replying } from "./scripted-server.ts";
import { pair, rejection } from "./support.ts";

/** A server whose episode ends with its second step; `end` is what it then adds. */
function twoSteps(end: object, sent: string[] = []): Parameters<typeof pair>[0] {
  return {
    socket: (socket, headers, connection) => {
      let steps = 0;
      replying((message) => {
        sent.push(message);
        if (message.includes('"reset"')) {
          steps = 0;
          return observation({ steps }, { reward: null, metadata: { task: "easy" } });
        }
        steps += 1;
        return observation({ steps }, { reward: steps === 1 ? null : true, done: steps === 2, ...end });
      })(socket, headers, connection);
    },
  };
}

describe("a remote environment", () => {
  it("answers with the records of an environment", async () => {
    const sent: string[] = [];
    const { client } = await pair(twoSteps({}, sent));
    const env = remoteEnv(client);
    expect(await env.reset({ seed: 3, options: { task_id: "easy" } })).toEqual({
      observation: { steps: 0 },
      info: { metadata: { task: "easy" } },
    });
    const running = { terminated: false, truncated: false, info: { metadata: {} } };
    expect(await env.step({ a: 1 })).toEqual({ observation: { steps: 1 }, reward: 0, ...running });
    const ended = { terminated: true, truncated: false, info: { metadata: {} } };
    expect(await env.step({ a: 1 })).toEqual({ observation: { steps: 2 }, reward: 1, ...ended });
    expect(sent[0]).toBe('{"type":"reset","data":{"task_id":"easy","seed":3}}');
    await env.close();
  });

  it.each([
    [{}, true, false],
    [{ terminated: true }, true, false],
    [{ truncated: true }, false, true],
    [{ terminated: false }, false, true],
    [{ terminated: false, truncated: true }, false, true],
    [{ terminated: true, truncated: true }, true, true],
    [{ terminated: false, truncated: false }, true, false],
  ])(
    "that is done with metadata %j has terminated: %s, truncated: %s",
    async (metadata, terminated, truncated) => {
      const { client } = await pair(twoSteps({ metadata }));
      const {
        terminated: t,
        truncated: u,
        steps,
        return: total,
      } = await playEpisode(remoteEnv(client), () => ({}));
      expect([t, u, steps, total]).toEqual([terminated, truncated, 2, 1]);
    },
  );

  it("shows mask, reward parts and summary where the server gives them", async () => {
    const episode = { task_id: "easy", raw_score: 1, score: 0.99, outcome: "submitted", steps: 2, return: 1 };
    const metadata = {
      action_mask: [0, 1],
      reward_components: { queue: 0.5 },
      episode: { ...episode, invalid_actions: 0, success: true },
    };
    const { client } = await pair(twoSteps({ metadata }));
    const { info } = await playEpisode(remoteEnv(client), () => ({}));
    expect(info).toEqual({
      metadata,
      actionMask: Uint8Array.of(0, 1),
      rewardComponents: { queue: 0.5 },
      episode: {
        ...{ taskId: "easy", rawScore: 1, score: 0.99, outcome: "submitted", steps: 2, return: 1 },
        ...{ invalidActions: 0, success: true },
      },
    });
  });

  it.each([
    { action_mask: [2], reward_components: { queue: "high" }, episode: { task_id: "easy" } },
    { action_mask: [], reward_components: [1], episode: "over" },
    { action_mask: "01", reward_components: null, episode: null },
  ])("does not take %j for more than it is", async (metadata) => {
    const { client } = await pair(twoSteps({ metadata }));
    expect((await playEpisode(remoteEnv(client), () => ({}))).info).toEqual({ metadata });
  });

  it("lets the caller say how an episode ended", async () => {
    const { client } = await pair(twoSteps({}));
    const env = remoteEnv(client, {
      endOf: (result) => ({ terminated: false, truncated: result.observation["steps"] === 2 }),
    });
    expect(await playEpisode(env, () => ({}))).toMatchObject({ terminated: false, truncated: true });
  });

  it("keeps the order of calls without asking the server", async () => {
    const sent: string[] = [];
    const { client } = await pair(twoSteps({}, sent));
    const env = remoteEnv(client);
    expect(await rejection(env.step({}))).toMatchObject({ code: "RESET_NEEDED" });
    await playEpisode(env, () => ({}));
    expect(await rejection(env.step({}))).toMatchObject({ code: "EPISODE_ENDED" });
    await env[Symbol.asyncDispose]();
    expect(await rejection(env.step({}))).toMatchObject({ code: "ENV_CLOSED" });
    expect(await rejection(env.reset())).toMatchObject({ code: "ENV_CLOSED" });
    expect(sent.map((message) => JSON.parse(message).type)).toEqual(["reset", "step", "step"]);
  });

  it("takes no seed that an environment does not take", async () => {
    const { client } = await pair(twoSteps({}));
    expect(await rejection(remoteEnv(client).reset({ seed: -1 }))).toMatchObject({
      code: "INVALID_ARGUMENT",
    });
  });
});
