import type { TrainFlags } from "../commands/train.ts";

type Value = string | number | boolean | { readonly name: string; readonly value: string | number | boolean };

/**
 * The command line that repeats the run of one seed: every flag that was given, without those that say where results
 * go.
 */
export function repeatCommand(flags: TrainFlags, seed: number): string {
  const { seed: _seed, seeds: _seeds, out: _out, json: _json, ...rest } = flags;
  const { checkpointEvery: _every, traceTraining: _trace, ...kept } = rest;
  return ["supportdesk", "train", ...flagWords(kept), "--seed", seed].join(" ");
}

/** Flags as they are typed, a repeatable one once for each value. */
export function flagWords(flags: object): readonly string[] {
  return Object.entries(flags).flatMap(([name, given]: [string, Value | readonly Value[]]) =>
    [given]
      .flat()
      .flatMap((value: Value) => (value === true ? [flagOf(name)] : [flagOf(name), quoted(textOf(value))])),
  );
}

/** A flag as it is typed. */
export function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function textOf(value: Value): string {
  return typeof value === "object" ? `${value.name}=${value.value}` : String(value);
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
