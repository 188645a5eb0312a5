export { type BaselineEpisode, type BaselineRun, runBaseline } from "./baseline.ts";
export { type ChatMessage, type ChatModel, type ChatReply, type ChatRequest, EndpointError } from "./chat.ts";
export { actionText, endLine, startLine, stepLine } from "./contract.ts";
export { createPlayer, MODEL_LIMITS, type ModelLimits, type PlayerOptions } from "./create-player.ts";
export { type Desk, type DeskStep, localDesk } from "./desk.ts";
export { HeuristicPlayer, ModelPlayer, type ModelPlayerOptions, type Move, type Player } from "./player.ts";
export { type RemoteDeskOptions, remoteDesk } from "./remote-desk.ts";
export {
  type BaselineFlags,
  type BaselineSettings,
  type Credentials,
  readBaselineSettings,
  type Variables,
} from "./settings.ts";
export { RecordedChat, ReplayedChat, TRANSCRIPT_SCHEMA } from "./transcript.ts";
