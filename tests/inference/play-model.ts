import { expect } from "vitest";
import type { BaselineCommandFlags } from "../../src/cli/commands/baseline.ts";
import type { Variables } from "../../src/inference/settings.ts";
import { type PrintedEpisode, readContract } from "./contract-check.ts";
import { type Answer, goodAction, JSON_HEADERS, type MockEndpoint, type Mode } from "./mock-endpoint.ts";
import { KEY, runCommand } from "./run-command.ts";

export const TASK = "api_incident_hard";

/** A refusal in the manner of OpenAI that may be asked again at once. */
export const failed = (status: number, message: string): Answer => ({
  status,
  body: JSON.stringify({ error: { message } }),
  headers: { ...JSON_HEADERS, "retry-after-ms": "1" },
});

/** Answers well every time. */
export const good: Mode = (asked) => ({ text: JSON.stringify(goodAction(asked)) });

export interface Played {
  readonly episode: PrintedEpisode;
  readonly errors: readonly string[];
  readonly stderr: string;
}

/** Plays one task with the model of an endpoint, to its end and within the line format. */
export async function play(
  endpoint: MockEndpoint,
  flags: BaselineCommandFlags = {},
  variables: Variables = {},
): Promise<Played> {
  const given = { HF_TOKEN: KEY, API_BASE_URL: endpoint.url, MODEL_NAME: "mock/model 1", ...variables };
  const { out, error, exitCode } = await runCommand({ task: TASK, ...flags }, given);
  expect(exitCode).toBe(0);
  expect(out + error).not.toContain(KEY);
  const [episode, ...others] = readContract(out);
  if (episode === undefined) throw new Error("Nothing was played.");
  expect(others).toEqual([]);
  expect(episode).toMatchObject({ task: TASK, model: "mock/model_1" });
  expect(episode.steps.at(-1)?.done).toBe(true);
  return { episode, errors: episode.steps.map((step) => step.error), stderr: error };
}
