import type { Dynamics, SureResult } from "../../core/dynamics.ts";
import { InvalidActionError } from "../../core/errors.ts";
import type { Mask } from "../../core/mask.ts";
import type { TabularSetup } from "../env/options.ts";
import { type Episode, open } from "../episode.ts";
import { MaskTable } from "../masks.ts";
import { DeskModel } from "./desk-model.ts";
import { episodeKey } from "./state-key.ts";

/** The tabular desk as training plays it, one state after another. A state is an episode without its history. */
export class DeskDynamics implements Dynamics<Episode> {
  readonly actionCount: number;
  readonly maxSteps: number;
  readonly starts: readonly Episode[];
  readonly #setup: TabularSetup;
  readonly #model: DeskModel;
  readonly #masks: MaskTable;
  readonly #bootstrapMasks: MaskTable;

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

  /**
   * The order in which fields were asked for is part of it, as a reward function of a user's may read it; the length
   * says where a reply ends and the note begins.
   */
  stateKey(state: Episode): string {
    const { requested_fields: asked, reply } = state.view.case;
    return `${episodeKey(state)}|${asked.join(",")}|${reply?.length ?? ""}`;
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
}
