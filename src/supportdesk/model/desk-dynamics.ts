import type { Dynamics, SureResult } from "../../core/dynamics.ts";
import type { EpisodeEnding } from "../../core/env.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { endingOf } from "../env/info.ts";
import type { TabularDeskOptions, TabularSetup } from "../env/options.ts";
import { type Episode, open } from "../episode.ts";
import { MaskTable } from "../masks.ts";
import { DeskModel } from "./desk-model.ts";
import { PackedKeys } from "./packed-key.ts";

/** Options of a desk as a text that says all about them; `undefined` where they hold more than words and numbers. */
export function textOf(options: TabularDeskOptions): string | undefined {
  const isPlain = Object.values(options).every((value) => [value].flat().every(isWord));
  return isPlain ? JSON.stringify(options) : undefined;
}

function isWord(value: unknown): boolean {
  return ["string", "number", "boolean", "undefined"].includes(typeof value);
}

let last: { readonly options: string; readonly dynamics: WeakRef<DeskDynamics> } | undefined;

/**
 * The dynamics of a desk: those that were asked for last where they had the same options, so that what was compiled of
 * them serves the next environment too.
 * @param options - What {@link textOf} gave.
 */
export function dynamicsOf(setup: TabularSetup, options: string | undefined): DeskDynamics {
  if (options === undefined) return new DeskDynamics(setup);
  const known = last?.options === options ? last.dynamics.deref() : undefined;
  if (known !== undefined) return known;
  const dynamics = new DeskDynamics(setup);
  last = { options, dynamics: new WeakRef(dynamics) };
  return dynamics;
}

/** The tabular desk as training plays it, one state after another. A state is an episode without its history. */
export class DeskDynamics implements Dynamics<Episode> {
  readonly actionCount: number;
  readonly maxSteps: number;
  readonly starts: readonly Episode[];
  readonly #setup: TabularSetup;
  readonly #model: DeskModel;
  readonly #masks: MaskTable;
  readonly #bootstrapMasks: MaskTable;
  readonly #keys = new PackedKeys();

  constructor(setup: TabularSetup) {
    const { library, mask, bootstrapMask, scenarios, rules } = setup;
    this.#setup = setup;
    this.#model = new DeskModel(setup);
    this.#masks = new MaskTable(library, mask);
    this.#bootstrapMasks = bootstrapMask === mask ? this.#masks : new MaskTable(library, bootstrapMask);
    this.actionCount = library.size;
    this.maxSteps = Math.max(...scenarios.map(({ brief }) => brief.max_steps));
    this.starts = scenarios.map((scenario) => open(scenario, rules));
  }

  stateKey(state: Episode): string {
    return this.#keys.of(state);
  }

  observe({ view }: Episode): number {
    return this.#setup.encoder.encode(view);
  }

  actionMask({ view }: Episode): Mask {
    return this.#masks.of(view);
  }

  bootstrapMask({ view }: Episode): Mask {
    return this.#bootstrapMasks.of(view);
  }

  step(state: Episode, action: number): SureResult<Episode> {
    const [only] = this.#model.transitions(state, action);
    if (only === undefined) throw new InvalidActionError(`The action ${action} leads nowhere.`);
    return only;
  }

  ending(state: Episode): EpisodeEnding {
    return endingOf(state);
  }
}
