import { renderTable } from "../../report/table.ts";
import { actionLibrary } from "../../supportdesk/index.ts";
import type { ActionsFlags } from "../commands/lists.ts";
import { DEFAULTS } from "../defaults.ts";
import { chosenTasks, libraryName } from "../desk-settings.ts";
import type { Io } from "../io.ts";
import { printJson } from "../json.ts";

/** Prints the actions of a library. @throws {GymError} If a name means nothing. */
export function runActions(flags: ActionsFlags, io: Io): void {
  if (flags.task !== undefined) chosenTasks(DEFAULTS.suite, [flags.task]);
  const library = actionLibrary(libraryName({ actions: DEFAULTS.actions, ...flags }));
  const actions = library.describe();
  if (flags.json) {
    printJson(io, { library: library.name, actions });
    return;
  }
  const rows = actions.map(({ index, name, operation, group, distractor }) => [
    String(index),
    name,
    operation,
    group,
    distractor ? "distractor" : "",
  ]);
  const columns = [
    { title: "index", align: "right" as const },
    ...["name", "operation", "group", "remark"].map((title) => ({ title })),
  ];
  io.out(`${io.style.bold(library.name)}, ${library.size} actions, the same for every task\n\n`);
  io.out(`${renderTable({ columns, rows, style: io.style })}\n`);
}
