import { describeIssue } from "../agents/issues.ts";
import { InvalidArgumentError } from "../core/errors.ts";
import type { CurvePoint } from "../training/callbacks.ts";
import type { Evaluation, TaskEvaluation } from "../training/evaluate.ts";
import { AGENT_FILE_NAME, agentFileText } from "./agent-file.ts";
import { type Cell, toCsv } from "./csv.ts";
import { Manifest } from "./manifest.ts";
import type { RunRecord } from "./run-folder.ts";

/** Name of the manifest in a run folder. */
export const MANIFEST_NAME = "manifest.json";

/** Name of the learning curve in a run folder. */
export const CURVE_NAME = "curve.csv";

/** A file by its name, with its text. */
export type NamedText = readonly [name: string, text: string];

/** The text of a manifest. @throws {InvalidArgumentError} If it is malformed. */
export function manifestText(manifest: Manifest): string {
  const { success, data, error } = Manifest.safeParse(manifest);
  if (!success) throw new InvalidArgumentError(`The manifest is malformed: ${describeIssue(error)}.`);
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

/** What a run has made; the agent comes last, so that a run is over where its file is there. */
export function resultFiles({ manifest, agent, training, results, curve }: RunRecord): readonly NamedText[] {
  const { spec, seed } = manifest;
  return [
    ["results.csv", resultsCsv(seed, results)],
    [CURVE_NAME, curveCsv(seed, curve)],
    [AGENT_FILE_NAME, agentFileText({ spec, agent: agent.toJSON(), training })],
  ];
}

function resultsCsv(seed: number, results: readonly Evaluation[]): string {
  const rows = results.flatMap(({ player, tasks }) =>
    tasks.flatMap((task) => metricsOf(task).map(([name, value]) => [seed, player, task.taskId, name, value])),
  );
  return toCsv(["seed", "player", "task", "metric", "value"], rows);
}

function metricsOf(task: TaskEvaluation): readonly (readonly [string, Cell])[] {
  const { taskId: _taskId, actions, submitted, ...metrics } = task;
  return Object.entries({ ...metrics, submitted: Number(submitted), actions: actions.join(" ") });
}

const CURVE_COLUMNS: readonly string[] = ["seed", "episodes", "steps", "trainReturn", "greedyRaw"];
const EXACT_COLUMN = "exactGreedyRaw";

function curveCsv(seed: number, curve: readonly CurvePoint[]): string {
  const isExact = curve.some(({ exactGreedyRaw }) => exactGreedyRaw !== undefined);
  const rows = curve.map(({ episodes, steps, trainReturn, greedyRaw, exactGreedyRaw = null }) => {
    const cells = [seed, episodes, steps, trainReturn, greedyRaw];
    return isExact ? [...cells, exactGreedyRaw] : cells;
  });
  return toCsv(isExact ? [...CURVE_COLUMNS, EXACT_COLUMN] : CURVE_COLUMNS, rows);
}

/** The points of a `curve.csv`; `undefined` if it is none. */
export function parseCurve(text: string): readonly CurvePoint[] | undefined {
  const [header, ...lines] = text.split("\n").filter((line) => line !== "");
  const plain = CURVE_COLUMNS.join(",");
  if (header !== plain && header !== `${plain},${EXACT_COLUMN}`) return undefined;
  const points = lines.map(parsePoint).filter((point) => point !== undefined);
  return points.length === lines.length ? points : undefined;
}

function parsePoint(line: string): CurvePoint | undefined {
  const cells = line.split(",");
  const [, episodes = Number.NaN, steps = Number.NaN, trainReturn = Number.NaN] = cells.map(Number);
  const [greedyRaw, exactGreedyRaw] = cells.slice(CURVE_COLUMNS.length - 1).map(readScore);
  const isComplete = greedyRaw !== undefined && cells.length <= CURVE_COLUMNS.length + 1;
  if (!isComplete || [episodes, steps, trainReturn, greedyRaw, exactGreedyRaw].some(Number.isNaN))
    return undefined;
  const exact = exactGreedyRaw === undefined ? {} : { exactGreedyRaw };
  return { episodes, steps, trainReturn, greedyRaw, ...exact };
}

function readScore(cell: string): number | null {
  return cell === "" ? null : Number(cell);
}
