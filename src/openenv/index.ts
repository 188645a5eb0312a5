import type { ServerOptions } from "./server/options.ts";
import type { RunningServer } from "./server/start.ts";

export {
  type AsyncChooser,
  type AsyncEnv,
  type PlayEpisodeOptions,
  type PlayedAsyncEpisode,
  playEpisode,
  toAsyncEnv,
} from "../core/async-env.ts";
export { OpenEnvClient, type RemoteResetOptions, type RemoteState } from "./client/client.ts";
export {
  ConnectionError,
  HttpError,
  McpError,
  ProtocolError,
  ServerError,
  TimeoutError,
} from "./client/errors.ts";
export type {
  HttpRoutes,
  ServerMetadata,
  ServerSchema,
  TaskListing,
  WaitOptions,
} from "./client/http-routes.ts";
export type { McpSession, McpTool, McpTools } from "./client/mcp.ts";
export type { ClientOptions } from "./client/options.ts";
export { type EpisodeEnd, endOf, type RemoteEnvOptions, remoteEnv } from "./client/remote-env.ts";
export type { RemoteInfo } from "./client/remote-info.ts";
export type { RemoteResult } from "./client/results.ts";
export { spaceUrl } from "./client/urls.ts";
export {
  type CheckCounts,
  type CheckGroup,
  type CheckResult,
  type ConformanceOptions,
  type ConformanceReport,
  checkConformance,
  checkSubmission,
  type ProgramEnd,
  type RunProgram,
  type SubmissionOptions,
  type SubmissionReport,
  type UpstreamCriterion,
  type UpstreamReport,
} from "./conformance/index.ts";
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
