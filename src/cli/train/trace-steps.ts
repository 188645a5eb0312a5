import type { BaseInfo, Env } from "../../core/env.ts";
import { SnapshotError } from "../../core/errors.ts";
import type { JsonObject, JsonValue } from "../../core/json.ts";
import type { Mask } from "../../core/mask.ts";
import { Discrete } from "../../core/spaces/discrete.ts";
import type { TrainingCallback } from "../../training/callbacks.ts";
import { eventLine, headerLine, TRACE_SCHEMA } from "../../wrappers/trace/trace.ts";

/** What the next step acts on. */
interface Seen extends JsonObject {
  readonly episode: number;
  readonly step: number;
  readonly mask: readonly number[] | null;
}

/**
 * Traces a training: the lines that a `Recorder` around the environment would write, each step with the probability
 * that the agent chose its action with. Evaluations are no part of it. A run that goes on goes on with the same trace.
 */
export function traceSteps(
  env: Env<unknown, number>,
  sink: (line: string) => void,
): TrainingCallback<unknown> {
  let seen: Seen | undefined;
  return {
    onRunStart: () => {
      if (seen !== undefined) return undefined;
      seen = { episode: -1, step: 0, mask: null };
      sink(headerOf(env));
      return undefined;
    },
    onEpisodeStart: ({ context, seed = null, info }) => {
      const episode = (seen?.episode ?? -1) + 1;
      seen = { episode, step: 0, mask: maskOf(info) };
      const next = { observation: context, mask: info.actionMask ?? null };
      sink(eventLine({ event: "reset", episode, seed, options: {}, next }));
      return undefined;
    },
    onStep: ({ transition, info }) => {
      const { episode, step, mask } = seen ?? { episode: 0, step: 0, mask: null };
      const { context, action, propensity, reward, terminated, truncated, nextContext } = transition;
      const name = nameOf(env, action, info);
      seen = { episode, step: step + 1, mask: maskOf(info) };
      sink(
        eventLine({
          ...{ event: "step", episode, step: step + 1 },
          ...{ key: Number.isInteger(context) ? (context as number) : null, mask: bytesOf(mask), action },
          ...(name !== undefined && { name }),
          ...{ propensity, reward, components: info.rewardComponents ?? null, terminated, truncated },
          next: { observation: nextContext, mask: info.actionMask ?? null },
        }),
      );
      return undefined;
    },
    save: () => (seen === undefined ? null : { ...seen }),
    restore: (saved) => {
      if (!isSeen(saved)) throw new SnapshotError("Expected the saved state of a trace of training steps.");
      seen = saved;
    },
  };
}

function isSeen(saved: JsonValue): saved is Seen {
  const { episode, step, mask } = (saved ?? {}) as Partial<Seen>;
  const isMask = mask === null || (Array.isArray(mask) && mask.every((bit) => bit === 0 || bit === 1));
  return Number.isSafeInteger(episode) && Number.isSafeInteger(step) && isMask;
}

function headerOf({ spec, observationSpace, actionSpace, taskIds, metadata }: Env<unknown, number>): string {
  return headerLine({
    schema: TRACE_SCHEMA,
    spec: spec?.toJSON() ?? null,
    observationSpace: observationSpace.toJSON(),
    actionSpace: actionSpace.toJSON(),
    taskIds,
    stochastic: metadata.stochastic,
  });
}

function maskOf({ actionMask }: BaseInfo): readonly number[] | null {
  return actionMask === undefined ? null : [...actionMask];
}

function bytesOf(mask: readonly number[] | null): Mask | null {
  return mask === null ? null : Uint8Array.from(mask);
}

function nameOf({ actionSpace }: Env<unknown, number>, action: number, info: BaseInfo): string | undefined {
  const isNamed = actionSpace instanceof Discrete && actionSpace.labels !== undefined;
  return isNamed ? actionSpace.label(action) : info.actionName;
}
