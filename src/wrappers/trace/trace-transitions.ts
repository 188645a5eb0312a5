import type { Transition } from "../../core/agent.ts";
import { InvalidArgumentError } from "../../core/errors.ts";
import { fullMask, type Mask } from "../../core/mask.ts";
import { spaceFromJSON } from "../../core/spaces/json.ts";
import { readTrace } from "./read-trace.ts";
import type { TraceStep } from "./trace.ts";

/**
 * The steps of a trace as a learner over table rows reads them, such as `batchQ`. A step whose propensity was not
 * recorded has 1.
 *
 * @param lines - Lines of a trace, as `Recorder` or `train --trace-training` writes them.
 * @throws {GymError} If the lines are no trace, or its observations or actions are no integers.
 */
export function traceTransitions(lines: readonly string[]): readonly Transition[] {
  const { header, events } = readTrace(lines);
  const { size } = spaceFromJSON(header.actionSpace);
  const everyAction = Number.isFinite(size) ? fullMask(size) : undefined;
  return events.flatMap((event) => (event.event === "step" ? [transitionOf(event, everyAction)] : []));
}

function transitionOf(step: TraceStep, everyAction: Mask | undefined): Transition {
  const { key, action, reward, propensity = 1, terminated, truncated, next } = step;
  const { observation: nextContext } = next;
  if (key === null || typeof nextContext !== "number" || typeof action !== "number") {
    throw new InvalidArgumentError(
      `Expected a trace of table rows and numbered actions, got something else in step ${step.step} of episode ${step.episode}: record an environment such as SupportDeskTabular-v1.`,
    );
  }
  const mask = step.mask ?? everyAction ?? new Uint8Array();
  const nextMask = next.mask ?? everyAction ?? mask;
  const { duration } = (next.info ?? {}) as { readonly duration?: number };
  return {
    ...{ context: key, mask, action, propensity, reward, nextContext, nextMask, terminated, truncated },
    ...(duration !== undefined && { duration }),
  };
}
