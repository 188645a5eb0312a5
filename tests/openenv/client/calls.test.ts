import { describe, expect, it } from "vitest";
import { errorFrame, observation, replying } from "./scripted-server.ts";
import { pair, rejection } from "./support.ts";

const PROBLEM = { type: "literal_error", loc: ["queue"], msg: "one of a, b" };

describe("a call over the socket", () => {
  it("sends exactly the message the protocol wants, with nothing added", async () => {
    const sent: string[] = [];
    const { client, server } = await pair({
      socket: replying((message) => {
        sent.push(message);
        const { type } = JSON.parse(message);
        if (type === "state") return '{"type":"state","data":{"step_count":1}}';
        return observation({});
      }),
    });
    await client.reset();
    await client.reset({ seed: 7, episode_id: "e", task_id: "t" });
    await client.step({ operation: "submit" });
    expect(await client.state()).toEqual({ step_count: 1 });
    expect(server.upgrades).toEqual(["/ws"]);
    expect(sent).toEqual([
      '{"type":"reset","data":{}}',
      '{"type":"reset","data":{"seed":7,"episode_id":"e","task_id":"t"}}',
      '{"type":"step","data":{"operation":"submit"}}',
      '{"type":"state"}',
    ]);
  });

  it("is one of several made at once, and still gets its own answer", async () => {
    let [unanswered, most, count] = [0, 0, 0];
    const { client } = await pair({
      socket: (socket) => {
        socket.on("message", () => {
          unanswered += 1;
          most = Math.max(most, unanswered);
          count += 1;
          const reply = observation({ count });
          setImmediate(() => {
            unanswered -= 1;
            socket.send(reply);
          });
        });
      },
    });
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => client.step({})));
    expect(results.map((result) => result.observation["count"])).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(1);
  });

  it("after a refused one is answered as if nothing happened", async () => {
    const { client } = await pair({
      socket: replying((message) =>
        message.includes("bad") ? errorFrame("VALIDATION_ERROR", { errors: [PROBLEM] }) : observation({}),
      ),
    });
    const [refused, answered] = [client.step({ bad: true }), client.step({})];
    expect(await rejection(refused)).toMatchObject({
      name: "ServerError",
      code: "VALIDATION_ERROR",
      message: "The server answered VALIDATION_ERROR: no (queue: one of a, b)",
      errors: [PROBLEM],
    });
    expect(await answered).toMatchObject({ reward: 1 });
  });

  it("with a number that is not finite is refused before anything is sent", async () => {
    const { client } = await pair({ socket: replying(() => observation({})) });
    expect(await rejection(client.step({ amount: Number.POSITIVE_INFINITY }))).toMatchObject({
      code: "INVALID_ARGUMENT",
    });
    expect(await client.step({})).toMatchObject({ done: false });
  });
});

describe("an answer", () => {
  it.each([
    ["a reward that is true", { reward: true }, { reward: 1 }],
    ["no reward", { reward: null }, { reward: null }],
    ["metadata beside the observation", { metadata: { a: 1 } }, { metadata: { a: 1 } }],
    ["metadata that is null", { metadata: null }, { metadata: {} }],
    ["no metadata", {}, { metadata: {} }],
    ["keys nobody knows", { info: {}, done: true }, { done: true }],
  ])("may have %s", async (_case, rest, expected) => {
    const { client } = await pair({ socket: replying(() => observation({ text: "x" }, rest)) });
    expect(await client.reset()).toMatchObject({ observation: { text: "x" }, ...expected });
  });

  it("may have its metadata inside the observation", async () => {
    const { client } = await pair({ socket: replying(() => observation({ metadata: { b: 2 } })) });
    expect(await client.reset()).toMatchObject({ metadata: { b: 2 } });
  });

  it("may have no more than its type", async () => {
    const { client } = await pair({ socket: replying(() => '{"type":"observation","data":{},"id":3}') });
    expect(await client.reset()).toEqual({ observation: {}, reward: null, done: false, metadata: {} });
  });

  it("may hold numbers that JSON does not know", async () => {
    const frame = '{"type":"observation","data":{"observation":{"x":NaN},"reward":-Infinity}}';
    const { client } = await pair({ socket: replying(() => frame) });
    expect(await client.reset()).toMatchObject({ observation: { x: null }, reward: null });
  });

  it.each([
    ["of another type", '{"type":"state","data":{}}', 'Expected a reply of type observation, got "state".'],
    ["without data", '{"type":"observation"}', "Expected a reply with `type` and `data`"],
    ["that is no JSON", "<html>", 'Expected JSON, got "<html>".'],
  ])("%s ends the connection, since nothing after it can be trusted", async (_case, frame, message) => {
    let answers = 0;
    const { client } = await pair({
      socket: replying(() => {
        answers += 1;
        return answers === 1 ? frame : observation({});
      }),
    });
    const [first, second] = [client.reset(), client.reset()];
    for (const call of [first, second]) {
      const error = { code: "BAD_REPLY", message: expect.stringContaining(message) };
      expect(await rejection(call)).toMatchObject(error);
    }
  });

  it.each([
    ["reward", { reward: "high" }, 'Expected the reward to be a number, got "high".'],
    ["observation", { observation: [1] }, "Expected the observation to be an object."],
  ])("with an impossible %s is refused", async (_case, rest, message) => {
    const { client } = await pair({ socket: replying(() => observation({}, rest)) });
    expect(await rejection(client.reset())).toMatchObject({ code: "BAD_REPLY", message });
  });
});
