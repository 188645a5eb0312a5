import { make } from "../core/registry.ts";
import { ACTION_SCHEMAS } from "../supportdesk/env/actions.ts";
import type { DeskInfo, FinalGrade } from "../supportdesk/env/info.ts";
import type { DeskOptions } from "../supportdesk/env/options.ts";
import type { SupportDeskEnv } from "../supportdesk/env/structured.ts";
import { CANONICAL_SCENARIOS, heuristicAction } from "../supportdesk/index.ts";
import { type Action, Observation, State } from "../supportdesk/models.ts";
import type { Scenario } from "../supportdesk/scenario.ts";
import { deskText } from "./desk-text.ts";
import { DESK_TOOLS } from "./desk-tools.ts";
import { EnvSession, type WireForm } from "./env-session.ts";
import type {
  BaselineScores,
  ServedEnvironment,
  ServedTask,
  Session,
  SessionGrade,
  WireRecord,
} from "./served-environment.ts";
import { publicMetadata } from "./wire-metadata.ts";

const DESCRIPTION =
  "A support desk: triage a customer's ticket, ask for what is missing, reply, write a note, and submit the case.";
const LONGEST_EPISODE = 1000;

function gradeRecord({ rawScore, score, components, evidence }: FinalGrade): WireRecord {
  return { raw_score: rawScore, score, components, evidence };
}

function breakdownOf({ components }: FinalGrade): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(components).map(([name, { weight, credit }]) => [name, (weight * credit) / 100]),
  );
}

function gradeOf(state: State, info: DeskInfo | undefined): SessionGrade {
  const { task_id, score, done, outcome, step_count } = state;
  const graded = info?.grade;
  return {
    task_id,
    score,
    episode_completed: done,
    outcome,
    steps: step_count,
    ...(graded !== undefined && { breakdown: breakdownOf(graded), evidence: { ...graded.evidence } }),
  };
}

type ActionSchema = WireForm<Observation, Action, DeskInfo>["action"];

function deskForm(env: SupportDeskEnv, action: ActionSchema): WireForm<Observation, Action, DeskInfo> {
  return {
    action,
    // Checked against the schema.
    toAction: (record) => record as Action,
    toRecord: (observation) => observation,
    toMetadata: (info) => ({
      task_id: info.taskId,
      ...publicMetadata(info),
      ...(info.grade !== undefined && { grade: gradeRecord(info.grade) }),
    }),
    toState: () => {
      const { episode_id: _ours, step_count: _same, ...rest } = env.state();
      return rest;
    },
    toGrade: (info) => gradeOf(env.state(), info),
  };
}

function scenariosOf({ tasks = CANONICAL_SCENARIOS }: DeskOptions): readonly Scenario[] {
  return tasks
    .map((task) =>
      typeof task === "string" ? CANONICAL_SCENARIOS.find(({ brief }) => brief.task_id === task) : task,
    )
    .filter((scenario) => scenario !== undefined);
}

function taskRecord({ brief }: Scenario): ServedTask {
  const { task_id, difficulty, objective, max_steps, ticket } = brief;
  return { task_id, name: ticket.subject, difficulty, description: objective, max_steps };
}

function heuristicScores(open: () => Session, tasks: readonly ServedTask[]): BaselineScores {
  const scores = tasks.map(({ task_id }) => {
    const session = open();
    let { observation, done } = session.reset({ seed: 0, task_id });
    for (let step = 0; done !== true && step < LONGEST_EPISODE; step += 1) {
      ({ observation, done } = session.step(heuristicAction(observation as Observation)));
    }
    const score = session.grade()?.score ?? 0;
    session.close();
    return [task_id, score] as const;
  });
  return { policy: "heuristic", scores: Object.fromEntries(scores) };
}

/**
 * The support desk as a server offers it.
 * @param options - Options of `SupportDesk-v1`.
 * @param version - Version of the package, for `/metadata`.
 * @throws {GymError} If an option is unknown or wrong.
 */
export function describeDesk(options: DeskOptions = {}, version = "1"): ServedEnvironment {
  make("SupportDesk-v1", options).close();
  const scenarios = scenariosOf(options);
  const tasks = scenarios.map(taskRecord);
  const isExtended = scenarios.some(({ brief }) => brief.ruleset === "extended");
  const action = ACTION_SCHEMAS[isExtended ? "extended" : "canonical"];
  const createSession = (newId: () => string): Session => {
    const env = make("SupportDesk-v1", options);
    return new EnvSession({ env, form: deskForm(env, action), newId });
  };
  return {
    id: "SupportDesk-v1",
    name: "SupportDesk",
    benchmark: "supportdesk_env",
    description: DESCRIPTION,
    version,
    action,
    observation: Observation,
    state: State,
    tasks,
    tools: DESK_TOOLS,
    createSession,
    write: deskText,
    graded: true,
    baseline: () => heuristicScores(() => createSession(() => "baseline"), tasks),
  };
}
