import type { Command } from "commander";
import { DEFAULTS } from "../defaults.ts";
import type { Io } from "../io.ts";
import { list } from "../parsers.ts";

/** The flags of the listing commands. */
export interface ListFlags {
  readonly json?: boolean;
}

/** The flags of `agents`. */
export interface AgentsFlags extends ListFlags {
  readonly long?: boolean;
}

/** The flags of `tasks`. */
export interface TasksFlags extends ListFlags {
  readonly suite?: string;
}

/** The flags of `actions`. */
export interface ActionsFlags extends ListFlags {
  readonly actions?: string;
  readonly without?: readonly string[];
  readonly with?: readonly string[];
  readonly task?: string;
}

const JSON_HELP = "print one JSON document and nothing else";

/** Declares `tasks`, `actions`, `agents` and `encoders`. */
export function declareLists(program: Command, io: Io): void {
  declareTasks(program, io);
  declareActions(program, io);
  program
    .command("agents")
    .description("list learners by family and scripted players, or describe some with their hyperparameters")
    .argument(
      "[names...]",
      "players or families to describe, such as q-learning or bandit; all where left out",
    )
    .option("--long", "describe every player with its hyperparameters, ranges, defaults and source")
    .option("--json", JSON_HELP)
    .addHelpText(
      "after",
      "\nExamples:\n  supportdesk agents\n  supportdesk agents dyna-q ucb1\n  supportdesk agents --json",
    )
    .action(async (names: readonly string[], flags: AgentsFlags) =>
      (await import("../lists/agents.ts")).runAgents(names, flags, io),
    );
  program
    .command("encoders")
    .description("list what can become a table row")
    .option("--json", JSON_HELP)
    .addHelpText("after", "\nExample:\n  supportdesk encoders")
    .action(async (flags: ListFlags) => (await import("../lists/encoders.ts")).runEncoders(flags, io));
}

function declareTasks(program: Command, io: Io): void {
  program
    .command("tasks")
    .description("list the tasks of a suite")
    .option("--suite <name>", `canonical (default ${DEFAULTS.suite})`)
    .option("--json", JSON_HELP)
    .addHelpText("after", "\nExample:\n  supportdesk tasks")
    .action(async (flags: TasksFlags) => (await import("../lists/tasks.ts")).runTasks(flags, io));
}

function declareActions(program: Command, io: Io): void {
  program
    .command("actions")
    .description("list the named actions of a library, which are the same for every task")
    .option("--actions <library>", `minimal or standard (default ${DEFAULTS.actions})`)
    .option(
      "--without <names>",
      "leave out actions or groups, such as wait,request:billing_ref",
      list("--without"),
    )
    .option("--with <names>", "add actions, such as priority or bogus:8", list("--with"))
    .option("--task <id>", "changes nothing: no library depends on the task")
    .option("--json", JSON_HELP)
    .addHelpText("after", "\nExample:\n  supportdesk actions --actions standard --without lookups")
    .action(async (flags: ActionsFlags) => (await import("../lists/actions.ts")).runActions(flags, io));
}
