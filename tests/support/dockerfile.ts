/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals, such as `COPY`. */
  readonly name: string;
  readonly flags: readonly string[];
  /** What follows, on one line. */
  readonly text: string;
}

/** The instructions of one stage, from its `FROM` on. */
export type Stage = readonly Instruction[];

function readInstruction(line: string): Instruction {
  const words = line.split(/\s+/);
  const [name = "", ...rest] = words;
  const first = rest.findIndex((word) => !word.startsWith("--"));
  return { name: name.toUpperCase(), flags: rest.slice(0, first), text: rest.slice(first).join(" ") };
}

/** Reads a Dockerfile stage by stage. */
export function readDockerfile(text: string): readonly Stage[] {
  const lines = text
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const stages: Instruction[][] = [];
  for (const instruction of lines.map(readInstruction)) {
    if (instruction.name === "FROM") stages.push([]);
    stages.at(-1)?.push(instruction);
  }
  return stages;
}

/** The text of the last instruction of a name. */
export function lastOf(stage: Stage, name: string): string | undefined {
  return stage.findLast((each) => each.name === name)?.text;
}

/** The words of a command in its list form. @throws {Error} If it is in its shell form. */
export function commandOf(text = ""): readonly string[] {
  const words: unknown = JSON.parse(text.slice(text.indexOf("[")));
  if (Array.isArray(words) && words.every((word) => typeof word === "string")) return words;
  throw new Error(`Expected a list of words, got ${text}.`);
}
