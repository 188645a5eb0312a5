import type { Mask } from "../../core/mask.ts";
import { formatChange } from "../../report/numbers.ts";
import { wrapText } from "../../report/wrap.ts";
import type { SupportDeskDiscreteEnv } from "../../supportdesk/index.ts";
import type { Io } from "../io.ts";
import { chooseAction } from "./choose.ts";
import { menu } from "./menu.ts";
import { printScore } from "./score.ts";

const HELP = `  a number, a name or its beginning   take that action
  m   show every action, also those not offered now
  s   show the desk again
  ?   this help
  q   quit
`;

type Step = ReturnType<SupportDeskDiscreteEnv["step"]>;

/** One episode in the hands of a person. */
export class Game {
  readonly #env: SupportDeskDiscreteEnv;
  readonly #io: Io;
  readonly #maskName: string;
  readonly #penalties = new Map<string, number>();
  #mask: Mask = new Uint8Array();
  #message = "";

  constructor(env: SupportDeskDiscreteEnv, io: Io, maskName: string) {
    this.#env = env;
    this.#io = io;
    this.#maskName = maskName;
  }

  /** Opens the case and shows it. */
  start(seed: number): void {
    this.#env.reset({ seed });
    this.#showDesk();
    this.#ask();
  }

  /** Carries out one line of input. Only an action that is offered takes a step. */
  answer(line: string): "over" | "on" {
    if (line === "q" || line === "quit") {
      this.leave();
      return "over";
    }
    if (!this.#command(line) && this.#act(line) === "over") return "over";
    this.#prompt();
    return "on";
  }

  /** Says that the case was not finished. */
  leave(): void {
    this.#io.out("The case was left unsubmitted, so it has no score.\n");
  }

  #command(line: string): boolean {
    if (line === "") return true;
    if (line === "?") this.#io.out(HELP);
    else if (line === "s") this.#showDesk();
    else if (line === "m") this.#io.out(this.#menu(true));
    else return false;
    return true;
  }

  #act(line: string): "over" | "on" {
    const { labels = [] } = this.#env.actionSpace;
    const chosen = chooseAction(line, { labels, isOffered: (action) => this.#mask[action] === 1 });
    if ("problem" in chosen) {
      this.#io.out(`${this.#io.style.bad(chosen.problem)}\n`);
      return "on";
    }
    const result = this.#env.step(chosen.action);
    this.#notePenalties(result);
    this.#showStep(labels[chosen.action] ?? "", result);
    const { episode, grade } = result.info;
    if (episode === undefined || grade === undefined) {
      this.#showMenu();
      return "on";
    }
    printScore(this.#io, { episode, grade, penalties: this.#penalties });
    return "over";
  }

  #notePenalties({ info: { rewardComponents = {} } }: Step): void {
    for (const [name, value] of Object.entries(rewardComponents)) {
      if (value < 0 && name !== "score_delta")
        this.#penalties.set(name, (this.#penalties.get(name) ?? 0) + value);
    }
  }

  #showDesk(): void {
    this.#io.out(`${this.#env.render() ?? ""}\n\n`);
  }

  #showStep(name: string, { observation, reward, info }: Step): void {
    const { style, width } = this.#io;
    const parts = Object.entries(info.rewardComponents ?? {})
      .filter(([, value]) => value !== 0)
      .map(([part, value]) => `${part} ${formatChange(value)}`);
    const why = parts.length === 0 ? "" : ` (${parts.join(", ")})`;
    const { follow_up, feedback, workflow_stage, remaining_steps, ticket } = observation;
    this.#io.out(`\n${style.bold(name)}  reward ${formatChange(reward)}${why}\n`);
    this.#io.out(`${wrapText(`  ${feedback}`, width, "  ")}\n`);
    if (follow_up.message !== this.#message) {
      this.#io.out(`${wrapText(`  Customer (${follow_up.status}): ${follow_up.message}`, width, "  ")}\n`);
      this.#message = follow_up.message;
    }
    if (info.episode !== undefined) return;
    const clock = `${ticket.sla_minutes_remaining} minutes to the SLA`;
    this.#io.out(`  Stage ${workflow_stage}, ${remaining_steps} steps left, ${clock}\n`);
  }

  #ask(): void {
    this.#showMenu();
    this.#prompt();
  }

  #showMenu(): void {
    this.#mask = this.#env.actionMask();
    this.#io.out(`\n${this.#menu(false)}`);
  }

  #menu(all: boolean): string {
    const { labels = [] } = this.#env.actionSpace;
    return menu({
      labels,
      mask: this.#mask,
      maskName: this.#maskName,
      all,
      style: this.#io.style,
      width: this.#io.width,
    });
  }

  #prompt(): void {
    this.#io.out(this.#io.style.accent("Action (? for help): "));
  }
}
