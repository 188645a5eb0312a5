import { describe, expect, it } from "vitest";
import { describeEnvironment } from "../../../src/openenv/index.ts";
import "../../../src/supportdesk/index.ts";
import { ECHO } from "../../support/openenv-echo.ts";
import { call, type Json, open, serve } from "../../support/openenv-server.ts";

const step = (data: object) => ({ type: "step", data });

describe("a server of another environment", () => {
  it("plays it by its own description", async () => {
    const server = await serve({ environment: ECHO });
    expect((await call(server, "/metadata")).json["name"]).toBe("Echo");
    const socket = await open(server);
    await socket.ask({ type: "reset", data: { episode_id: "mine", task_id: "no tasks here" } });
    const { data } = await socket.ask(step({ message: "hi there" }));
    expect(data).toEqual({
      observation: { echoed_message: "hi there", length: 8 },
      reward: 0.8,
      done: false,
      metadata: { terminated: false, truncated: false },
    });
    expect((await socket.ask({ type: "state" })).data).toEqual({
      episode_id: "mine",
      step_count: 1,
      done: false,
    });
  });

  it("refuses an action by that environment's schema", async () => {
    const socket = await open(await serve({ environment: ECHO }));
    const { data } = await socket.ask(step({ message: 3, loud: "yes" }));
    expect(data.errors?.map(({ type, loc }) => [type, loc])).toEqual([
      ["string_type", ["message"]],
      ["bool_type", ["loud"]],
    ]);
  });
});

describe("a server of a registered id", () => {
  it("plays an environment that nobody described", async () => {
    const socket = await open(await serve({ environment: "Echo-v0" }));
    const { data } = await socket.ask(step({ message: "bye" }));
    expect([data["observation"], data["reward"], data["done"]]).toEqual([
      { echoed_message: "bye", length: 3 },
      0.3,
      true,
    ]);
    expect((await socket.ask({ type: "state" })).data).toMatchObject({ done: true, total_reward: 0.3 });
    expect((await socket.ask(step({ loud: true }))).data.code).toBe("VALIDATION_ERROR");
  });

  it("takes discrete actions by their index and shows the mask", async () => {
    const server = await serve({ environment: "SupportDeskDiscrete-v1" });
    const { json } = await call(server, "/schema");
    const { action } = (json["action"] as { readonly properties: { readonly action: Json } }).properties;
    expect(action).toMatchObject({ type: "integer", minimum: 0 });
    const socket = await open(server);
    const begun = await socket.ask({ type: "reset", data: { task_id: "api_incident_hard" } });
    const mask = (begun.data["metadata"] as Json)["action_mask"] as readonly number[];
    expect(mask).toHaveLength(Number(action["maximum"]) + 1);
    expect((await socket.ask(step({ action: mask.indexOf(1) }))).type).toBe("observation");
    expect((await socket.ask(step({ action: mask.length }))).data.errors).toMatchObject([
      { type: "less_than_equal", loc: ["action"] },
    ]);
    expect((await socket.ask(step({ action: 1, extra: 2 }))).data.errors).toMatchObject([
      { type: "extra_forbidden", loc: ["extra"] },
    ]);
  });

  it("shows an observation that is no record as a value", async () => {
    const socket = await open(await serve({ environment: "SupportDeskTabular-v1" }));
    const { data } = await socket.ask({ type: "reset" });
    expect(Object.keys(data["observation"] as object)).toEqual(["value"]);
  });

  it("refuses an id that is not registered, with what there is", async () => {
    await expect(serve({ environment: "SupportDsk-v1" })).rejects.toThrow(/Did you mean "SupportDesk-v1"/);
  });
});

describe("describeEnvironment", () => {
  it("takes the options of the environment and checks them", () => {
    const { tasks } = describeEnvironment("SupportDesk-v1", { options: { tasks: ["api_incident_hard"] } });
    expect(tasks.map(({ task_id }) => task_id)).toEqual(["api_incident_hard"]);
    expect(() => describeEnvironment("SupportDesk-v1", { options: { colour: "red" } })).toThrow(
      /Unknown option "colour"/,
    );
  });
});
