import type { Dynamics, SureResult } from "../../core/dynamics.ts";
import type { EpisodeEnding } from "../../core/env.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import { endingOf } from "../env/info.ts";
import type { TabularSetup } from "../env/options.ts";
import { open } from "../episode.ts";
import { MaskTable } from "../masks.ts";
import type { Position } from "../turn.ts";
import { DeskModel } from "./desk-model.ts";
import { PackedKeys } from "./packed-key.ts";

/** The tabular desk as training plays it, one state after another. A state is an episode without its history. */
export class DeskDynamics implements Dynamics<Position> {
  readonly actionCount: number;
  readonly maxSteps: number;
  readonly starts: readonly Position[];
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

  stateKey(state: Position): string {
    return this.#keys.of(state);
  }

  observe({ view }: Position): number {
    return this.#setup.encoder.encode(view);
  }

  actionMask({ view }: Position): Mask {
    return this.#masks.of(view);
  }

  bootstrapMask({ view }: Position): Mask {
    return this.#bootstrapMasks.of(view);
  }

  step(state: Position, action: number): SureResult<Position> {
    const [only] = this.#model.transitions(state, action);
    if (only === undefined) throw new InvalidActionError(`The action ${action} leads nowhere.`);
    return only;
  }

  ending(state: Position): EpisodeEnding {
    return endingOf(state);
  }
}
