import type { EnvMetadata, ResetOptions } from "../../../src/core/env.ts";
import { EnvSpec } from "../../../src/core/env-spec.ts";
import { ResetNeededError } from "../../../src/core/errors.ts";
import { refuseUnknownKeys } from "../../../src/core/names.ts";
import { make, register } from "../../../src/core/registry.ts";
import { TimeLimit } from "../../../src/wrappers/episode/time-limit.ts";
import type { BrokenEnv } from "./broken-env.ts";
import { spoilt } from "./spoilt.ts";

const metadata: EnvMetadata = { renderModes: ["ansi"], stochastic: true };
const oneEnv = spoilt(() => ({}))();

const MODELESS = "broken/Modeless-v0";

register({
  id: MODELESS,
  summary: "a walk that lists a render mode and has no option for it",
  create: (options, spec) => {
    refuseUnknownKeys("option", options, []);
    return spoilt(() => ({ spec }))();
  },
});

/** Environments whose interface is wrong, each in one way. */
export const BROKEN_API: readonly BrokenEnv[] = [
  { name: "has no snapshot", code: "ENV-API-001", make: spoilt(() => ({ snapshot: undefined })) },
  { name: "comes from a factory that shares it", code: "ENV-API-003", make: () => oneEnv },
  {
    name: "does not say whether it is stochastic",
    code: "ENV-API-005",
    make: spoilt(() => ({ metadata: { renderModes: ["ansi"] } })),
  },
  { name: "names a task twice", code: "ENV-API-005", make: spoilt(() => ({ taskIds: ["near", "near"] })) },
  { name: "has no unwrapped", code: "ENV-API-006", make: spoilt(() => ({ unwrapped: undefined })) },
  {
    name: "has an id without a version",
    code: "ENV-SPEC-001",
    make: spoilt(() => ({ spec: new EnvSpec("Healthy") })),
  },
  {
    name: "was made with a function",
    code: "ENV-SPEC-002",
    make: spoilt(() => ({ spec: new EnvSpec("Healthy-v0", { reward: () => 0 }) })),
  },
  {
    name: "has a render mode without a name",
    code: "ENV-RENDER-001",
    make: spoilt(() => ({ metadata: { ...metadata, renderModes: [null] } })),
  },
  {
    name: "renders a list of lines",
    code: "ENV-RENDER-002",
    make: spoilt(({ render }) => ({ render: () => [render()] })),
  },
  {
    name: "steps when it renders",
    code: "ENV-RENDER-003",
    make: spoilt(({ render, step }) => ({
      render: () => {
        step(1);
        return render();
      },
    })),
  },
  { name: "has a render mode that nothing makes", code: "ENV-RENDER-004", make: () => make(MODELESS) },
  {
    name: "fails when it is closed twice",
    code: "ENV-CLOSE-001",
    make: spoilt(({ close }) => {
      let isClosed = false;
      return {
        close: () => {
          if (isClosed) throw new TypeError("The socket is gone.");
          isClosed = true;
          close();
        },
      };
    }),
  },
  {
    name: "plays on after close",
    code: "ENV-CLOSE-002",
    make: spoilt(() => ({ close: () => {} })),
  },
  {
    name: "stays open after its block",
    code: "ENV-CLOSE-003",
    make: spoilt(() => ({ [Symbol.dispose]: () => {} })),
  },
];

/** Environments that work and have a habit of other libraries. */
export const WARNED_API: readonly BrokenEnv[] = [
  {
    name: "is wrapped already",
    code: "ENV-API-002",
    make: () => new TimeLimit(spoilt(() => ({}))(), { maxSteps: 5 }),
  },
  { name: "has a seed method", code: "ENV-API-004", make: spoilt(() => ({ seed: () => 3 })) },
];

