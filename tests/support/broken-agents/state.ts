import type { SavedAgent, Transition } from "../../../src/core/agent.ts";
import type { JsonValue } from "../../../src/core/json.ts";
import { createRng, type Rng } from "../../../src/core/random.ts";
import type { BrokenAgent } from "./broken-agent.ts";
import { type SavedState, SoundAgent, type SoundClass, type SoundSetup } from "./sound-agent.ts";

class SavesUndefined extends SoundAgent {
  protected override state(): SavedState {
    const state = super.state();
    return { ...state, rng: { ...state.rng, note: undefined as unknown as null } };
  }
}

/** Explores more in the first steps of an episode, which it does not save. */
class ForgetsWithinEpisode extends SoundAgent {
  #steps = 0;

  protected override epsilon(): number {
    return this.#steps < 2 ? 1 : 0.1;
  }

  protected override update(transition: Transition): void {
    super.update(transition);
    this.#steps = transition.terminated || transition.truncated ? 0 : this.#steps + 1;
  }
}

class ScheduleRestarts extends SoundAgent {
  readonly #before: number;

  constructor(setup: SoundSetup) {
    super(setup);
    this.#before = this.episodes;
  }

  protected override epsilon(): number {
    return Math.max(0.1, 1 - (this.episodes - this.#before) / this.horizon);
  }
}

class SavesItsOwnRows extends SoundAgent {
  protected override state(): SavedState {
    const rows = [...this.rows].map(([row, { values, counts }]) => [row, values, counts] as const);
    return { ...super.state(), rows };
  }
}

let made = 0;

class NumbersItself extends SoundAgent {
  readonly #number: JsonValue;

  constructor(setup: SoundSetup) {
    super(setup);
    made += 1;
    this.#number = setup.saved?.rng["number"] ?? made;
  }

  protected override state(): SavedState {
    const state = super.state();
    return { ...state, rng: { ...state.rng, number: this.#number } };
  }
}

class IgnoresSeed extends SoundAgent {
  protected override stream(): Rng {
    return createRng(0).fork("agent");
  }
}

class ReadsClock extends SoundAgent {
  readonly born = Date.now();
}

class LooksAtDate extends SoundAgent {
  readonly born = new Date();
}

/** Takes whatever it gets for a state. */
const restoreAnything =
  (SomeAgent: SoundClass) =>
  ({ state }: SavedAgent): SoundAgent => {
    const setup = { actionCount: 4, seed: 0, discount: 0.9, horizon: 20 };
    try {
      return new SomeAgent({ ...setup, saved: state as SavedState });
    } catch {
      return new SomeAgent(setup);
    }
  };

/** Agents whose saving, restoring or seeding has one defect. */
export const BROKEN_STATE: readonly BrokenAgent[] = [
  { title: "saves what is no JSON", agentClass: SavesUndefined, codes: ["AGENT-STATE-001"] },
  {
    title: "does not save where it is in an episode",
    agentClass: ForgetsWithinEpisode,
    codes: ["AGENT-STATE-002"],
  },
  {
    title: "restarts its schedule after loading",
    agentClass: ScheduleRestarts,
    codes: ["AGENT-STATE-002", "AGENT-STATE-003"],
  },
  {
    title: "takes any state",
    agentClass: SoundAgent,
    codes: ["AGENT-STATE-004"],
    restore: restoreAnything(SoundAgent),
  },
  {
    title: "saves the rows that it goes on changing",
    agentClass: SavesItsOwnRows,
    codes: ["AGENT-STATE-005"],
  },
  {
    title: "numbers itself in the order of making",
    agentClass: NumbersItself,
    codes: ["AGENT-INPUT-004", "AGENT-STATE-002", "AGENT-STATE-003", "AGENT-SEED-001"],
  },
  { title: "ignores its seed", agentClass: IgnoresSeed, codes: ["AGENT-SEED-002"] },
  { title: "reads the clock", agentClass: ReadsClock, codes: ["AGENT-SEED-003"] },
  { title: "looks at the date", agentClass: LooksAtDate, codes: ["AGENT-SEED-003"] },
];
