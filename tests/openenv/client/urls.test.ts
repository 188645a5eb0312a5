import { describe, expect, it } from "vitest";
import { serverUrls, spaceUrl } from "../../../src/openenv/client/urls.ts";

describe("the URL of a server", () => {
  it.each([
    ["http://h:1", "http://h:1", "ws://h:1"],
    ["https://h", "https://h", "wss://h"],
    ["ws://h:1", "http://h:1", "ws://h:1"],
    ["wss://h", "https://h", "wss://h"],
    ["h:8000", "http://h:8000", "ws://h:8000"],
    ["localhost", "http://localhost", "ws://localhost"],
    ["http://h:1///", "http://h:1", "ws://h:1"],
    ["http://h:1/a/b/", "http://h:1/a/b", "ws://h:1/a/b"],
    [" http://[::1]:8000 ", "http://[::1]:8000", "ws://[::1]:8000"],
  ])("%s is understood", (url, http, ws) => {
    expect(serverUrls(url)).toEqual({ http, ws });
  });

  it.each(["", "/", "ftp://h", "http://", "http://h:99999", "http://h/?a=1", "http://a b"])(
    "%j is refused with an example",
    (url) => {
      expect(() => serverUrls(url)).toThrow("Expected a URL like http://127.0.0.1:8000, got ");
    },
  );

  it("follows from the id of a Space", () => {
    expect(spaceUrl("some-user/desk_1")).toBe("https://some-user-desk_1.hf.space");
    expect(() => spaceUrl("desk")).toThrow("Expected the id of a Space like user/name");
  });
});
