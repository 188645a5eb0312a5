import { afterEach, describe, expect, it } from "vitest";
import type { BaselineCommandFlags } from "../../src/cli/commands/baseline.ts";
import type { Variables } from "../../src/inference/settings.ts";
import { readContract } from "./contract-check.ts";
import { type Answer, goodAction, type MockEndpoint, type Mode, startEndpoint } from "./mock-endpoint.ts";
import { failed, good, type Played, play as playAt, TASK } from "./play-model.ts";
import { KEY, runCommand } from "./run-command.ts";

let endpoint: MockEndpoint;
afterEach(() => endpoint.close());

async function play(
  mode: Mode,
  flags: BaselineCommandFlags = {},
  variables: Variables = {},
): Promise<Played> {
  endpoint = await startEndpoint(mode);
  return playAt(endpoint, flags, variables);
}

describe("an endpoint that fails", () => {
  it("with 429 is asked again after the wait it names", async () => {
    const { errors } = await play((asked, index) =>
      index === 0 ? failed(429, "slow down") : good(asked, index),
    );
    expect(new Set(errors)).toEqual(new Set(["null"]));
    expect(endpoint.asked).toHaveLength(7);
  });

  it("with 500 forever is given up after the retries of three calls", async () => {
    const { episode, errors } = await play(() => failed(500, "boom\nagain"), { retries: 1 });
    expect(episode.success).toBe(true);
    expect(errors.slice(0, 3)).toEqual(Array.from({ length: 3 }, () => "endpoint_answered_500:_boom_again"));
    expect(errors.slice(3)).toEqual(Array.from({ length: 3 }, () => "model_given_up_after_3_failures"));
    expect(endpoint.asked).toHaveLength(6);
  });

  it("now and then is not given up", async () => {
    const { errors } = await play(
      (asked, index) => (index % 2 === 0 ? failed(500, "") : good(asked, index)),
      { retries: 0, maxFailures: 2 },
    );
    expect(errors.filter((error) => error === "null")).toHaveLength(3);
    expect(endpoint.asked).toHaveLength(6);
  });

  const html = { "content-type": "text/html" };
  it.each<[string, Answer, string]>([
    [
      "an HTML page and 200",
      { status: 200, body: "<!doctype html><p>hi", headers: html },
      "endpoint_answered_an_HTML_page",
    ],
    [
      "an HTML page and 502",
      { status: 502, body: "<html>bad", headers: html },
      "endpoint_answered_502_with_an_HTML_page",
    ],
    ["text that claims to be JSON", { status: 200, body: "<html>" }, "endpoint_answered_no_JSON"],
    ["cut JSON", { status: 200, body: '{"choices":[{"mess' }, "endpoint_answered_no_JSON"],
    ["some other JSON", { status: 200, body: '{"ok":true}' }, "endpoint_answered_no_chat_completion"],
    ["no choices", { status: 200, body: '{"choices":[]}' }, "endpoint_answered_without_choices"],
    ["no text", { text: " " }, "endpoint_answered_without_text"],
    ["nothing at all", { status: 204, body: "" }, "endpoint_answered_no_chat_completion"],
    ["too much", { status: 200, body: " ".repeat(1_100_000) }, "endpoint_answered_more_than_1_MB"],
    ["401", failed(401, `Incorrect API key: ${KEY}`), "endpoint_answered_401:_Incorrect_API_key:_***"],
    ["404", { status: 404, body: "" }, "endpoint_answered_404"],
    ["silence", "hang", "endpoint_timed_out"],
    ["half a body", "stall", "endpoint_timed_out"],
  ])(
    "with %s leaves its reason in the line and the heuristic ends the episode",
    async (_name, answer, reason) => {
      const { episode, errors } = await play(() => answer, { retries: 0, maxFailures: 1, timeout: 0.2 });
      expect(episode).toMatchObject({ success: true, score: 0.99 });
      expect(errors[0]).toBe(reason);
      expect(new Set(errors.slice(1))).toEqual(new Set(["model_given_up_after_1_failures"]));
    },
  );

  it("by not being there leaves its reason in the line", async () => {
    endpoint = await startEndpoint(good);
    await endpoint.close();
    const { out } = await runCommand(
      { task: TASK, retries: 0 },
      { HF_TOKEN: KEY, API_BASE_URL: endpoint.url },
    );
    endpoint = await startEndpoint(good);
    const [episode] = readContract(out);
    expect(episode?.steps[0]?.error).toBe("endpoint_unreachable:_ECONNREFUSED");
    expect(episode).toMatchObject({ success: true, score: 0.99 });
  });

  it("because its address cannot be asked leaves its reason in the line", async () => {
    endpoint = await startEndpoint(good);
    const variables = { HF_TOKEN: KEY, API_BASE_URL: "http://127.0.0.1:6666/v1" };
    const [episode] = readContract((await runCommand({ task: TASK, retries: 0 }, variables)).out);
    expect(episode?.steps[0]?.error).toBe("endpoint_unreachable:_bad_port");
  });

  it("does not lose words that happen to be a key that is no secret", async () => {
    const mode: Mode = (asked) => ({
      text: JSON.stringify({ ...goodAction(asked), internal_note: "none yet" }),
    });
    const { episode } = await play(mode, {}, { HF_TOKEN: "", API_KEY: "none" });
    expect(JSON.stringify(episode.steps)).toContain("internal_note=none_yet");
    expect(endpoint.authorizations[0]).toBe("Bearer none");
  });

  it("cannot make the run repeat its key", async () => {
    const { episode } = await play((asked) => {
      const action = { ...goodAction(asked), internal_note: `Bearer ${KEY}` };
      return { text: JSON.stringify(action) };
    });
    expect(JSON.stringify(episode.steps)).toContain("internal_note=Bearer_***");
  });
});
