import { afterEach, describe, expect, it } from "vitest";
import { createPlayer } from "../../src/inference/create-player.ts";
import { endpointFetch } from "../../src/inference/endpoint-fetch.ts";
import { localDesk, runBaseline } from "../../src/inference/index.ts";
import { readBaselineSettings } from "../../src/inference/settings.ts";
import { type PrintedEpisode, readContract } from "./contract-check.ts";
import { type Answer, goodAction, JSON_HEADERS, type MockEndpoint, startEndpoint } from "./mock-endpoint.ts";
import { KEY } from "./run-command.ts";

let endpoint: MockEndpoint;
afterEach(() => endpoint.close());

const failure = (headers: Readonly<Record<string, string>>): Answer => ({
  status: 500,
  body: "{}",
  headers: { ...JSON_HEADERS, ...headers },
});

describe("the wait before a retry", () => {
  const askedWait = async (
    headers: Readonly<Record<string, string>>,
    retryDelayMs?: number,
  ): Promise<string | null> => {
    endpoint = await startEndpoint(() => failure(headers));
    const bounds = { maxWaitMs: 10_000, ...(retryDelayMs !== undefined && { retryDelayMs }) };
    const response = await endpointFetch(bounds)(`${endpoint.url}/chat/completions`, {
      method: "POST",
      body: "{}",
    });
    expect(response.headers.get("retry-after")).toBeNull();
    return response.headers.get("retry-after-ms");
  };

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["milliseconds", { "retry-after-ms": "30" }, "30"],
    ["seconds", { "retry-after": "2" }, "2000"],
    ["an hour", { "retry-after": "3600" }, "10000"],
    ["a date", { "retry-after": "Wed, 21 Oct 2099 07:28:00 GMT" }, "10000"],
  ])("is what the server asks for in %s, with a limit", async (_name, headers, wait) => {
    expect(await askedWait(headers)).toBe(wait);
  });

  it("is the caller's where the server asks for none, and else the client's", async () => {
    expect(await askedWait({}, 5)).toBe("5");
    await endpoint.close();
    expect(await askedWait({})).toBeNull();
  });
});

describe("a run", () => {
  const play = async (limits: {
    readonly totalMs?: number;
    readonly retryDelayMs?: number;
  }): Promise<PrintedEpisode | undefined> => {
    const settings = readBaselineSettings(
      { task: "billing_refund_easy", baseUrl: endpoint.url },
      { OPENAI_API_KEY: KEY },
    );
    const player = await createPlayer(settings, { limits, note: () => undefined });
    const lines: string[] = [];
    await runBaseline({ desk: localDesk(), player, settings, print: (line) => lines.push(`${line}\n`) });
    return readContract(lines.join(""))[0];
  };

  it("whose time for the model is used up ends by the heuristic, in the middle of a call too", async () => {
    endpoint = await startEndpoint(() => "hang");
    const episode = await play({ totalMs: 50 });
    expect(episode).toMatchObject({ model: "gpt-4.1-mini", success: true });
    const late = "time_for_the_model_is_used_up";
    expect(episode?.steps.map(({ error }) => error)).toEqual([
      late,
      late,
      late,
      "model_given_up_after_3_failures",
    ]);
    expect(endpoint.asked).toHaveLength(1);
  });

  it("waits between retries as long as its caller says", async () => {
    endpoint = await startEndpoint((asked, index) =>
      index < 2 ? failure({}) : { text: JSON.stringify(goodAction(asked)) },
    );
    const episode = await play({ retryDelayMs: 1 });
    expect(episode?.steps.map(({ error }) => error)).toEqual(["null", "null", "null", "null"]);
    expect(endpoint.asked).toHaveLength(6);
  });
});
