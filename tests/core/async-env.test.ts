import { describe, expect, it } from "vitest";
import { playEpisode, toAsyncEnv } from "../../src/core/async-env.ts";
import { CounterEnv } from "../support/counter-env.ts";

describe("an environment made asynchronous", () => {
  it("answers with the records of the environment itself", async () => {
    const env = toAsyncEnv(new CounterEnv());
    const twin = new CounterEnv();
    expect(await env.reset({ seed: 1, options: { start: 1 } })).toEqual(
      twin.reset({ seed: 1, options: { start: 1 } }),
    );
    expect(await env.step(1)).toEqual(twin.step(1));
  });

  it("rejects where the environment throws", async () => {
    const env = toAsyncEnv(new CounterEnv());
    await expect(env.step(1)).rejects.toMatchObject({ code: "RESET_NEEDED" });
    await env.reset();
    await expect(env.step(5)).rejects.toMatchObject({ code: "INVALID_ACTION" });
    await env[Symbol.asyncDispose]();
    await expect(env.reset()).rejects.toMatchObject({ code: "ENV_CLOSED" });
  });
});

describe("playing an episode", () => {
  it("goes on until the task ends", async () => {
    const episode = await playEpisode(toAsyncEnv(new CounterEnv()), async () => 1, { seed: 1 });
    expect(episode).toMatchObject({ return: 3, steps: 3, terminated: true, truncated: false });
    expect(episode.observation.count).toBe(3);
  });

  it("shows the observation and the mask to whoever chooses", async () => {
    const seen: (readonly [number, readonly number[]])[] = [];
    await playEpisode(toAsyncEnv(new CounterEnv()), ({ count }, mask) => {
      seen.push([count, [...(mask ?? [])]]);
      return 1;
    });
    expect(seen).toEqual([
      [0, [1, 1]],
      [1, [1, 1]],
      [2, [1, 1]],
    ]);
  });

  it("stops early after the allowed steps, and calls that truncated", async () => {
    const env = toAsyncEnv(new CounterEnv());
    const options = { maxSteps: 2, options: { start: 1 } };
    expect(await playEpisode(env, () => 0, options)).toMatchObject({ steps: 2, truncated: true, return: 0 });
    expect(await playEpisode(env, () => 1, options)).toMatchObject({ terminated: true, truncated: false });
  });

  it("takes no number of steps that makes no sense", async () => {
    const env = toAsyncEnv(new CounterEnv());
    await expect(playEpisode(env, () => 0, { maxSteps: 0 })).rejects.toThrow(
      "Expected `maxSteps` to be a positive integer, got 0.",
    );
  });
});
