import type { BaseInfo, Env } from "../../../env.ts";
import type { Report } from "../../check.ts";
import { firstDifference } from "../../difference.ts";
import { type EnvCheck, type EnvTrial, goesOn } from "../trial.ts";
import { isNumbers, isPlain } from "./copy.ts";
import { callsOf, placeOf, recordingOf } from "./recording.ts";

type Told = (
  env: Env,
  place: string,
  outcome: { readonly observation: unknown; readonly info: BaseInfo },
) => boolean;

/** Plays the recorded episodes anew and looks at every state in which an action is still to come. */
function visitLiveStates(trial: EnvTrial, tell: Told): void {
  const env = trial.make();
  for (const [episode, { options, actions }] of recordingOf(trial).entries()) {
    if (tell(env, placeOf(episode, 0), env.reset(options))) return;
    for (const [index, action] of actions.entries()) {
      const result = env.step(action);
      if (!goesOn(result)) break;
      if (tell(env, placeOf(episode, index + 1), result)) return;
    }
  }
}

interface Fault {
  readonly path: string;
  readonly expected: string;
  readonly got: unknown;
}

/** What is wrong with the form of a mask. */
function malformed(mask: unknown, size: number): Fault | undefined {
  if (!Array.isArray(mask) && !isNumbers(mask)) return { path: "", expected: "a list of 0 and 1", got: mask };
  if (Number.isFinite(size) && mask.length !== size) {
    return { path: ".length", expected: `${size}, one entry for each action`, got: String(mask.length) };
  }
  for (let index = 0; index < mask.length; index += 1) {
    const entry: unknown = mask[index];
    if (entry !== 0 && entry !== 1) return { path: `[${index}]`, expected: "0 or 1", got: entry };
  }
  return undefined;
}

function checkForm(trial: EnvTrial, report: Report): void {
  visitLiveStates(trial, (env, place, { info }) => {
    const masks = Object.entries({
      "actionMask()": env.actionMask(),
      "info.actionMask": info.actionMask,
      "info.bootstrapMask": info.bootstrapMask,
    });
    for (const [name, mask] of masks) {
      const fault = mask === undefined ? undefined : malformed(mask, env.actionSpace.size);
      if (fault === undefined) continue;
      report({ ...fault, path: `${place} · ${name}${fault.path}` });
      return true;
    }
    return false;
  });
}

/** Masks that an observation carries under a usual name. */
function observedMasks(observation: unknown): [name: string, mask: unknown][] {
  if (!isPlain(observation)) return [];
  return Object.entries(observation)
    .filter(([key, value]) => /^action_?mask$/i.test(key) && (Array.isArray(value) || isNumbers(value)))
    .map(([key, value]) => [`observation.${key}`, value]);
}

function checkAgreement(trial: EnvTrial, report: Report): void {
  visitLiveStates(trial, (env, place, { observation, info }) => {
    const mask = env.actionMask();
    const shown: [string, unknown][] = [["info.actionMask", info.actionMask], ...observedMasks(observation)];
    for (const [name, other] of shown) {
      const found = firstDifference(listOf(mask), listOf(other));
      if (found === undefined) continue;
      const expected = `${found.expected}, as actionMask() says`;
      report({ path: `${place} · ${name}${found.path}`, expected, got: found.got });
      return true;
    }
    return false;
  });
}

function listOf(mask: unknown): unknown {
  return isNumbers(mask) ? Array.from(mask) : mask;
}

function checkNotEmpty(trial: EnvTrial, report: Report): void {
  for (const { place, outcome, ended } of callsOf(recordingOf(trial))) {
    const { actionMask, bootstrapMask } = outcome.info;
    for (const [name, mask] of Object.entries({ actionMask, bootstrapMask })) {
      if (ended || mask === undefined || Array.prototype.includes.call(mask, 1)) continue;
      report({ path: `${place} · info.${name}`, expected: "at least one allowed action", got: "none" });
      return;
    }
  }
}

/** Checks of what a mask is; what it does is checked by probing. */
export const MASK_CHECKS: readonly EnvCheck[] = [
  {
    code: "ENV-MASK-001",
    severity: "error",
    title: "a mask has one entry for each action, each 0 or 1",
    hint: "Return a Uint8Array as long as the action space, 1 for allowed and 0 for not.",
    run: checkForm,
  },
  {
    code: "ENV-MASK-002",
    severity: "error",
    title: "`actionMask()`, `info.actionMask` and a mask in the observation are equal",
    hint: "Compute the mask in one place, for the state that was just observed, and copy it to the others.",
    run: checkAgreement,
  },
  {
    code: "ENV-MASK-003",
    severity: "error",
    title: "a mask allows at least one action while the episode goes on",
    hint: "End the episode where nothing can be done, or allow an action that does nothing.",
    run: checkNotEmpty,
  },
];
