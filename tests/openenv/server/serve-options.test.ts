import { describe, expect, it } from "vitest";
import { serverOptions } from "../../../src/cli/serve/run-serve.ts";

describe("the options of `serve`", () => {
  it("are the defaults with the web page, where nothing is said", () => {
    expect(serverOptions({ web: true }, {})).toEqual({ web: true });
  });

  it("come from the flags", () => {
    const flags = { web: false, env: "SupportDeskTabular-v1", port: 1, host: "::1", maxSessions: 3 };
    const more = { maxBytes: 5, sessionTimeout: 1.5, token: "t", mode: "production", httpSessions: "shared" };
    expect(serverOptions({ ...flags, ...more, logLevel: "debug" }, {})).toEqual({
      environment: "SupportDeskTabular-v1",
      port: 1,
      host: "::1",
      maxSessions: 3,
      maxMessageBytes: 5,
      sessionTimeoutMs: 1500,
      token: "t",
      mode: "production",
      httpSessions: "shared",
      logLevel: "debug",
      web: false,
    });
  });

  it("come from the environment where a flag is absent", () => {
    const variables = { ["MAX_CONCURRENT_ENVS"]: "7", ["SUPPORTDESK_TOKEN"]: "secret" };
    expect(serverOptions({ web: true }, variables)).toEqual({ maxSessions: 7, token: "secret", web: true });
    expect(serverOptions({ web: true, maxSessions: 3, token: "mine" }, variables)).toMatchObject({
      maxSessions: 3,
      token: "mine",
    });
    expect(serverOptions({ web: true }, { ["MAX_CONCURRENT_ENVS"]: "", ["SUPPORTDESK_TOKEN"]: "" })).toEqual({
      web: true,
    });
  });

  it.each(["false", "0", "no", " False "])("switch the web page off by ENABLE_WEB_INTERFACE=%s", (value) => {
    expect(serverOptions({ web: true }, { ["ENABLE_WEB_INTERFACE"]: value }).web).toBe(false);
  });

  it.each(["true", "1", "yes", ""])("leave it on by ENABLE_WEB_INTERFACE=%s", (value) => {
    expect(serverOptions({ web: true }, { ["ENABLE_WEB_INTERFACE"]: value }).web).toBe(true);
  });

  it("refuse a number of sessions that is none", () => {
    expect(() => serverOptions({ web: true }, { ["MAX_CONCURRENT_ENVS"]: "0" })).toThrow(
      /MAX_CONCURRENT_ENVS/,
    );
  });
});
