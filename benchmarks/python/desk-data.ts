import { type BaseInfo, createRng, type Rng, SupportDeskTabularEnv } from "supportdesk-gym";
import { CANONICAL_SCENARIOS } from "../../src/supportdesk/canonical/index.ts";
import { encoder } from "../../src/supportdesk/encoders/index.ts";
import { readTabularOptions } from "../../src/supportdesk/env/options.ts";
import { type Episode, open } from "../../src/supportdesk/episode.ts";
import { gradeCase, matchNote, matchReply } from "../../src/supportdesk/grading/grader.ts";
import type { Action, Observation } from "../../src/supportdesk/models.ts";
import { observe } from "../../src/supportdesk/observe.ts";
import { BUNDLES } from "../../src/supportdesk/playbook/bundles.ts";
import { FAMILIES } from "../../src/supportdesk/playbook/families.ts";
import type { Scenario } from "../../src/supportdesk/scenario.ts";
import { NOTE_TEMPLATES, REPLY_TEMPLATES } from "../../src/supportdesk/templates.ts";
import { FOLLOW_UP_STATUSES, ISSUE_TYPES, type IssueType } from "../../src/supportdesk/vocabulary.ts";

/** An episode of random play inside the mask: its actions, and what the desk made of them. */
export interface RecordedPlay {
  readonly actions: readonly number[];
  /** The same actions as records. */
  readonly wire: readonly Action[];
  readonly keys: readonly number[];
  readonly masks: readonly (readonly number[])[];
  readonly rewards: readonly number[];
  readonly observations: readonly Observation[];
}

const SETUP = readTabularOptions({});
const COMPACT = encoder("compact");

/** Facts about the desk, from which the Python desk works by rules of its own. Plain JSON. */
export function deskData(plays: readonly RecordedPlay[]): object {
  return {
    tasks: CANONICAL_SCENARIOS.map(taskData),
    actions: SETUP.library.actions.map((_, index) => actionData(index)),
    bundles: Object.fromEntries(ISSUE_TYPES.map((issueType) => [issueType, bundleOf(issueType)])),
    follow_up_index: Object.fromEntries(FOLLOW_UP_STATUSES.map((status, index) => [status, index])),
    key_weights: keyWeights(),
    episodes: plays.map(({ actions, wire }) => ({ actions, wire })),
  };
}

/** Random episodes in the cycle of the canonical tasks. */
export function recordPlays(count: number): RecordedPlay[] {
  const env = new SupportDeskTabularEnv();
  const rng = createRng(0).fork("plays");
  return Array.from({ length: count }, () => recordPlay(env, rng));
}

function recordPlay(env: SupportDeskTabularEnv, rng: Rng): RecordedPlay {
  const actions: number[] = [];
  const wire: Action[] = [];
  const rewards: number[] = [];
  const first = env.reset();
  const keys = [first.observation];
  const masks = [maskOf(first.info)];
  const observations = [observe(episodeOf(env))];
  for (let { view } = episodeOf(env); !view.ended; { view } = episodeOf(env)) {
    const offered = SETUP.library.actions
      .map((_, index) => index)
      .filter((index) => masks.at(-1)?.[index] === 1);
    const action = offered[rng.integer(offered.length)] ?? 0;
    actions.push(action);
    wire.push(SETUP.library.compile(action, view));
    const { observation, reward, info } = env.step(action);
    rewards.push(reward);
    keys.push(observation);
    masks.push(maskOf(info));
    observations.push(observe(episodeOf(env)));
  }
  return { actions, wire, rewards, keys, masks, observations };
}

function maskOf({ actionMask }: Pick<BaseInfo, "actionMask">): number[] {
  return [...(actionMask ?? [])];
}

function episodeOf(env: SupportDeskTabularEnv): Episode {
  // The desk is shared with the views of its own folder only.
  return (env as unknown as { readonly desk: { readonly episode: Episode } }).desk.episode;
}

function taskData(scenario: Scenario): object {
  const { brief, answer } = scenario;
  const episode = open(scenario, SETUP.rules);
  const { reply: _reply, note: _note, ...gold } = answer;
  const { task_id, difficulty, objective, knowledge_base } = brief;
  const { allowed_queues, allowed_priorities, allowed_statuses, allowed_issue_types } = observe(episode);
  const vocabulary = { allowed_queues, allowed_priorities, allowed_statuses, allowed_issue_types };
  return {
    task_id,
    max_steps: brief.max_steps,
    ticket: brief.ticket,
    risk_flags: brief.risk_flags,
    fixed_key: fixedKey(COMPACT.decode(COMPACT.encode(episode.view))),
    static: { task_id, difficulty, objective, knowledge_base, ...vocabulary },
    answer: { ...gold, replies: replyCredits(scenario), notes: noteCredits(scenario) },
  };
}

/** What each reply template earns. */
function replyCredits({ answer }: Scenario): object {
  const credits = Object.values(REPLY_TEMPLATES).map((text) => {
    const credit = gradeCase(answer, { ...EMPTY_CASE, reply: text }).credits.reply;
    return [text, { credit, matched: matchReply(answer, text).matched.length }];
  });
  return Object.fromEntries(credits);
}

/** What each note template earns. */
function noteCredits({ answer }: Scenario): object {
  const credits = Object.values(NOTE_TEMPLATES).map((text) => {
    const credit = gradeCase(answer, { ...EMPTY_CASE, internal_note: text }).credits.internal_note;
    return [text, { credit, matched: matchNote(answer, text).matched.length }];
  });
  return Object.fromEntries(credits);
}

const [ANY_SCENARIO] = CANONICAL_SCENARIOS as [Scenario];
const ANY_VIEW = open(ANY_SCENARIO, SETUP.rules).view;
const EMPTY_CASE = ANY_VIEW.case;

function actionData(index: number): object {
  const { name, group, writes } = SETUP.library.at(index);
  const compiled = (issueType: IssueType | null): Action =>
    SETUP.library.compile(index, { ...ANY_VIEW, case: { ...EMPTY_CASE, issue_type: issueType } });
  if (group !== "submit") return { name, group, writes, action: compiled(null) };
  const byIssueType = [null, ...ISSUE_TYPES].map((issueType) => [issueType ?? "none", compiled(issueType)]);
  return { name, group, writes, by_issue_type: Object.fromEntries(byIssueType) };
}

function bundleOf(issueType: IssueType): readonly string[] {
  const { bundle } = FAMILIES[issueType];
  return bundle === null ? [] : BUNDLES[bundle];
}

/** Place value of each feature in a key. */
function keyWeights(): Record<string, number> {
  let weight = 1;
  const weights: Record<string, number> = {};
  for (const { name, values } of COMPACT.features) {
    weights[name] = weight;
    weight *= values.length;
  }
  return weights;
}

/** The part of a key that stays the same all episode long. */
function fixedKey(decoded: Readonly<Record<string, string>>): number {
  const weights = keyWeights();
  const digits = COMPACT.features.map(({ name, values, fixed }) => {
    return fixed ? (weights[name] ?? 0) * values.indexOf(decoded[name] ?? "") : 0;
  });
  return digits.reduce((sum, digit) => sum + digit, 0);
}
