import ts from "typescript";
import { describe, expect, it } from "vitest";
import * as api from "../src/index.ts";

const ENTRY_POINTS = [
  "src/index.ts",
  "src/runs/index.ts",
  "src/openenv/index.ts",
  "src/inference/index.ts",
  "src/testing/index.ts",
];

describe("the package root", () => {
  it("exports these names; a change of the list is a change of the public API", () => {
    expect(Object.keys(api).sort()).toEqual([
      "ACTION_LIBRARY_NAMES",
      "AGENT_CHECKS",
      "AUTORESET_MODES",
      "ActionLibrary",
      "ActionMasker",
      "ActionSubset",
      "ActionWrapper",
      "AliasActions",
      "Autoreset",
      "BaseEnv",
      "BogusActions",
      "Box",
      "Budget",
      "CANONICAL_SCENARIOS",
      "ClipAction",
      "ClipReward",
      "ClosedEnvironmentError",
      "DelayObservation",
      "DelayReward",
      "Dict",
      "Discrete",
      "DiscretizeAction",
      "DiscretizeObservation",
      "Drift",
      "DynamicPotential",
      "ENCODER_NAMES",
      "ENV_CHECKS",
      "Encoder",
      "EnvSpec",
      "FactorActions",
      "FilterObservation",
      "FlattenActions",
      "FlattenObservation",
      "GymError",
      "HistoryStack",
      "INFO_COMPARISONS",
      "InvalidAction",
      "InvalidActionError",
      "InvalidArgumentError",
      "LookAheadAdvice",
      "LookBackAdvice",
      "MASK_NAMES",
      "MATCH_PARTS",
      "MacroActions",
      "MaskError",
      "MissingField",
      "MultiBinary",
      "MultiDiscrete",
      "NormalizeObservation",
      "NormalizeReward",
      "ObservationWrapper",
      "OneOf",
      "OrderEnforcing",
      "PENALTIES",
      "PartialMask",
      "PassiveEnvChecker",
      "PermuteActions",
      "PerturbObservation",
      "PotentialShaping",
      "REWARD_MODES",
      "RecordEpisodeStatistics",
      "Recorder",
      "RenderCollection",
      "RepeatAction",
      "Replay",
      "RescaleAction",
      "RescaleObservation",
      "ResetNeededError",
      "ReshapeObservation",
      "RewardComponents",
      "RewardNoise",
      "RewardScale",
      "RewardWrapper",
      "Rng",
      "SEEDINGS",
      "Sequence",
      "SnapshotError",
      "SparseReward",
      "StickyAction",
      "SupportDeskDiscreteEnv",
      "SupportDeskEnv",
      "SupportDeskTabularEnv",
      "SyncVectorEnv",
      "TRACE_SCHEMA",
      "TabularKey",
      "Text",
      "TimeAwareObservation",
      "TimeLimit",
      "TransformAction",
      "TransformObservation",
      "TransformReward",
      "Tuple",
      "UnknownNameError",
      "UnknownOptionError",
      "Wrapper",
      "WrapperBase",
      "actionLibrary",
      "agentFromJSON",
      "applyWrapper",
      "booleanParameter",
      "checkAgent",
      "checkAsyncEnvironmentsMatch",
      "checkEnv",
      "checkEnvironmentsMatch",
      "checkPassively",
      "choiceParameter",
      "columnarInfo",
      "constantPotential",
      "countAllowed",
      "createAgent",
      "createPolicy",
      "createRng",
      "createTraining",
      "encoder",
      "evaluate",
      "evaluateBeside",
      "extendLibrary",
      "findWrapper",
      "flatdim",
      "flatten",
      "flattenSpace",
      "fullMask",
      "functional",
      "heuristicAction",
      "innermost",
      "listEnvs",
      "listPlayers",
      "make",
      "makeVec",
      "memberEnv",
      "negatedPotential",
      "nthAllowed",
      "numberParameter",
      "onWarning",
      "printRegistry",
      "randomPotential",
      "readTrace",
      "register",
      "registerAgent",
      "registerWrapper",
      "replayScript",
      "replayTrace",
      "requireShapingDiscount",
      "rescore",
      "resumeTraining",
      "scaledPotential",
      "shiftedPotential",
      "spaceFromJSON",
      "spaceFromJSONSchema",
      "tablePotential",
      "toTimeStep",
      "train",
      "unflatten",
      "vectorSeeds",
      "wrapperNames",
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
