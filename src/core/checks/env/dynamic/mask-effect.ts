import type { Env } from "../../../env.ts";
import { GymError } from "../../../errors.ts";
import { Discrete } from "../../../spaces/discrete.ts";
import type { Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { type EnvCheck, type EnvTrial, goesOn } from "../trial.ts";
import { actionsOf, nameOf } from "./actions.ts";
import { changesTask } from "./changes-task.ts";
import { copyOf } from "./copy.ts";
import { type Probe, probesOf } from "./mask-probes.ts";
import { recordingOf, seededRecordingOf } from "./recording.ts";
import { said } from "./replay.ts";

const DRAWS = 30;
const MOST_MASKS = 20;

function wasRefused(probe: Probe): boolean {
  return "error" in probe;
}

function checkSoundness(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const failed = [...recordingOf(trial), ...seededRecordingOf(trial)].find(
    ({ failure }) => failure !== undefined,
  );
  const probe = probesOf(trial).find((each) => each.isAllowed && wasRefused(each));
  if (probe !== undefined) {
    const path = `${probe.place} · then ${nameOf(env, probe.action)}`;
    report({ path, expected: "a step, as the mask allows the action", got: said(probe.error) });
  } else if (failed?.failure !== undefined) {
    const { action, error } = failed.failure;
    const path = `step ${failed.steps.length + 1} of a random episode · ${nameOf(env, action)}`;
    report({ path, expected: "a step, as the mask allows the action", got: said(error) });
  }
}

function checkRefusals(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  for (const { place, action, isAllowed, error, changed } of probesOf(trial)) {
    if (isAllowed || error === undefined) continue;
    const path = `${place} · then ${nameOf(env, action)}, which the mask bars`;
    const isTyped = error instanceof GymError;
    if (isTyped && changed !== true) continue;
    if (isTyped) report({ path, expected: "the same episode after the refusal", got: "another one" });
    else report({ path, expected: "a typed error, such as InvalidActionError", got: said(error) });
    return;
  }
}

function checkConsistency(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const barred = probesOf(trial).filter(({ isAllowed }) => !isAllowed);
  const [refused, done] = [barred.find(wasRefused), barred.find((probe) => !wasRefused(probe))];
  if (refused === undefined || done === undefined) return;
  report({
    path: `${done.place} · then ${nameOf(env, done.action)}, which the mask bars`,
    expected: `a refusal, as for ${nameOf(env, refused.action)} at ${refused.place}`,
    got: "a step",
  });
}

/** Plays seeded episodes with a barred action wherever there is one, every other step; what their summaries count. */
function* countedMisuse(
  trial: EnvTrial,
): Generator<{ readonly taken: number; readonly counted: number | undefined }> {
  const env = trial.make();
  const actions = actionsOf(env);
  if (actions === undefined || probesOf(trial).some((probe) => !probe.isAllowed && wasRefused(probe))) return;
  env.actionSpace.seed(trial.seed);
  for (const { options } of seededRecordingOf(trial)) {
    const found = misuse(env, actions, trial.maxSteps, env.reset(copyOf(options)).info.actionMask);
    if (found !== undefined && found.taken > 0) yield found;
  }
}

function misuse(
  env: Env,
  actions: readonly unknown[],
  maxSteps: number,
  first: ArrayLike<number> | undefined,
): { readonly taken: number; readonly counted: number | undefined } | undefined {
  let taken = 0;
  let mask = first;
  for (let step = 0; step < maxSteps && mask !== undefined; step += 1) {
    const barred = Array.prototype.indexOf.call(mask, 0);
    const isBarred = step % 2 === 0 && barred >= 0;
    if (isBarred) taken += 1;
    const allowed = Array.prototype.indexOf.call(mask, 1);
    const result = env.step(actions[isBarred ? barred : allowed]);
    if (!goesOn(result)) return { taken, counted: result.info.episode?.invalidActions };
    mask = result.info.actionMask;
  }
  return undefined;
}

function checkCounts(trial: EnvTrial, report: Report): void {
  if (changesTask(trial.make())) return;
  for (const { taken, counted } of countedMisuse(trial)) {
    if (counted === undefined || counted === taken) continue;
    report({
      path: "info.episode.invalidActions",
      expected: `${taken}, the barred actions taken`,
      got: String(counted),
    });
    return;
  }
}

function checkShown(trial: EnvTrial, report: Report): void {
  for (const { taken, counted } of countedMisuse(trial)) {
    if (counted !== undefined) continue;
    const expected = "a refusal, or a count in `info.episode.invalidActions`";
    report({
      path: "actions that the mask bars",
      expected,
      got: `${taken} in one episode, carried out unseen`,
    });
    return;
  }
}

function checkSampling(trial: EnvTrial, report: Report): void {
  const env = trial.make();
  const actions = actionsOf(env);
  const seen = recordingOf(trial).flatMap(({ reset, steps }) => [reset, ...steps]);
  const masks = seen.map(({ info }) => info.actionMask).filter((mask) => mask !== undefined);
  if (actions === undefined || masks.length === 0 || !(env.actionSpace instanceof Discrete)) return;
  for (const mask of masks.slice(0, MOST_MASKS)) {
    if (mask.length !== actions.length || !mask.includes(1)) continue;
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const action = env.actionSpace.sample(mask);
      const index = actions.findIndex((each) => firstDifference(each, action) === undefined);
      if (mask[index] === 1) continue;
      const path = "actionSpace.sample(mask)";
      report({ path, expected: "an allowed action", got: nameOf(env, action) });
      return;
    }
  }
}

/** Checks of what a mask does, by trying allowed and barred actions. */
export const MASK_EFFECT_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-MASK-004",
    severity: "error",
    title: "every action that the mask allows is accepted",
    hint: "Bar the action in the mask, or accept it.",
    run: checkSoundness,
  },
  {
    code: "ENV-MASK-005",
    severity: "error",
    title: "a refused action throws a typed error and changes nothing",
    hint: "Check the action before anything is drawn or written, and throw an InvalidActionError.",
    run: checkRefusals,
  },
  {
    code: "ENV-MASK-006",
    severity: "error",
    title: "barred actions are all refused or all carried out",
    hint: "Decide by the mask alone: refuse what it bars, or count and penalise it.",
    run: checkConsistency,
  },
  {
    code: "ENV-MASK-007",
    severity: "error",
    title: "barred actions that are carried out are counted in `info.episode.invalidActions`",
    hint: "Count every action outside the mask, or refuse it.",
    run: checkCounts,
  },
  {
    code: "ENV-MASK-008",
    severity: "warning",
    title: "barred actions do not go unseen",
    hint: "Refuse actions outside the mask, or give an episode summary that counts them.",
    run: checkShown,
  },
  {
    code: "ENV-MASK-009",
    severity: "error",
    title: "the action space samples within a mask",
    hint: "Draw among the entries that are 1 alone.",
    run: checkSampling,
  },
];
