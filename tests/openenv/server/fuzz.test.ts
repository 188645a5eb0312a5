import { describe, expect, it } from "vitest";
import { createRng } from "../../../src/core/random.ts";
import { Fuzzer } from "../../support/openenv-fuzz.ts";
import { beside, fuzzFrames, fuzzRequests } from "../../support/openenv-fuzzing.ts";
import { serve } from "../../support/openenv-server.ts";

describe("a server under random input", () => {
  it("answers every frame, counts only real steps, and leaves another episode alone", async () => {
    const server = await serve();
    await beside(server, () => fuzzFrames(server, 1, 500));
  });

  it("answers every request with a documented status, and leaves another episode alone", async () => {
    const server = await serve({ maxSessions: 4 });
    await beside(server, () => fuzzRequests(server, 1, 200));
  });
});

describe("the fuzzer", () => {
  it("makes the same messages from the same seed", () => {
    const made = (seed: number): string[] => {
      const fuzzer = new Fuzzer(createRng(seed).fork("frames"));
      return Array.from({ length: 50 }, () => fuzzer.frame());
    };
    expect(made(3)).toEqual(made(3));
    expect(made(3)).not.toEqual(made(4));
  });
});
