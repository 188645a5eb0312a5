import { type Command, CommanderError } from "commander";
import { unknownName } from "../core/names.ts";
import { EXIT, exitCodeOf, lineOf, UsageError } from "./errors.ts";
import type { Io } from "./io.ts";
import { createProgram } from "./program.ts";

const HARMLESS = ["commander.helpDisplayed", "commander.help", "commander.version"];

/**
 * Runs one command line.
 * @param argv - Arguments after the name of the program.
 * @returns The exit code. Nothing is thrown: every error is one line on the error stream.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const program = createProgram(io);
  try {
    if (argv.length === 0)
      throw new UsageError(`Name a command: ${commandNames(program).join(", ")}. See --help.`);
    checkHelp(argv, program);
    await program.parseAsync([...argv], { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError && HARMLESS.includes(error.code)) return EXIT.done;
    const cause = error instanceof CommanderError ? explain(error, program, argv) : error;
    io.error(`${lineOf(cause)}\n`);
    return exitCodeOf(cause);
  }
}

/** `help NAME` would show the whole help for a name it does not know. */
function checkHelp([first, name]: readonly string[], program: Command): void {
  const names = commandNames(program);
  if (first === "help" && name !== undefined && !names.includes(name))
    throw unknownName("command", name, names);
}

function commandNames(program: Command): readonly string[] {
  return program.commands.map((command) => command.name());
}

/** An error of commander in our words, with every allowed name. */
function explain(error: CommanderError, program: Command, argv: readonly string[]): Error {
  const [, name = ""] = /'([^']*)'/.exec(error.message) ?? [];
  if (error.code === "commander.unknownCommand") return unknownName("command", name, commandNames(program));
  const typed = argv.find((word) => !word.startsWith("-"));
  const command = program.commands.find((each) => each.name() === typed) ?? program;
  if (error.code === "commander.unknownOption") {
    return unknownName(`flag of ${command.name()}`, name, flagsOf(command));
  }
  const text = error.message.replace(/^error: /, "").replaceAll("'", "`");
  return new UsageError(
    `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, "")}. See ${helpOf(command)}.`,
  );
}

function flagsOf(command: Command): readonly string[] {
  const flags = command.options.filter(({ hidden }) => !hidden).map(({ long, short }) => long ?? short ?? "");
  return [...flags, "--help"];
}

function helpOf(command: Command): string {
  return command.parent === null ? "supportdesk --help" : `supportdesk ${command.name()} --help`;
}
