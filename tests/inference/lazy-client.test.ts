import { describe, expect, it, vi } from "vitest";
import { KEY, runCommand } from "./run-command.ts";

vi.mock("openai", () => {
  throw new Error("The client was loaded.");
});

describe("the OpenAI client", () => {
  it("is not loaded where there are no credentials", async () => {
    expect(await runCommand({ task: "billing_refund_easy" })).toMatchObject({ exitCode: 0 });
  });

  it("is loaded where there are some", async () => {
    expect(await runCommand({}, { HF_TOKEN: KEY })).toMatchObject({ out: "", exitCode: 1 });
  });
});
