import type { BaseInfo, ResetResult } from "../../../src/core/env.ts";
import { createRng } from "../../../src/core/random.ts";
import { Corridor } from "../toy-envs.ts";
import { type BrokenEnv, broken, HealthyEnv, type Walk } from "./broken-env.ts";
import { spoilt } from "./spoilt.ts";

type Begun = ResetResult<Walk, BaseInfo>;

/** Draws the luck of unseeded episodes from a generator that no seed recreates. */
class DriftingEnv extends HealthyEnv {
  readonly #hidden = createRng(5);

  protected override begin(options: Readonly<Record<string, unknown>>, seeded: boolean): Begun {
    const begun = super.begin(options, seeded);
    return seeded ? begun : { ...begun, observation: { ...begun.observation, luck: [this.#hidden.next()] } };
  }
}

/** Forgets to set the steps back when an episode is left in the middle. */
class TiredEnv extends HealthyEnv {
  protected override begin(options: Readonly<Record<string, unknown>>, seeded: boolean): Begun {
    const { left, place } = this.state;
    const wasLeft = this.state.taskIndex >= 0 && left > 0 && place !== 6;
    const begun = super.begin(options, seeded);
    if (!wasLeft) return begun;
    this.state = { ...this.state, left };
    return { ...begun, observation: this.observation() };
  }
}

class CertainEnv extends Corridor {
  override readonly metadata = { renderModes: [], stochastic: true };
}

const shared = createRng(3);
const luckOf = (): readonly number[] => [shared.next()];

/** Shared by all environments that count in it. */
let sharedSteps = 0;

/** Calls a function of a global object by name, which the linter does not take for a use of its own. */
function callGlobal(owner: string, name: string): void {
  const holder = Reflect.get(globalThis, owner) as object;
  Reflect.apply(Reflect.get(holder, name) as () => unknown, holder, []);
}

/** Environments that do not depend on seed and actions alone, each in one way. */
export const BROKEN_STREAMS: readonly BrokenEnv[] = [
  broken("has a generator that a seeded reset leaves as it is", "ENV-SEED-001", () => new DriftingEnv()),
  broken("keeps the steps of an episode that a reset cut short", "ENV-SEED-002", () => new TiredEnv()),
  {
    name: "claims to be deterministic and is not",
    code: "ENV-SEED-004",
    make: spoilt(() => ({ metadata: { renderModes: ["ansi"], stochastic: false } })),
  },
  {
    name: "draws from a generator of the module",
    code: "ENV-DETERMINISM-001",
    make: spoilt(({ step }) => ({
      step: (action: unknown) => {
        const result = step(action);
        return { ...result, observation: { ...(result.observation as Walk), luck: luckOf() } };
      },
    })),
  },
  {
    name: "counts its steps in the module",
    code: "ENV-DETERMINISM-002",
    make: spoilt(({ reset, step }) => ({
      reset: (options: object) => {
        sharedSteps = 0;
        return reset(options);
      },
      step: (action: unknown) => {
        const result = step(action);
        sharedSteps += 1;
        return { ...result, observation: { ...(result.observation as Walk), left: 12 - sharedSteps } };
      },
    })),
  },
  {
    name: "draws from the platform in a step",
    code: "ENV-ENTROPY-001",
    make: spoilt(({ step }) => ({
      step: (action: unknown) => {
        callGlobal("Math", "random");
        return step(action);
      },
    })),
  },
  {
    name: "reads the clock when it renders",
    code: "ENV-ENTROPY-001",
    make: spoilt(({ render }) => ({
      render: () => {
        callGlobal("performance", "now");
        return render();
      },
    })),
  },
  {
    name: "names its episodes at random",
    code: "ENV-ENTROPY-001",
    make: spoilt(({ reset }) => ({
      reset: (options: object) => {
        callGlobal("crypto", "randomUUID");
        return reset(options);
      },
    })),
  },
  {
    name: "notes when it was made",
    code: "ENV-ENTROPY-001",
    make: spoilt(() => {
      Reflect.construct(Date, []);
      return {};
    }),
  },
];

/** Environments whose claims about randomness are likely a mistake. */
export const WARNED_STREAMS: readonly BrokenEnv[] = [
  broken("claims to be stochastic and is not", "ENV-SEED-003", () => new CertainEnv()),
];
