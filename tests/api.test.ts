import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as api from "../src/index.ts";

const ENTRY_POINTS = ["src/index.ts", "src/runs/index.ts", "src/openenv/index.ts", "src/inference/index.ts"];

describe("the package root", () => {
  it("exports these names; a change of the list is a change of the public API", () => {
    expect(Object.keys(api).sort()).toEqual([
      "ACTION_LIBRARY_NAMES",
      "AUTORESET_MODES",
      "ActionLibrary",
      "ActionSubset",
      "ActionWrapper",
      "AliasActions",
      "BaseEnv",
      "BogusActions",
      "Box",
      "CANONICAL_SCENARIOS",
      "ClipReward",
      "Dict",
      "Discrete",
      "ENCODER_NAMES",
      "Encoder",
      "EnvSpec",
      "GymError",
      "MASK_NAMES",
      "MultiBinary",
      "MultiDiscrete",
      "ObservationWrapper",
      "OneOf",
      "PENALTIES",
      "PermuteActions",
      "PotentialShaping",
      "REWARD_MODES",
      "RecordEpisodeStatistics",
      "RewardNoise",
      "RewardScale",
      "RewardWrapper",
      "Rng",
      "SEEDINGS",
      "Sequence",
      "StickyAction",
      "SupportDeskDiscreteEnv",
      "SupportDeskEnv",
      "SupportDeskTabularEnv",
      "SyncVectorEnv",
      "Text",
      "TimeLimit",
      "TransformAction",
      "TransformObservation",
      "TransformReward",
      "Tuple",
      "Wrapper",
      "WrapperBase",
      "actionLibrary",
      "agentFromJSON",
      "booleanParameter",
      "choiceParameter",
      "columnarInfo",
      "countAllowed",
      "createAgent",
      "createPolicy",
      "createRng",
      "encoder",
      "evaluate",
      "evaluateBeside",
      "extendLibrary",
      "findWrapper",
      "flatdim",
      "flatten",
      "flattenSpace",
      "fullMask",
      "heuristicAction",
      "listEnvs",
      "listPlayers",
      "make",
      "makeVec",
      "nthAllowed",
      "numberParameter",
      "register",
      "registerAgent",
      "spaceFromJSON",
      "spaceFromJSONSchema",
      "train",
      "unflatten",
      "vectorSeeds",
    ]);
  });
});

describe("the documentation", () => {
  it("has a comment for everything that is exported", () => {
    expect(undocumentedExports(ENTRY_POINTS)).toEqual([]);
  }, 60_000);
});

/** Exported names, types included, that no declaration documents, as `entry point: name`. */
function undocumentedExports(entryPoints: readonly string[]): string[] {
  const program = ts.createProgram(entryPoints, {
    module: ts.ModuleKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  return program.getRootFileNames().flatMap((path) => {
    const file = program.getSourceFile(path);
    const module = file === undefined ? undefined : checker.getSymbolAtLocation(file);
    if (module === undefined) throw new Error(`Expected ${path} to be a module.`);
    return checker
      .getExportsOfModule(module)
      .filter((symbol) => documentationOf(symbol, checker) === "")
      .map(({ name }) => `${path}: ${name}`);
  });
}

function documentationOf(symbol: ts.Symbol, checker: ts.TypeChecker): string {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const declared = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return ts.displayPartsToString(declared.getDocumentationComment(checker));
}
