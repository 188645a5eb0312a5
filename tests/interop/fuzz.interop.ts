import { describe, it } from "vitest";
import { beside, fuzzFrames, fuzzRequests } from "../support/openenv-fuzzing.ts";
import { serve } from "../support/openenv-server.ts";

const SEEDS = [11, 12, 13, 14, 15, 16, 17, 18];
const FRAMES = 2500;
const REQUESTS = 500;

describe("a server under a long stretch of random input", () => {
  it("answers 20,000 frames and 4,000 requests beside an episode that it leaves alone", async () => {
    const server = await serve({ maxSessions: 32 });
    await beside(server, () =>
      Promise.all(
        SEEDS.flatMap((seed) => [fuzzFrames(server, seed, FRAMES), fuzzRequests(server, seed, REQUESTS)]),
      ),
    );
  }, 300_000);
});
