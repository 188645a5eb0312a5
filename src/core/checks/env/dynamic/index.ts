import type { EnvCheck } from "../trial.ts";
import { ALIAS_CHECKS } from "./alias.ts";
import { DETERMINISM_CHECKS } from "./determinism.ts";
import { ENTROPY_CHECKS } from "./entropy.ts";
import { JSON_CHECKS } from "./json.ts";
import { KEY_CHECKS } from "./key.ts";
import { LIMIT_CHECKS } from "./limit.ts";
import { MASK_CHECKS } from "./mask.ts";
import { MASK_EFFECT_CHECKS } from "./mask-effect.ts";
import { REACH_CHECKS } from "./reach.ts";
import { REWARD_CHECKS } from "./reward.ts";
import { SEED_CHECKS } from "./seed.ts";
import { SNAPSHOT_CHECKS } from "./snapshot.ts";

/** Checks that play whole episodes: seeds, determinism, sharing, masks, snapshots, JSON, rewards and reachability. */
export const DYNAMIC_CHECKS: readonly EnvCheck[] = [
  ...SEED_CHECKS,
  ...DETERMINISM_CHECKS,
  ...ENTROPY_CHECKS,
  ...ALIAS_CHECKS,
  ...MASK_CHECKS,
  ...MASK_EFFECT_CHECKS,
  ...SNAPSHOT_CHECKS,
  ...JSON_CHECKS,
  ...REWARD_CHECKS,
  ...REACH_CHECKS,
  ...LIMIT_CHECKS,
  ...KEY_CHECKS,
];
