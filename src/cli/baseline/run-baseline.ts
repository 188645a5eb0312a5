import { appendFileSync, readFileSync } from "node:fs";
import { GymError } from "../../core/errors.ts";
import { type BaselineEpisode, runBaseline, tasksToPlay } from "../../inference/baseline.ts";
import { createPlayer, type ModelLimits } from "../../inference/create-player.ts";
import { type Desk, localDesk } from "../../inference/desk.ts";
import type { Player } from "../../inference/player.ts";
import { type BaselineSettings, readBaselineSettings, type Variables } from "../../inference/settings.ts";
import { reasonOf } from "../../runs/file-errors.ts";
import { isTaken } from "../../runs/write-aside.ts";
import type { BaselineCommandFlags } from "../commands/baseline.ts";
import { blameUsage, ProblemError, UsageError } from "../errors.ts";
import type { Io } from "../io.ts";

const NO_KEY = "no key in HF_TOKEN, API_KEY or OPENAI_API_KEY";

/** Carries out `baseline`. @throws {UsageError | ProblemError | GymError} In one line. */
export async function runBaselineCommand(
  flags: BaselineCommandFlags,
  io: Io,
  variables: Variables,
): Promise<void> {
  const settings = blameUsage(() => readBaselineSettings(flags, variables));
  checkFlags(flags, settings);
  const desk = await openDesk(flags, variables);
  try {
    tasksToPlay(settings.task, desk.taskIds);
    await playAt(desk, { flags, settings, io });
  } finally {
    await desk.close();
  }
}

interface Command {
  readonly flags: BaselineCommandFlags;
  readonly settings: BaselineSettings;
  readonly io: Io;
}

async function playAt(desk: Desk, { flags, settings, io }: Command): Promise<void> {
  const note = (text: string): void => io.error(`${text}\n`);
  const print = (line: string): void => io.out(`${line}\n`);
  const player = await openPlayer(flags, settings, note);
  const seed = flags.seed === undefined ? {} : { seed: flags.seed };
  if (!hasModel(flags, settings)) note(`The heuristic plays: ${NO_KEY}.`);
  const stop = stopOnSignals();
  const run = { desk, player, settings, print, signal: stop.signal, ...seed };
  const episodes = await runBaseline(run).catch(blameDesk(flags)).finally(stop.release);
  note(summaryOf(episodes, player));
}

/** Time for the last lines to leave after a signal, while a request to a model may still be under way. */
const FAREWELL_MS = 500;

/** SIGINT and SIGTERM end the run after the end line of its episode. */
function stopOnSignals(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    controller.abort(new ProblemError(`Stopped by ${name} before every task was played.`));
    setTimeout(() => process.exit(1), FAREWELL_MS).unref();
  };
  const names = ["SIGINT", "SIGTERM"] as const;
  for (const name of names) process.on(name, stop);
  const release = (): void => {
    for (const name of names) process.off(name, stop);
  };
  return { signal: controller.signal, release };
}

function hasModel({ replay }: BaselineCommandFlags, { credentials }: BaselineSettings): boolean {
  return credentials !== undefined || replay !== undefined;
}

function checkFlags(flags: BaselineCommandFlags, settings: BaselineSettings): void {
  if (flags.url === undefined && flags.token !== undefined) {
    throw new UsageError("--token is for a server: name it with --url.");
  }
  if (flags.transcript !== undefined && !hasModel(flags, settings)) {
    throw new UsageError(`--transcript needs a model: ${NO_KEY}.`);
  }
}

/** What fails on a server is not the fault of the command line. */
function blameDesk({ url }: BaselineCommandFlags): (error: unknown) => never {
  return (error) => {
    const isOurs = !(error instanceof GymError) || ["INVALID_ARGUMENT", "BAD_FILE"].includes(error.code);
    if (url === undefined || isOurs) throw error;
    throw new ProblemError(error.message, { cause: error });
  };
}

async function openDesk(flags: BaselineCommandFlags, variables: Variables): Promise<Desk> {
  const { url } = flags;
  if (url === undefined) return localDesk();
  const { remoteDesk } = await import("../../inference/remote-desk.ts");
  const token = flags.token ?? variables["SUPPORTDESK_TOKEN"]?.trim();
  return remoteDesk(token ? { url, token } : { url }).catch(blameDesk(flags));
}

function openPlayer(
  flags: BaselineCommandFlags,
  settings: BaselineSettings,
  note: (text: string) => void,
): Promise<Player> {
  const { seed, replay, transcript } = flags;
  return createPlayer(settings, {
    note,
    limits: limitsOf(flags),
    ...(seed !== undefined && { seed }),
    ...(replay !== undefined && { replay: { text: readReplay(replay), source: replay } }),
    ...(transcript !== undefined && { record: openTranscript(transcript) }),
  });
}

function limitsOf({ timeout, retries, maxFailures }: BaselineCommandFlags): ModelLimits {
  return {
    ...(timeout !== undefined && { timeoutMs: Math.ceil(timeout * 1000) }),
    ...(retries !== undefined && { retries }),
    ...(maxFailures !== undefined && { maxFailures }),
  };
}

function readReplay(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new GymError("BAD_FILE", `Cannot read "${path}": ${reasonOf(error)}.`, { cause: error });
  }
}

function openTranscript(path: string): (line: string) => void {
  if (isTaken(path)) {
    throw new GymError(
      "FILE_EXISTS",
      `"${path}" exists already: choose another --transcript or remove it first.`,
    );
  }
  const write = (text: string): void => {
    try {
      appendFileSync(path, text);
    } catch (error) {
      throw new GymError("BAD_FILE", `Cannot write "${path}": ${reasonOf(error)}.`, { cause: error });
    }
  };
  write("");
  return (line) => write(`${line}\n`);
}

function summaryOf(episodes: readonly BaselineEpisode[], { name }: Player): string {
  const total = episodes.reduce((sum, { score }) => sum + score, 0);
  const fallbacks = episodes.reduce((sum, episode) => sum + episode.fallbacks, 0);
  const steps = episodes.reduce((sum, episode) => sum + episode.steps, 0);
  const stoodIn = fallbacks === 0 ? "" : ` The heuristic acted in ${fallbacks} of ${steps} steps.`;
  const tasks = episodes.length === 1 ? "1 task" : `${episodes.length} tasks`;
  return `Average score of ${name} over ${tasks}: ${(total / episodes.length).toFixed(2)}.${stoodIn}`;
}
