import { MaskError } from "./errors.ts";

/**
 * Which actions are allowed: one byte for each action, 1 allowed and 0 not; shape [actionCount].
 * JavaScript cannot freeze a typed array, so masks that leave an environment are copies it never reads again.
 */
export type Mask = Readonly<Uint8Array>;

/** A mask that allows every action. */
export function fullMask(actionCount: number): Mask {
  return new Uint8Array(actionCount).fill(1);
}

/** The number of allowed actions. */
export function countAllowed(mask: Mask): number {
  let count = 0;
  for (let action = 0; action < mask.length; action += 1) count += mask[action] ?? 0;
  return count;
}

/** The index of the `rank`-th allowed action, counted from 0. @throws {MaskError} If there are fewer. */
export function nthAllowed(mask: Mask, rank: number): number {
  let left = rank;
  for (let action = 0; action < mask.length; action += 1) {
    if (mask[action] === 1) {
      if (left === 0) return action;
      left -= 1;
    }
  }
  throw new MaskError(`Expected at least ${rank + 1} allowed actions, got ${countAllowed(mask)}.`);
}

/** @throws {MaskError} If the mask has the wrong length, a value other than 0 and 1, or allows nothing. */
export function checkMask(mask: Mask, actionCount: number, name = "mask"): void {
  if (mask.length === actionCount && isSound(mask)) return;
  if (mask.length !== actionCount) {
    throw new MaskError(`Expected \`${name}\` to have ${actionCount} entries, got ${mask.length}.`);
  }
  let any = false;
  for (let action = 0; action < mask.length; action += 1) {
    const value = mask[action];
    if (value !== 0 && value !== 1) {
      throw new MaskError(`Expected \`${name}[${action}]\` to be 0 or 1, got ${value}.`);
    }
    any ||= value === 1;
  }
  if (!any)
    throw new MaskError(`Expected \`${name}\` to allow at least one of ${actionCount} actions, got none.`);
}

/** Whether bytes are all 0 or 1 and some 1, at a glance: masks are looked at in every step. */
function isSound(mask: Mask): boolean {
  if (!(mask instanceof Uint8Array)) return false;
  let union = 0;
  for (let action = 0; action < mask.length; action += 1) union |= mask[action] ?? 0;
  return union === 1;
}
