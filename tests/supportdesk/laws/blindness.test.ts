import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionLibrary } from "../../../src/supportdesk/action-library/index.ts";
import { ENCODER_NAMES, encoder } from "../../../src/supportdesk/encoders/index.ts";
import { advance, type Episode, open } from "../../../src/supportdesk/episode.ts";
import { MASK_NAMES, MaskTable } from "../../../src/supportdesk/masks.ts";
import { observe } from "../../../src/supportdesk/observe.ts";
import type { Move } from "../../../src/supportdesk/turn.ts";
import { anyTask } from "../../support/desk-arbitraries.ts";
import { rules, scenarioOf } from "../../support/desk-play.ts";
import { twinOf } from "../../support/desk-twins.ts";

const libraries = ["minimal", "standard", "minimal+bogus2+wait/submit:resolved"].map(actionLibrary);

/** All that an observation shows apart from rewards. */
function seen(episode: Episode): string {
  const { action_history, ...rest } = observe(episode);
  return JSON.stringify([rest, action_history.map(({ reward_delta: _reward, ...entry }) => entry)]);
}

/** All that is computed for an agent from what it sees: wire actions, masks and keys. */
function offered({ view }: Episode): string {
  const actions = libraries.flatMap((library) => library.actions.map((action) => action.compile(view)));
  const masks = libraries.flatMap((library) =>
    MASK_NAMES.map((name) => Array.from(new MaskTable(library, name).of(view)).join("")),
  );
  return JSON.stringify([actions, masks, ENCODER_NAMES.map((name) => encoder(name).encode(view))]);
}

describe("two scenarios that look alike and have different answers", () => {
  it("compile to equal actions, masks and keys for as long as they look alike", () => {
    const property = fc.property(
      anyTask,
      fc.constantFrom(1, 2, 3),
      fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 7 }),
      (taskId, by, indices) => {
        const scenario = scenarioOf(taskId);
        const [library] = libraries;
        let original = open(scenario, rules());
        let twin = open(twinOf(scenario, by), rules());
        expect(seen(twin)).toBe(seen(original));
        for (const index of indices) {
          if (original.view.ended || library === undefined) break;
          const move: Move = { action: library.compile(index, original.view), name: library.at(index).name };
          original = advance(original, move).episode;
          twin = advance(twin, move).episode;
          if (seen(original) !== seen(twin)) break;
          expect(offered(twin)).toBe(offered(original));
        }
      },
    );
    fc.assert(property, { numRuns: 60 });
  });

  it("are graded differently, so that the comparison means something", () => {
    const property = fc.property(anyTask, fc.constantFrom(1, 2, 3), (taskId, by) => {
      const { answer } = scenarioOf(taskId);
      const twin = twinOf(scenarioOf(taskId), by).answer;
      for (const label of ["queue", "priority", "issue_type", "status", "resolution_code"] as const) {
        expect(twin[label]).not.toBe(answer[label]);
      }
      for (const part of ["reply", "note", "needed_fields", "follow_up"] as const) {
        expect(twin[part]).not.toEqual(answer[part]);
      }
    });
    fc.assert(property);
  });
});
