import { Box } from "../../../src/core/spaces/box.ts";
import { Dict } from "../../../src/core/spaces/dict.ts";
import { Discrete } from "../../../src/core/spaces/discrete.ts";
import { MultiBinary } from "../../../src/core/spaces/multi-binary.ts";
import { MultiDiscrete } from "../../../src/core/spaces/multi-discrete.ts";
import { OneOf } from "../../../src/core/spaces/one-of.ts";
import { Tuple } from "../../../src/core/spaces/tuple.ts";
import type { BrokenEnv } from "./broken-env.ts";
import { HealthyEnv } from "./broken-env.ts";
import { spoilt } from "./spoilt.ts";

/** A space with some members replaced behind the back of its constructor. */
function bent<S extends object>(space: S, change: object): S {
  const copy = (): S => space;
  return Object.defineProperties(space, Object.getOwnPropertyDescriptors({ copy, ...change }));
}

const seeing = (observationSpace: unknown): BrokenEnv["make"] => spoilt(() => ({ observationSpace }));
const acting = (actionSpace: unknown): BrokenEnv["make"] => spoilt(() => ({ actionSpace }));

class Floating extends Discrete {
  override contains(value: unknown): value is number {
    return typeof value === "number" && value >= 0 && value < this.n;
  }
}

class Lenient extends Discrete {
  override sample(mask?: Readonly<Uint8Array>): number {
    return mask?.includes(1) === false ? 0 : super.sample(mask);
  }
}

/** Environments whose spaces are wrong, each in one way. */
export const BROKEN_SPACES: readonly BrokenEnv[] = [
  { name: "has no observation space", code: "ENV-SPACE-001", make: seeing(undefined) },
  { name: "names its actions instead of a space", code: "ENV-SPACE-002", make: acting(["back", "forth"]) },
  {
    name: "has an empty Discrete space",
    code: "ENV-SPACE-003",
    make: acting(bent(new Discrete(3), { n: 0 })),
  },
  {
    name: "has a MultiDiscrete space with an empty place",
    code: "ENV-SPACE-004",
    make: seeing(bent(new MultiDiscrete([2, 2]), { nvec: [2, 0] })),
  },
  {
    name: "has more bits than its shape",
    code: "ENV-SPACE-005",
    make: seeing(bent(new MultiBinary([2, 2]), { n: 5 })),
  },
  {
    name: "has an empty Tuple deep inside its observations",
    code: "ENV-SPACE-006",
    make: seeing(new Dict({ ticket: new Tuple([new Discrete(2), new Tuple([])]) })),
  },
  {
    name: "has a Box with crossed bounds",
    code: "ENV-SPACE-007",
    make: seeing(new Dict({ luck: bent(new Box([0, 0], [1, 1]), { low: [0, 2] }) })),
  },
  {
    name: "samples what its action space does not contain",
    code: "ENV-SPACE-008",
    make: acting(bent(new Discrete(3), { contains: (value: unknown) => value === 0 || value === 1 })),
  },
  {
    name: "has a space that throws at a stranger",
    code: "ENV-SPACE-009",
    make: acting(
      bent(new Discrete(3), {
        contains: (value: { readonly valueOf: () => unknown }) =>
          [0, 1, 2].includes(value.valueOf() as number),
      }),
    ),
  },
  { name: "takes 1.5 for a Discrete action", code: "ENV-SPACE-010", make: acting(new Floating(3)) },
  { name: "samples with an empty mask", code: "ENV-SPACE-011", make: acting(new Lenient(3)) },
  {
    name: "has an action space that ignores its seed",
    code: "ENV-SPACE-012",
    make: acting(bent(new Discrete(3), { seed: () => {} })),
  },
  {
    name: "makes its action space anew at every read",
    code: "ENV-SPACE-013",
    make: spoilt(() => ({
      get actionSpace() {
        return new Discrete(3);
      },
    })),
  },
];

const start = new HealthyEnv().observationSpace as unknown as Dict<Record<string, Discrete>>;

/** Environments that work and make learning harder than it need be. */
export const WARNED_SPACES: readonly BrokenEnv[] = [
  {
    name: "shows a constant",
    code: "ENV-SPACE-014",
    make: seeing(new Dict({ ...start.spaces, luck: new Box([0, 3], [1, 3]) })),
  },
  {
    name: "has an unbounded feature inside a composite",
    code: "ENV-SPACE-015",
    make: seeing(new Dict({ ...start.spaces, luck: new Box(0, Number.POSITIVE_INFINITY) })),
  },
  { name: "has actions from 2 to 5", code: "ENV-SPACE-016", make: acting(new Box(2, 5)) },
  { name: "counts its actions from 1", code: "ENV-SPACE-017", make: acting(new Discrete(3, { start: 1 })) },
  { name: "shows a choice", code: "ENV-SPACE-018", make: seeing(new OneOf([start, new Discrete(3)])) },
  {
    name: "has composite actions",
    code: "ENV-SPACE-019",
    make: acting(new Dict({ move: new Discrete(3), speed: new Discrete(2) })),
  },
];
