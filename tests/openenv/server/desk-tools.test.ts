import { describe, expect, it } from "vitest";
import { DESK_TOOLS } from "../../../src/openenv/desk-tools.ts";
import { describeEnvironment } from "../../../src/openenv/index.ts";
import type { Json } from "../../support/openenv-server.ts";

const session = () => describeEnvironment("SupportDesk-v1").createSession(() => "made");

function use(name: string, args: Json = {}, on = session()): Json {
  const tool = DESK_TOOLS.find((each) => each.name === name);
  return tool?.call(on, args) as Json;
}

describe("the tools of the desk", () => {
  it("show nothing but parts of the observation", () => {
    const played = session();
    played.reset({ task_id: "account_takeover_medium" });
    const observation = played.observation();
    for (const name of ["get_ticket", "get_case", "list_actions"]) {
      const shown = use(name, {}, played);
      expect(Object.keys(shown).length).toBeGreaterThan(3);
      expect(observation).toMatchObject(shown);
    }
  });

  it("change nothing", () => {
    const played = session();
    played.reset({ episode_id: "mine" });
    played.step({ operation: "classify", queue: "billing_ops" });
    const before = JSON.stringify([played.state(), played.observation()]);
    for (const { name } of DESK_TOOLS) if (name !== "read_article") use(name, {}, played);
    expect(JSON.stringify([played.state(), played.observation()])).toBe(before);
  });

  it("list the articles and read each of them", () => {
    const { articles } = use("list_articles") as { readonly articles: readonly Json[] };
    expect(articles.length).toBeGreaterThan(1);
    for (const { article_id, title } of articles) {
      expect(use("read_article", { article_id })).toMatchObject({
        article_id,
        title,
        content: expect.any(String),
      });
    }
  });

  it("say which articles there are when one is not", () => {
    expect(() => use("read_article", { article_id: "kb-routin" })).toThrow(
      /Did you mean "kb-routin.+Allowed: kb-/,
    );
    expect(() => use("read_article", { article_id: "\u0000" })).toThrow(/^No article .* Allowed: kb-/);
  });
});
