import { BaseEnv } from "../../../src/core/base-env.ts";
import type { BaseInfo, Env, ResetResult, StepResult } from "../../../src/core/env.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { type BrokenEnv, broken, HealthyEnv, type Walk } from "./broken-env.ts";
import { otherSteps, spoilt } from "./spoilt.ts";

interface Order {
  amount: number;
}

/** Ten orders of 0 to 4, of which the total is seen; nothing is wrong with it. */
export class OrderEnv extends BaseEnv<number, Order> {
  readonly observationSpace = new Discrete(41);
  readonly actionSpace = new Dict({ amount: new Discrete(5) }) as unknown as BaseEnv<
    number,
    Order
  >["actionSpace"];
  protected total = 0;
  protected count = 0;

  protected begin(): ResetResult<number, BaseInfo> {
    this.total = 0;
    this.count = 0;
    return { observation: 0, info: {} };
  }

  protected play(order: Order): StepResult<number, BaseInfo> {
    this.total += order.amount;
    this.count += 1;
    const terminated = this.count === 10;
    return { observation: this.total, reward: order.amount, terminated, truncated: false, info: {} };
  }

  protected saveEpisode(): JsonValue {
    return [this.total, this.count];
  }

  protected loadEpisode(saved: JsonValue): void {
    const [total, count] = saved as readonly [number, number];
    this.total = total;
    this.count = count;
  }
}

/** Uses up the order it is given. */
class GreedyOrderEnv extends OrderEnv {
  protected override play(order: Order): StepResult<number, BaseInfo> {
    const result = super.play(order);
    order.amount = 0;
    return result;
  }
}

/** Adds up an order one step late, from the record that the caller still has. */
class LateOrderEnv extends OrderEnv {
  #last: Order = { amount: 0 };

  protected override begin(): ResetResult<number, BaseInfo> {
    this.#last = { amount: 0 };
    return super.begin();
  }

  protected override play(order: Order): StepResult<number, BaseInfo> {
    const late = this.#last;
    this.#last = order;
    return super.play(late);
  }

  protected override saveEpisode(): JsonValue {
    return [this.total, this.count, this.#last.amount];
  }

  protected override loadEpisode(saved: JsonValue): void {
    super.loadEpisode(saved);
    this.#last = { amount: (saved as readonly number[])[2] ?? 0 };
  }
}

/** Hands out its own state. */
class OpenEnv extends HealthyEnv {
  protected override observation(): Walk {
    return this.state;
  }
}

/** Draws a number for every snapshot. */
class CuriousEnv extends HealthyEnv {
  override snapshot(): JsonValue {
    this.rng.next();
    return super.snapshot();
  }
}

/** Leaves the steps out of its snapshots. */
class ForgetfulEnv extends HealthyEnv {
  protected override loadEpisode(saved: JsonValue): void {
    super.loadEpisode(saved);
    this.state = { ...this.state, left: 12 };
  }
}

/** Keeps its snapshots to itself and gives out numbers. */
function hoarding({ snapshot, restore }: Pick<Env, "snapshot" | "restore">): object {
  const kept: JsonValue[] = [];
  return {
    snapshot: () => kept.push(snapshot()) - 1,
    restore: (saved: JsonValue) => restore(kept[Number(saved ?? -1)] ?? null),
  };
}

/** Environments that share with their callers, or lose in a snapshot, what they should not. */
export const BROKEN_SHARING: readonly BrokenEnv[] = [
  {
    name: "writes every observation into one buffer",
    code: "ENV-ALIAS-001",
    make: spoilt(({ reset, step }) => {
      const buffer: Record<string, unknown> = {};
      return {
        reset: (options: object) => {
          const result = reset(options);
          return { ...result, observation: Object.assign(buffer, result.observation) };
        },
        step: (action: unknown) => {
          const result = step(action);
          return { ...result, observation: Object.assign(buffer, result.observation) };
        },
      };
    }),
  },
  broken("hands out its own state", "ENV-ALIAS-002", () => new OpenEnv()),
  broken("changes the action it is given", "ENV-ALIAS-003", () => new GreedyOrderEnv()),
  broken("keeps the action it is given", "ENV-ALIAS-004", () => new LateOrderEnv()),
  broken("draws a number for every snapshot", "ENV-SNAPSHOT-001", () => new CuriousEnv()),
  broken("leaves the steps out of its snapshots", "ENV-SNAPSHOT-002", () => new ForgetfulEnv()),
  { name: "keeps its snapshots to itself", code: "ENV-SNAPSHOT-003", make: spoilt(hoarding) },
  {
    name: "takes anything for a snapshot",
    code: "ENV-SNAPSHOT-004",
    make: spoilt(({ restore }) => ({
      restore: (saved: { readonly lifecycle?: unknown } | null) => {
        if (saved?.lifecycle !== undefined) restore(saved as JsonValue);
      },
    })),
  },
  {
    name: "begins anew before it refuses a snapshot",
    code: "ENV-SNAPSHOT-004",
    make: spoilt(({ reset, restore }) => ({
      restore: (saved: JsonValue) => {
        reset();
        restore(saved);
      },
    })),
  },
  {
    name: "writes every snapshot into one object",
    code: "ENV-SNAPSHOT-005",
    make: spoilt(({ snapshot }) => {
      const written = {};
      return { snapshot: () => Object.assign(written, snapshot()) };
    }),
  },
  {
    name: "holds itself in its info",
    code: "ENV-JSON-001",
    make: otherSteps((result) => {
      const info: Record<string, unknown> = { ...result.info };
      info["self"] = info;
      return { ...result, info };
    }),
  },
  {
    name: "cannot read its snapshots after JSON",
    code: "ENV-JSON-003",
    make: spoilt(({ snapshot }) => ({
      snapshot: () => ({ ...(snapshot() as object), extra: Uint8Array.of(1, 2) }),
    })),
  },
];
