import type { ServerOptions } from "./server/options.ts";
import type { RunningServer } from "./server/start.ts";

export { describeEnvironment } from "./describe.ts";
export type {
  BaselineScores,
  ServedEnvironment,
  ServedTask,
  ServedTool,
  Session,
  SessionGrade,
  WireRecord,
} from "./served-environment.ts";
export type { ServerOptions } from "./server/options.ts";
export type { RunningServer } from "./server/start.ts";
export { ValidationError } from "./validation-error.ts";
export type { ClientMessage, ServerMessage, StepPayload, ValidationIssue } from "./wire.ts";

/**
 * Starts a server of the OpenEnv protocol; its libraries are loaded at the first call.
 * @throws {GymError} If an option is wrong, the environment cannot be made, or the port is in use.
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const server = await import("./server/start.ts");
  return server.startServer(options);
}
