import { describe, expect, it } from "vitest";
import { readClientOptions } from "../../../src/openenv/client/options.ts";

describe("the options of a client", () => {
  it("have the defaults of the protocol", () => {
    expect(readClientOptions({})).toMatchObject({
      transport: "auto",
      headers: {},
      connectTimeoutMs: 10_000,
      messageTimeoutMs: 60_000,
      maxPayloadBytes: 104_857_600,
      connectRetries: 3,
      retryDelayMs: 250,
    });
  });

  it.each([
    [{ connectTimeoutMs: 0 }, "Expected `connectTimeoutMs` to be an integer of at least 1, got 0."],
    [
      { messageTimeoutMs: 2 ** 31 },
      "Expected `messageTimeoutMs` to be an integer of at least 1, got 2147483648.",
    ],
    [{ connectRetries: -1 }, "Expected `connectRetries` to be an integer of at least 0, got -1."],
    [{ retryDelayMs: 0.5 }, "Expected `retryDelayMs` to be an integer of at least 0, got 0.5."],
    [{ transport: "udp" as "http" }, 'Expected `transport` to be auto, websocket or http, got "udp".'],
    [{ timeout: 5 } as object, 'Unknown client option "timeout".'],
  ])("%j are refused", (options, message) => {
    expect(() => readClientOptions(options)).toThrow(message);
  });
});
