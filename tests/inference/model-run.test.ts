import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import type { BaselineCommandFlags } from "../../src/cli/commands/baseline.ts";
import type { Variables } from "../../src/inference/settings.ts";
import { readContract } from "./contract-check.ts";
import { goodAction, isRepair, type MockEndpoint, type Mode, startEndpoint } from "./mock-endpoint.ts";
import { failed, good, type Played, play as playAt } from "./play-model.ts";
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

describe("a model that answers well", () => {
  it("acts in every step, asked once each with the strict schema and the settings", async () => {
    const { episode, errors } = await play(good, { seed: 7 }, { TEMPERATURE: "0.5", MAX_TOKENS: "99" });
    expect(episode).toMatchObject({ success: true, score: 0.99 });
    expect(new Set(errors)).toEqual(new Set(["null"]));
    expect(endpoint.asked).toHaveLength(6);
    expect(endpoint.asked[0]).toMatchObject({
      ...{ model: "mock/model 1", temperature: 0.5, max_tokens: 99, seed: 7 },
      response_format: { type: "json_schema", json_schema: { strict: true } },
    });
    expect(new Set(endpoint.authorizations)).toEqual(new Set([`Bearer ${KEY}`]));
  });

  it("plays all four tasks", async () => {
    endpoint = await startEndpoint(good);
    const { out, error } = await runCommand({ baseUrl: endpoint.url }, { API_KEY: KEY });
    expect(readContract(out).map(({ score }) => score)).toEqual([0.99, 0.99, 0.99, 0.99]);
    expect(endpoint.asked).toHaveLength(22);
    expect(error).toBe("Average score of Qwen/Qwen2.5-72B-Instruct over 4 tasks: 0.99.\n");
  });

  it("plays in a process of its own, whose stdout holds nothing else even if the client shall log", async () => {
    endpoint = await startEndpoint(good);
    const { PATH = "" } = process.env;
    const variables = { HF_TOKEN: KEY, API_BASE_URL: endpoint.url, MODEL_NAME: "mock", OPENAI_LOG: "debug" };
    const { stdout, stderr } = await promisify(execFile)(
      "node_modules/.bin/tsx",
      ["src/cli/main.ts", "baseline"],
      {
        env: { PATH, ...variables },
      },
    );
    expect(readContract(stdout).map(({ score }) => score)).toEqual([0.99, 0.99, 0.99, 0.99]);
    expect(stderr).toBe("Average score of mock over 4 tasks: 0.99.\n");
  });

  it("sees the ticket, the case and the words it may use, and no score", async () => {
    await play(good);
    const [system, user] = endpoint.asked[1]?.messages ?? [];
    expect(system?.content).toContain("- queue: billing_ops, trust_and_safety, platform_engineering");
    const situation = JSON.parse(user?.content ?? "") as Record<string, unknown>;
    expect(situation).toMatchObject({
      case: { issue_type: "production_incident" },
      follow_up: { status: "none" },
    });
    expect(situation["history"]).toEqual([expect.objectContaining({ step: 1, operation: "classify" })]);
    expect(JSON.stringify(endpoint.asked)).not.toMatch(/reward|score/);
  });

  it("is understood through prose, code fences and thinking", async () => {
    const { errors } = await play((asked, index) => {
      const json = JSON.stringify(goodAction(asked));
      return {
        text:
          [`My action: ${json} Done.`, `\`\`\`json\n${json}\n\`\`\``, `<think>{hm}</think>\n${json}`][
            index % 3
          ] ?? json,
      };
    });
    expect(new Set(errors)).toEqual(new Set(["null"]));
    expect(endpoint.asked).toHaveLength(6);
  });
});

describe("an endpoint that understands less", () => {
  it.each([
    ["json_object", ["json_schema"]],
    ["none", ["json_schema", "json_object"]],
  ])("is asked for %s once it refused what is stronger, and never again for more", async (last, refused) => {
    const { episode, errors } = await play((asked, index) => {
      const format = asked.response_format?.type ?? "none";
      return format === last ? good(asked, index) : failed(400, `response_format ${format} is not supported`);
    });
    expect(episode.success).toBe(true);
    expect(new Set(errors)).toEqual(new Set(["null"]));
    const formats = endpoint.asked.map(({ response_format }) => response_format?.type ?? "none");
    expect(formats).toEqual([...refused, ...Array.from({ length: 6 }, () => last)]);
  });

  it("gets the newer name of the token limit and no temperature where it asks for that", async () => {
    const { errors } = await play((asked, index) => {
      if (asked.max_tokens !== undefined)
        return failed(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.");
      if (asked.temperature !== undefined)
        return failed(400, "Unsupported value: 'temperature' does not support 0.");
      return good(asked, index);
    });
    expect(new Set(errors)).toEqual(new Set(["null"]));
    expect(endpoint.asked.at(-1)).toMatchObject({
      max_completion_tokens: 300,
      response_format: { type: "json_schema" },
    });
    expect(endpoint.asked).toHaveLength(8);
  });

  it("that refuses everything is given up, and the heuristic ends the episode", async () => {
    const { episode, errors } = await play(() => failed(400, "context too long"));
    expect(episode.success).toBe(true);
    expect(errors).toEqual([
      ...Array.from({ length: 3 }, () => "endpoint_answered_400:_context_too_long"),
      ...Array.from({ length: 3 }, () => "model_given_up_after_3_failures"),
    ]);
    expect(endpoint.asked).toHaveLength(9);
  });
});

describe("a reply that is no legal action", () => {
  it("is sent back once with the reason, and the corrected one is played", async () => {
    const { episode, errors, stderr } = await play((asked, index) =>
      isRepair(asked) ? good(asked, index) : { text: '{"operation":"close_ticket"}' },
    );
    expect(episode.success).toBe(true);
    expect(new Set(errors)).toEqual(new Set(["null"]));
    expect(endpoint.asked).toHaveLength(12);
    const [, , said, correction] = endpoint.asked[1]?.messages ?? [];
    expect(said).toEqual({ role: "assistant", content: '{"operation":"close_ticket"}' });
    expect(correction?.content).toContain("operation: Invalid option");
    expect(stderr).toContain("Asking once more: Action refused: operation");
  });

  it("twice makes the heuristic act for that step, and the line says why", async () => {
    const { episode, errors, stderr } = await play(() => ({
      text: '{"operation":"classify","queue":"sales"}',
    }));
    expect(episode.success).toBe(true);
    expect(new Set(errors)).toEqual(
      new Set([expect.stringMatching(/^Action_refused:_queue:_Invalid_option/)]),
    );
    expect(endpoint.asked).toHaveLength(12);
    expect(stderr).toContain("The heuristic acted in 6 of 6 steps.");
  });

  it("because it was cut off is named as that", async () => {
    const { errors } = await play(
      () => ({ text: '{"operation":"draft_reply","reply":"Hel', finish: "length" }),
      { maxFailures: 1 },
    );
    expect(new Set(errors)).toEqual(new Set(["The_reply_was_cut_off_before_its_JSON_object_ended."]));
  });
});
