import { InvalidArgumentError } from "../../core/errors.ts";
import type { JsonObject } from "../../core/json.ts";
import { unknownName } from "../../core/names.ts";
import { make } from "../../core/registry.ts";
import type { PotentialFunction } from "../../supportdesk/potentials.ts";
import type { AuditFlags } from "../commands/audit.ts";
import { DEFAULTS } from "../defaults.ts";
import { deskOptions } from "../desk-options.ts";
import type { DeskPair } from "./audit-task.ts";
import { AUDITED_POTENTIALS, controlPotential } from "./control-potentials.ts";
import { isFile, type OwnFunctions } from "./own-functions.ts";

const ENV_ID = "SupportDeskTabular-v1";

/** A desk, and what it is called. */
export interface AuditedDesk {
  /** Options with names alone: of the user's own functions the file. */
  readonly named: JsonObject;
  /** Options that it is made from. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Φ where it has no bundled name. */
  readonly potential?: PotentialFunction;
}

/** The desks that an audit compares. */
export class AuditedDesks {
  readonly #flags: AuditFlags;
  readonly #own: OwnFunctions;
  readonly #maxStates: number;

  constructor(flags: AuditFlags, own: OwnFunctions, maxStates: number) {
    this.#flags = flags;
    this.#own = own;
    this.#maxStates = maxStates;
  }

  /** The desk with the audited reward. @param discount - γ of the learner. */
  changed(discount: number): AuditedDesk {
    const { reward = DEFAULTS.reward, base, potentialDiscount } = this.#flags;
    if (reward === "pbrs") return this.#shaped(potentialDiscount ?? discount);
    if (potentialDiscount !== undefined) {
      throw new InvalidArgumentError(
        `The potential is read by reward "pbrs" alone, got reward "${reward}": add --reward pbrs, or leave --potential-discount out.`,
      );
    }
    const flags = base === "pbrs" ? withoutPotential(this.#flags) : this.#flags;
    return withReward({ ...flags, reward }, discount, this.#own.reward);
  }

  /** The desk that it is compared with; a potential is read where the base is shaped too. */
  base(discount: number): AuditedDesk {
    const { base: reward = DEFAULTS.reward } = this.#flags;
    if (reward === "pbrs") return this.#shaped(discount);
    return withReward({ ...withoutPotential(this.#flags), reward }, discount, this.#own.base);
  }

  #shaped(discount: number): AuditedDesk {
    const { potential } = this.#flags;
    if (potential !== undefined && !isFile(potential) && !AUDITED_POTENTIALS.includes(potential)) {
      throw unknownName("potential", potential, AUDITED_POTENTIALS);
    }
    const found = this.#own.potential ?? this.#control(potential, discount);
    if (found === undefined) return withReward({ ...this.#flags, reward: "pbrs" }, discount);
    const { potential: _name, ...flags } = this.#flags;
    const options = deskOptions({ ...flags, reward: "pbrs" }, discount);
    return {
      named: { ...options, potential: potential ?? "" },
      options: { ...options, potential: found },
      potential: found,
    };
  }

  #control(name: string | undefined, discount: number): PotentialFunction | undefined {
    const makeSparse = (): DeskPair["base"] =>
      make(ENV_ID, deskOptions({ ...withoutPotential(this.#flags), reward: "sparse" }, discount));
    return controlPotential(name, { makeSparse, discount, maxStates: this.#maxStates });
  }
}

function withReward(
  flags: AuditFlags & { readonly reward: string },
  discount: number,
  own?: OwnFunctions["reward"],
): AuditedDesk {
  if (own === undefined) {
    const options = deskOptions(flags, discount);
    return { named: options, options };
  }
  const { reward, ...others } = flags;
  const options = deskOptions(others, discount);
  return { named: { ...options, reward }, options: { ...options, reward: own } };
}

function withoutPotential(flags: AuditFlags): AuditFlags {
  const { potential: _name, potentialScale: _scale, potentialShift: _shift, ...rest } = flags;
  return rest;
}
