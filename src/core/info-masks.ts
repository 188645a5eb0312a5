import type { BaseInfo } from "./env.ts";
import type { Mask } from "./mask.ts";

/** An info with other masks in place of those it has; `undefined` stands for one that it does not have. */
export function withMasks<Info extends BaseInfo>(
  info: Info,
  actionMask: Mask | undefined,
  bootstrapMask: Mask | undefined,
): Info {
  if (actionMask === undefined) return bootstrapMask === undefined ? info : { ...info, bootstrapMask };
  return bootstrapMask === undefined ? { ...info, actionMask } : { ...info, actionMask, bootstrapMask };
}
