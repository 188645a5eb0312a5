import { afterAll, beforeAll, expect, it } from "vitest";
import { recordEpisodes } from "../../benchmarks/serving/episodes.ts";
import { type LoadResult, load } from "../../benchmarks/serving/load.ts";
import { residentMb } from "../../benchmarks/serving/process-use.ts";
import { type ServerProcess, serve } from "./processes.ts";

const SESSIONS = 1000;
const WARM_UP = 3;
const ROUNDS = 6;
const MOST_MB = 500;
const MOST_GROWTH_MB = 100;

let server: ServerProcess;
beforeAll(async () => {
  server = await serve("--max-sessions", `${SESSIONS}`);
});
afterAll(() => server?.stop());

async function round(): Promise<LoadResult & { readonly openMb: number }> {
  let openMb = 0;
  const onEdge = (): void => {
    openMb = residentMb(server.pid);
  };
  const result = await load({ url: server.url, sessions: SESSIONS, episodes: recordEpisodes(), onEdge });
  return { ...result, openMb };
}

it("1,000 sockets at once play a canonical episode each, again and again, in bounded memory", async () => {
  const episodes = recordEpisodes();
  const stepsExpected = episodes.reduce((sum, { frames }) => sum + frames.length - 1, 0) / episodes.length;
  const megabytes: number[] = [];
  for (let number = 0; number < WARM_UP + ROUNDS; number += 1) {
    const { errors, steps, openMb } = await round();
    expect({ errors, steps }).toEqual({ errors: 0, steps: SESSIONS * stepsExpected });
    megabytes.push(openMb);
  }
  const settled = megabytes.slice(WARM_UP);
  expect(Math.min(...settled)).toBeGreaterThan(0);
  expect(Math.max(...settled)).toBeLessThan(MOST_MB);
  expect((settled.at(-1) ?? 0) - (settled[0] ?? 0)).toBeLessThan(MOST_GROWTH_MB);
});

it("every place is free again after the sockets have left", async () => {
  const gauge = await fetch(`${server.url}/metrics`).then((reply) => reply.text());
  const open = gauge.split("\n").filter((line) => /sessions/.test(line) && !line.startsWith("#"));
  expect(open.join("\n")).toMatch(/active\S* 0$/m);
});
