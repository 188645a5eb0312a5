import { describe, expect, it } from "vitest";
import { ECHO } from "../../support/openenv-echo.ts";
import { open, serve, type TestSocket, until } from "../../support/openenv-server.ts";

const WAIT = { operation: "wait" };
const RESET = { type: "reset" };
const step = (data: object) => ({ type: "step", data });

const stepCount = async (socket: TestSocket): Promise<unknown> =>
  (await socket.ask({ type: "state" })).data["step_count"];

describe("a frame that is wrong", () => {
  const frames: readonly (readonly [unknown, string])[] = [
    ["{oops", "INVALID_JSON"],
    ["", "INVALID_JSON"],
    ["nul", "INVALID_JSON"],
    ["[".repeat(100_000), "INVALID_JSON"],
    [
      `{"type":"step","data":{"operation":"wait","metadata":${"[".repeat(200)}${"]".repeat(200)}}}`,
      "INVALID_JSON",
    ],
    [{}, "UNKNOWN_TYPE"],
    [{ type: null }, "UNKNOWN_TYPE"],
    [{ type: 7 }, "UNKNOWN_TYPE"],
    [{ type: "dance" }, "UNKNOWN_TYPE"],
    [{ type: "constructor" }, "UNKNOWN_TYPE"],
    ["[1]", "VALIDATION_ERROR"],
    ['"x"', "VALIDATION_ERROR"],
    ["3", "VALIDATION_ERROR"],
    ["null", "VALIDATION_ERROR"],
    [Buffer.from('{"type":"state"}'), "VALIDATION_ERROR"],
    [{ type: "state", data: {} }, "VALIDATION_ERROR"],
    [{ type: "reset", data: {}, id: 1 }, "VALIDATION_ERROR"],
    [{ type: "reset", data: null }, "VALIDATION_ERROR"],
    [{ type: "close", x: 1 }, "VALIDATION_ERROR"],
    [{ type: "step" }, "VALIDATION_ERROR"],
    [{ type: "step", data: "wait" }, "VALIDATION_ERROR"],
    [{ type: "step", data: { operation: "fly" } }, "VALIDATION_ERROR"],
    ['{"type":"step","data":{"operation":"wait","__proto__":{"queue":"x"}}}', "VALIDATION_ERROR"],
    [{ type: "reset", data: { seed: -1 } }, "VALIDATION_ERROR"],
    [{ type: "reset", data: { task_id: "nope" } }, "VALIDATION_ERROR"],
    [{ type: "reset", data: { episode_id: "x".repeat(256) } }, "VALIDATION_ERROR"],
    [{ type: "mcp" }, "VALIDATION_ERROR"],
  ];

  it.each(frames)("%j gets an error, and the episode goes on as it was", async (frame, code) => {
    const socket = await open(await serve());
    await socket.ask({ type: "reset", data: { episode_id: "mine" } });
    await socket.ask(step(WAIT));
    const before = await socket.ask({ type: "state" });
    const { type, data } = await socket.ask(frame);
    expect([type, data.code]).toEqual(["error", code]);
    expect(data.message?.length).toBeGreaterThan(10);
    expect(await socket.ask({ type: "state" })).toEqual(before);
    expect((await socket.ask(step(WAIT))).type).toBe("observation");
  });

  it("names the place and kind of each problem, and the first ones in the message", async () => {
    const socket = await open(await serve());
    const missing = await socket.ask({ type: "step" });
    expect(missing.data.errors).toMatchObject([{ type: "missing", loc: ["data"] }]);
    const extra = await socket.ask({ type: "close", data: {} });
    expect(extra.data.errors).toMatchObject([{ type: "extra_forbidden", loc: ["data"] }]);
    const action = await socket.ask(step({ operation: "classify", queue: "nowhere", colour: 1 }));
    expect(action.data.errors?.map(({ loc }) => loc)).toEqual([["queue"], ["colour"]]);
    expect(action.data.message).toMatch(/^Invalid action: queue: Input should be one of billing_ops.*colour/);
    const seed = await socket.ask({ type: "reset", data: { seed: "x" } });
    expect(seed.data.errors).toMatchObject([{ type: "int_type", loc: ["data", "seed"] }]);
  });

  it("does not echo long input", async () => {
    const socket = await open(await serve());
    const { data } = await socket.ask(step({ operation: "x".repeat(1_000_000) }));
    expect(JSON.stringify(data).length).toBeLessThan(3000);
  });

  it("is read all the same where Python wrote NaN or an infinity", async () => {
    const socket = await open(await serve());
    const frame =
      '{"type":"step","data":{"operation":"wait","metadata":{"a":NaN,"b":[-Infinity,Infinity],"c":"NaN"}}}';
    expect((await socket.ask(frame)).type).toBe("observation");
  });

  it.each([[2 ** 53], [1e300], ["123456789012345678901234567890"]])(
    "is not one with the large seed %j",
    async (seed) => {
      const socket = await open(await serve());
      expect((await socket.ask({ type: "reset", data: { seed } })).type).toBe("observation");
      expect(Number.isSafeInteger((await socket.ask({ type: "state" })).data["seed"])).toBe(true);
    },
  );
});

describe("an environment that throws", () => {
  it("gets its text to the client, and goes on", async () => {
    const socket = await open(await serve({ environment: ECHO }));
    const { data } = await socket.ask(step({ message: "explode" }));
    expect([data.code, data.message]).toEqual(["EXECUTION_ERROR", "the echo exploded"]);
    expect(await stepCount(socket)).toBe(0);
    expect((await socket.ask(step({ message: "hi" }))).type).toBe("observation");
  });

  it("may refuse an action itself", async () => {
    const socket = await open(await serve({ environment: ECHO }));
    const { data } = await socket.ask(step({ message: "refuse" }));
    expect([data.code, data.message]).toEqual(["VALIDATION_ERROR", "That is not said here."]);
  });

  it("may answer what JSON cannot express", async () => {
    const socket = await open(await serve({ environment: ECHO }));
    const { data } = await socket.ask(step({ message: "knot" }));
    expect(data.code).toBe("EXECUTION_ERROR");
    expect((await socket.ask(step({ message: "hi" }))).type).toBe("observation");
  });

  it("refuses a step after the end, and begins again on a reset", async () => {
    const socket = await open(await serve({ environment: ECHO }));
    expect((await socket.ask(step({ message: "bye" }))).data["done"]).toBe(true);
    const { data } = await socket.ask(step({ message: "hi" }));
    expect([data.code, data.message]).toEqual([
      "EXECUTION_ERROR",
      "The episode has ended: call `reset()` to start the next one.",
    ]);
    await socket.ask(RESET);
    expect((await socket.ask(step({ message: "hi" }))).data["done"]).toBe(false);
  });

  it("is reported to the log in one line without a stack", async () => {
    const lines: string[] = [];
    const socket = await open(await serve({ environment: ECHO, log: (line) => lines.push(line) }));
    await socket.ask(step({ message: "explode" }));
    await until(() => lines.length === 2);
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ level: "error", event: "environment_failed" });
    expect(lines.join("")).not.toContain("    at ");
  });
});
