export type { AgentFile, SelectionRecord, SpecRecord, TrainedAgent, TrainingRecord } from "./agent-file.ts";
export { AGENT_FILE_SCHEMA, loadAgentFile, saveAgentFile } from "./agent-file.ts";
export { CHECKPOINT_SCHEMA, type Checkpoint } from "./checkpoint.ts";
export { type FoundRun, type FoundRuns, findRuns, readCurve } from "./find-runs.ts";
export { beginRun, beginRuns, LiveRun, type LiveRunOptions } from "./live-run.ts";
export { MANIFEST_SCHEMA, Manifest, type Stopping } from "./manifest.ts";
export type { RunRecord } from "./run-folder.ts";
export { checkRunFolder, writeRun } from "./run-folder.ts";
