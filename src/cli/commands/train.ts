import type { Command } from "commander";
import { DEFAULTS } from "../defaults.ts";
import type { Io } from "../io.ts";
import { type Assignment, assignments, integer, list, number, seeds } from "../parsers.ts";
import type { DeskFlags } from "./desk-flags.ts";

/** The flags of `train` as they were given; absent ones have their default later. */
export interface TrainFlags extends DeskFlags {
  readonly agent?: string;
  readonly set?: readonly Assignment[];
  readonly encoder?: string;
  readonly maskBehaviour?: string;
  readonly maskBootstrap?: string;
  readonly maskEvaluation?: string;
  readonly episodes?: number;
  readonly seed?: number;
  readonly seeds?: readonly number[];
  readonly evalEvery?: number;
  readonly exactCurve?: boolean;
  readonly stopAt?: number;
  readonly patience?: number;
  readonly stopWhenStable?: number;
  readonly out?: string;
  readonly checkpointEvery?: number;
  readonly traceTraining?: boolean;
  readonly resume?: string;
  readonly json?: boolean;
}

const EXAMPLE = `
Names: supportdesk agents, actions, encoders and tasks list them.

Example:
  supportdesk train --agent q-learning --set stepSize=0.2 --mask structural --seeds 0..4`;

const or = (value: string | number): string => `(default ${value})`;

/** Declares `train`. */
export function declareTrain(program: Command, io: Io): void {
  const command = program
    .command("train")
    .description("train an agent, then evaluate it greedily on each task");
  declareLearning(command);
  declareDesk(command);
  declareRun(command);
  command.addHelpText("after", EXAMPLE).action(async (flags: TrainFlags) => {
    const { runTrain } = await import("../train/run-train.ts");
    await runTrain(flags, io);
  });
}

function declareLearning(command: Command): void {
  command
    .optionsGroup("What is learned:")
    .option("--suite <name>", `tasks to train on: canonical ${or(DEFAULTS.suite)}`)
    .option("--task <id>", "train on this task only; repeatable", list("--task"))
    .option("--agent <name>", `learner ${or(DEFAULTS.agent)}`)
    .option("--set <name=value>", "a hyperparameter of the learner; repeatable", assignments("--set"))
    .option(
      "--discount <γ>",
      `in [0, 1], for agent and potential; also --gamma ${or(DEFAULTS.discount)}`,
      number("--discount", 0, 1),
    )
    .option("--gamma <γ>", "the same as --discount", number("--gamma", 0, 1))
    .option("--episodes <n>", `episodes over all tasks ${or(DEFAULTS.episodes)}`, integer("--episodes", 1));
}

function declareDesk(command: Command): void {
  command
    .optionsGroup("How the desk is seen and rewarded:")
    .option("--actions <library>", `named actions: minimal, standard ${or(DEFAULTS.actions)}`)
    .option(
      "--without <names>",
      "leave out actions or groups, such as wait,request:billing_ref",
      list("--without"),
    )
    .option("--with <names>", "add actions, such as priority or bogus:8", list("--with"))
    .option("--encoder <name>", `what becomes a table row ${or(DEFAULTS.encoder)}`)
    .option("--reward <mode>", `delta, sparse, pbrs, milestone or delta-no-penalty ${or(DEFAULTS.reward)}`)
    .option("--potential <name>", "Φ of reward pbrs: raw-score, progress or zero (default raw-score)")
    .option("--potential-scale <n>", "factor on Φ (default 1)", number("--potential-scale"))
    .option("--potential-shift <n>", "added to Φ (default 0)", number("--potential-shift"))
    .option("--mask <name>", `offered actions: none, structural, once or workflow ${or(DEFAULTS.mask)}`)
    .option("--mask-behaviour <name>", "mask while learning (default --mask)")
    .option("--mask-bootstrap <name>", "mask of the best next value (default that while learning)")
    .option("--mask-evaluation <name>", "mask of the greedy evaluation (default --mask)")
    .option("--invalid <mode>", `action outside the mask: penalize, noop or throw ${or(DEFAULTS.invalid)}`)
    .option("--budget <kind>", `running out of steps: terminal or external ${or(DEFAULTS.budget)}`);
}

function declareRun(command: Command): void {
  command
    .optionsGroup("The run:")
    .option("--seed <n>", `root seed ${or(DEFAULTS.seed)}`, integer("--seed", 0))
    .option("--seeds <a..b>", "one run for each seed, such as 0..19", seeds("--seeds"))
    .option(
      "--eval-every <n>",
      "episodes between evaluations; 0 for the end only (default 1/200 of all)",
      integer("--eval-every", 0),
    )
    .option("--exact-curve", "add the exact score of the greedy policy to each point of the curve")
    .option("--stop-at <raw>", "stop once the mean greedy raw score is this high", number("--stop-at", 0, 1))
    .option("--patience <n>", "stop after n evaluations without a better one", integer("--patience", 1))
    .option(
      "--stop-when-stable <n>",
      "stop once n evaluations in a row act the same",
      integer("--stop-when-stable", 2),
    );
  command
    .optionsGroup("What is kept:")
    .option("--out <dir>", "a new folder for manifest, checkpoints, agents and tables")
    .option(
      "--checkpoint-every <n>",
      "episodes between checkpoints (default after evaluations)",
      integer("--checkpoint-every", 1),
    )
    .option("--trace-training", "write every training step, with its probability, to traces.jsonl")
    .option("--resume <dir>", "go on with what was killed or interrupted, to the same results")
    .option("--json", "print one JSON document and nothing else");
}
