import { describe, expect, it } from "vitest";
import type { Env } from "../../../src/core/env.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { OrderEnforcing } from "../../../src/wrappers/episode/order-enforcing.ts";
import { LooseEnv } from "../../support/loose-env.ts";
import { keepsWrapperContract } from "../../support/wrapper-contract.ts";

keepsWrapperContract({ name: "OrderEnforcing", wrap: (inner) => new OrderEnforcing(inner) });

const refusal = (code: string): unknown => expect.objectContaining({ code });

function stack(): { readonly inner: LooseEnv; readonly env: OrderEnforcing<number, number> } {
  const inner = new LooseEnv();
  return { inner, env: new OrderEnforcing(inner) };
}

type Call = [string, (env: Env<number, number>) => unknown];
const STEP: Call = ["step", (env) => env.step(0)];
const LOOKS: readonly Call[] = [
  ["actionMask", (env) => env.actionMask()],
  ["render", (env) => env.render()],
];
const STATE: readonly Call[] = [
  ["reset", (env) => env.reset()],
  ["snapshot", (env) => env.snapshot()],
  ["restore", (env) => env.restore({ wrapper: "OrderEnforcing", state: "new", inner: 0 })],
];

describe("OrderEnforcing around an environment that lets everything through", () => {
  it.each([STEP, ...LOOKS])("refuses %s before the first reset", (_name, call) => {
    const { inner, env } = stack();
    expect(() => call(env)).toThrowError(refusal("RESET_NEEDED"));
    expect(inner.calls).toEqual([]);
  });

  it("refuses a step after termination and after truncation, and still shows the last state", () => {
    for (const action of [1, 2]) {
      const { inner, env } = stack();
      env.reset();
      env.step(action);
      expect(() => env.step(0)).toThrowError(refusal("EPISODE_ENDED"));
      expect(env.render()).toBe("1");
      expect(env.actionMask()).toEqual(Uint8Array.of(1, 1, 1));
      expect(inner.calls).toEqual(["reset", "step", "render", "actionMask"]);
      env.reset();
      expect(env.step(0).observation).toBe(1);
    }
  });

  it.each([STEP, ...LOOKS, ...STATE])("refuses %s after close", (_name, call) => {
    const { inner, env } = stack();
    env.reset();
    env.close();
    expect(() => call(env)).toThrowError(refusal("ENV_CLOSED"));
    expect(inner.calls).toEqual(["reset", "close"]);
  });

  it("closes the environment once", () => {
    const { inner, env } = stack();
    env.close();
    env.close();
    env[Symbol.dispose]();
    expect(inner.calls).toEqual(["close"]);
  });

  it("stays where it is when a reset or a step throws", () => {
    const { inner, env } = stack();
    inner.fails = true;
    expect(() => env.reset()).toThrowError("broken");
    expect(() => env.step(0)).toThrowError(refusal("RESET_NEEDED"));
    inner.fails = false;
    env.reset();
    inner.fails = true;
    expect(() => env.step(0)).toThrowError("broken");
    inner.fails = false;
    expect(env.step(0).observation).toBe(1);
  });

  it.each<[string, (env: Env<number, number>) => void, string]>([
    ["new", () => {}, "RESET_NEEDED"],
    [
      "ended",
      (env) => {
        env.reset();
        env.step(1);
      },
      "EPISODE_ENDED",
    ],
  ])("keeps in a snapshot that the episode is %s", (_phase, prepare, code) => {
    const { env } = stack();
    prepare(env);
    const saved: JsonValue = JSON.parse(JSON.stringify(env.snapshot()));
    const other = stack().env;
    other.reset();
    other.restore(saved);
    expect(() => other.step(0)).toThrowError(refusal(code));
  });

  it("refuses a phase there is not, and keeps its own", () => {
    const { env } = stack();
    env.reset();
    const wrong = { wrapper: "OrderEnforcing", state: "closed", inner: 0 };
    expect(() => env.restore(wrong)).toThrowError(
      expect.objectContaining({
        code: "BAD_SNAPSHOT",
        message: "Expected the phase of an `OrderEnforcing`: new, running, ended.",
      }),
    );
    expect(env.step(0).observation).toBe(1);
  });

  it("passes the dynamics on where there are any, and has none where there are none", () => {
    const { inner, env } = stack();
    expect(env.model).toBeUndefined();
    const model = { initial: () => [] };
    const modelled = new OrderEnforcing(Object.assign(inner, { model: () => model as never }));
    expect(modelled.model?.()).toBe(model);
  });
});
