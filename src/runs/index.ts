export type { AgentFile, SpecRecord, TrainedAgent, TrainingRecord } from "./agent-file.ts";
export { AGENT_FILE_SCHEMA, loadAgentFile, saveAgentFile } from "./agent-file.ts";
export { MANIFEST_SCHEMA, Manifest } from "./manifest.ts";
export type { RunRecord } from "./run-folder.ts";
export { checkRunFolder, writeRun } from "./run-folder.ts";
