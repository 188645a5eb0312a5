import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChatReply, ReplayedChat, TRANSCRIPT_SCHEMA } from "../../src/inference/index.ts";
import { readContract } from "./contract-check.ts";
import { goodAction, isRepair, JSON_HEADERS, type MockEndpoint, startEndpoint } from "./mock-endpoint.ts";
import { type CommandResult, KEY, runCommand } from "./run-command.ts";

const TASK = "account_takeover_medium";

let endpoint: MockEndpoint;
let file: string;
beforeEach(async () => {
  file = join(mkdtempSync(join(tmpdir(), "transcript-")), "model.jsonl");
  endpoint = await startEndpoint((asked, index) => {
    if (index === 3) return { status: 403, body: `{"error":{"message":"no ${KEY}"}}`, headers: JSON_HEADERS };
    if (index === 1 && !isRepair(asked)) return { text: `{"operation":"ask","reply":"${KEY}"}` };
    return { text: JSON.stringify(goodAction(asked)) };
  });
});
afterEach(() => endpoint.close());

const record = (): Promise<CommandResult> =>
  runCommand(
    { task: TASK, transcript: file },
    { HF_TOKEN: KEY, API_BASE_URL: endpoint.url, MODEL_NAME: "mock" },
  );

describe("a transcript", () => {
  it("replays to the same bytes without the network or a key, failures and repairs included", async () => {
    const recorded = await record();
    const [episode] = readContract(recorded.out);
    expect(episode?.steps.map(({ error }) => error)).toEqual([
      ...["null", "null", "endpoint_answered_403:_no_***"],
      ...["null", "null", "null"],
    ]);
    await endpoint.close();
    const replayed = await runCommand({ task: TASK, replay: file });
    endpoint = await startEndpoint(() => "hang");
    expect(replayed).toEqual(recorded);
  });

  it("holds every prompt with its reply, one JSON line each, and no key", async () => {
    await record();
    const text = readFileSync(file, "utf8");
    expect(text).not.toContain(KEY);
    const [head, ...exchanges] = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(head).toEqual({ schema: "supportdesk.transcript/1", model: "mock" });
    expect(exchanges).toHaveLength(endpoint.asked.length);
    expect(exchanges.map(({ messages }) => messages)).toEqual(endpoint.asked.map(({ messages }) => messages));
    expect(exchanges[3]).toMatchObject({ reply: null, error: "endpoint answered 403: no ***" });
  });

  it("without a reply to a prompt leaves that step to the heuristic", async () => {
    await record();
    const replayed = await runCommand({ task: "billing_refund_easy", replay: file });
    expect(replayed.exitCode).toBe(0);
    const [episode] = readContract(replayed.out);
    expect(episode).toMatchObject({ model: "mock", success: true });
    expect(episode?.steps[0]?.error).toBe("transcript_holds_no_reply_to_this_prompt");
  });

  it("gives the replies to one prompt in their order, and none twice", async () => {
    const messages = [{ role: "user", content: "next?" }] as const;
    const replies = ["one", "two"].map((reply) => ({ messages, reply, cut_off: false, error: null }));
    const lines = [{ schema: TRANSCRIPT_SCHEMA, model: "m" }, ...replies].map((line) => JSON.stringify(line));
    const chat = new ReplayedChat(lines.join("\n"), "a test");
    const ask = (): Promise<ChatReply> => chat.complete({ messages, schema: {} });
    expect([await ask(), await ask()].map(({ text }) => text)).toEqual(["one", "two"]);
    await expect(ask()).rejects.toThrow("transcript holds no reply to this prompt");
  });

  it("is never written over, and not made without a model", async () => {
    writeFileSync(file, "kept");
    const taken = await record();
    expect(taken).toMatchObject({ out: "", exitCode: 2 });
    expect(taken.error).toMatch(/exists already: choose another --transcript/);
    expect(readFileSync(file, "utf8")).toBe("kept");
    const without = await runCommand({ transcript: `${file}.new` });
    expect(without).toMatchObject({ out: "", exitCode: 2 });
    expect(without.error).toBe(
      "--transcript needs a model: no key in HF_TOKEN, API_KEY or OPENAI_API_KEY.\n",
    );
  });

  it.each([
    ["a folder that is not there", undefined, /^Cannot read ".*": there is no such file or folder\.\n$/],
    ["nothing in it", "", /line 1 is none\.\n$/],
    ["another head", '{"schema":"other/1","model":"m"}\n', /line 1 is none\.\n$/],
    [
      "a broken exchange",
      '{"schema":"supportdesk.transcript/1","model":"m"}\n{"messages":1}\n',
      /line 2 is none\.\n$/,
    ],
  ])("with %s is refused in one line", async (_name, text, message) => {
    if (text !== undefined) writeFileSync(file, text);
    const { out, error, exitCode } = await runCommand({ replay: file });
    expect(out).toBe("");
    expect(error).toMatch(message);
    expect(exitCode).toBe(1);
  });
});
