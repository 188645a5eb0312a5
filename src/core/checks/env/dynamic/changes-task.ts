import type { Env } from "../../../env.ts";
import { WrapperBase } from "../../../wrapper.ts";

/** Whether a wrapper changes actions, rewards or ends, so that `info.episode` sums up another episode than the one seen. */
export function changesTask(env: Env): boolean {
  let layer: Env = env;
  while (layer instanceof WrapperBase) {
    if (layer.changesTask) return true;
    layer = layer.inner as Env;
  }
  return false;
}