/** Resets that show another luck each time, whatever the seed. */
function luckierResets(): BrokenEnv["make"] {
  return spoilt(({ reset }) => {
    let resets = 0;
    return {
      reset: (options?: ResetOptions) => {
        const { observation, info } = reset(options);
        resets += 1;
        return { observation: { ...(observation as object), luck: [(resets % 64) / 64] }, info };
      },
    };
  });
}

/** The options of a reset with its seed replaced. */
const seeded = (options: ResetOptions | undefined, seed: number): ResetOptions => ({ ...options, seed });

/** Environments whose resets are wrong, each in one way. */
export const BROKEN_RESETS: readonly BrokenEnv[] = [
  {
    name: "returns a pair from reset",
    code: "ENV-RESET-001",
    make: spoilt(({ reset }) => ({ reset: (options?: ResetOptions) => Object.values(reset(options)) })),
  },
  {
    name: "begins outside its observation space",
    code: "ENV-RESET-002",
    make: spoilt(({ reset }) => ({
      reset: (options?: ResetOptions) => {
        const { observation, info } = reset(options);
        return { observation: { ...(observation as object), luck: [1.5] }, info };
      },
    })),
  },
  {
    name: "gives a Map as the info of reset",
    code: "ENV-RESET-003",
    make: spoilt(({ reset }) => ({
      reset: (options?: ResetOptions) => ({ ...reset(options), info: new Map() }),
    })),
  },
  {
    name: "cannot be reset without options",
    code: "ENV-RESET-004",
    make: spoilt(({ reset }) => ({
      reset: ({ seed, options }: ResetOptions) => reset({ seed: seed ?? 1, ...(options && { options }) }),
    })),
  },
  {
    name: "removes the task from the caller's options",
    code: "ENV-RESET-005",
    make: spoilt(({ reset }) => ({
      reset: (options?: ResetOptions) => {
        const result = reset(options);
        Reflect.deleteProperty(options?.options ?? {}, "task_id");
        return result;
      },
    })),
  },
  {
    name: "overlooks options that it does not know",
    code: "ENV-RESET-006",
    make: spoilt(({ reset }) => ({
      reset: ({ options: { task_id } = {}, ...rest }: ResetOptions = {}) =>
        reset({ ...rest, options: task_id === undefined ? {} : { task_id } }),
    })),
  },
  {
    name: "takes any seed",
    code: "ENV-RESET-007",
    make: spoilt(({ reset }) => ({
      reset: (options: ResetOptions = {}) => {
        const { seed = 0 } = options;
        return reset(Number.isSafeInteger(seed) && seed >= 0 ? options : seeded(options, 0));
      },
    })),
  },
  { name: "begins otherwise at each reset of one seed", code: "ENV-RESET-008", make: luckierResets() },
  {
    name: "has a default seed",
    code: "ENV-RESET-009",
    make: spoilt(({ reset }) => ({
      reset: (options?: ResetOptions) => reset(seeded(options, options?.seed ?? 4)),
    })),
  },
  {
    name: "lists a task that it cannot play",
    code: "ENV-RESET-010",
    make: spoilt(() => ({ taskIds: ["near", "far", "further"] })),
  },
  {
    name: "plays some task where the name is wrong",
    code: "ENV-RESET-011",
    make: spoilt(({ reset }, env) => ({
      reset: (options: ResetOptions = {}) => {
        const { task_id: taskId = "near" } = options.options ?? {};
        const isKnown = env.taskIds.includes(String(taskId));
        return reset(isKnown ? options : { ...options, options: {} });
      },
    })),
  },
  {
    name: "lets nobody leave an episode that has begun",
    code: "ENV-RESET-012",
    make: spoilt(({ reset, step }) => {
      let steps = 0;
      return {
        reset: (options?: ResetOptions) => {
          if (steps === 1) throw new ResetNeededError("new");
          return reset(options);
        },
        step: (action: unknown) => {
          const result = step(action);
          steps += 1;
          return result;
        },
      };
    }),
  },
];
