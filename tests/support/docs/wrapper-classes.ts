import ts from "typescript";
import { readSources, type Sources } from "../sources.ts";
import { type DocumentedOption, SourceModules } from "./source-module.ts";
import { meaningOf } from "./source-text.ts";

/** What a wrapper changes. */
export const WRAPPER_KINDS = ["observation", "action", "reward", "other"] as const;
/** One of {@link WRAPPER_KINDS}. */
export type WrapperKind = (typeof WRAPPER_KINDS)[number];

/** Options that are or hold functions, which no spec can write as JSON. */
export interface FunctionOption {
  readonly name: string;
  /** Whether it can be left out, or be something else. */
  readonly isAvoidable: boolean;
}

/** A wrapper that users construct, as its source says it. */
export interface DocumentedWrapper {
  readonly name: string;
  readonly kind: WrapperKind;
  readonly meaning: string;
  readonly options: readonly DocumentedOption[];
  /** `undefined` where the options decide. */
  readonly changesTask: boolean | undefined;
  readonly functions: readonly FunctionOption[];
}

const KIND_OF_BASE: ReadonlyMap<string, WrapperKind> = new Map([
  ["ObservationWrapper", "observation"],
  ["EpisodicObservation", "observation"],
  ["ActionWrapper", "action"],
  ["RewardWrapper", "reward"],
]);
const KIND_OF_WORD: readonly (readonly [RegExp, WrapperKind])[] = [
  [/Observation/, "observation"],
  [/Action|Mask/, "action"],
  [/Reward/, "reward"],
];

const pathOf = (node: ts.Node): string => node.getSourceFile().fileName;
const has = (node: ts.HasModifiers, kind: ts.SyntaxKind): boolean =>
  node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;

/** The class and those it extends, the class itself first. */
function ancestry(node: ts.ClassDeclaration, modules: SourceModules): readonly ts.ClassDeclaration[] {
  const clause = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  const name = clause?.types[0]?.expression.getText();
  const base = name === undefined ? undefined : modules.find(name, pathOf(node), ts.isClassDeclaration);
  return base === undefined ? [node] : [node, ...ancestry(base, modules)];
}

function kindOf(names: readonly string[]): WrapperKind {
  const byBase = names.map((name) => KIND_OF_BASE.get(name)).find((kind) => kind !== undefined);
  return byBase ?? KIND_OF_WORD.find(([word]) => word.test(names[0] ?? ""))?.[1] ?? "other";
}

/** Whether scores change, by the nearest class that says so; `undefined` where a constructor decides. */
function changesTaskOf(line: readonly ts.ClassDeclaration[]): boolean | undefined {
  const properties = line.flatMap(({ members }) => members.filter(ts.isPropertyDeclaration));
  const value = properties.find(({ name }) => name.getText() === "changesTask")?.initializer;
  return value === undefined ? undefined : value.kind === ts.SyntaxKind.TrueKeyword;
}

/** The name of the type of the second parameter of a constructor; a type parameter stands for its constraint. */
function optionsTypeOf(node: ts.ClassDeclaration): string | undefined {
  const type = node.members.find(ts.isConstructorDeclaration)?.parameters[1]?.type;
  if (type === undefined || !ts.isTypeReferenceNode(type)) return undefined;
  const name = type.typeName.getText();
  const constraint = node.typeParameters?.find((each) => each.name.text === name)?.constraint;
  return constraint !== undefined && ts.isTypeReferenceNode(constraint)
    ? constraint.typeName.getText()
    : name;
}

/** @throws {Error} If there are options that cannot be read, so that none goes undocumented. */
function optionsOf(
  line: readonly ts.ClassDeclaration[],
  modules: SourceModules,
): readonly DocumentedOption[] {
  const made = line.find(({ members }) => members.some(ts.isConstructorDeclaration));
  const type = made === undefined ? undefined : optionsTypeOf(made);
  const options = made === undefined || type === undefined ? [] : modules.options(type, pathOf(made));
  const parameters = made?.members.find(ts.isConstructorDeclaration)?.parameters.length ?? 0;
  const isRead = type === "NoOptions" || options.length > 0;
  if (made !== line.at(-1) && parameters > 1 && !isRead) {
    throw new Error(`The options of ${line[0]?.name?.text} are not an interface that can be read.`);
  }
  return options;
}

/** Whether a type is a function, or a record or list of something with functions. */
function holdsFunctions(type: string, path: string, modules: SourceModules): boolean {
  if (type.includes("=>")) return true;
  return (type.match(/\b[A-Z]\w+/g) ?? []).some((name) => {
    const node = modules.find(name, path, ts.isInterfaceDeclaration);
    if (node === undefined || node.members.some((member) => member.name?.getText() === "toJSON"))
      return false;
    const inside = modules.options(name, path).map((option) => option.type);
    return (
      node.members.some(ts.isMethodSignature) || inside.some((each) => holdsFunctions(each, path, modules))
    );
  });
}

function read(node: ts.ClassDeclaration, modules: SourceModules): DocumentedWrapper | undefined {
  const line = ancestry(node, modules);
  const names = line.map(({ name }) => name?.text ?? "");
  if (!names.includes("WrapperBase")) return undefined;
  const options = optionsOf(line, modules);
  const functions = options
    .filter(({ type }) => holdsFunctions(type, pathOf(node), modules))
    .map(({ name, type, isOptional }) => ({
      name,
      isAvoidable: isOptional || / \| \(|\) \| | \| [^(]*$/.test(type),
    }));
  return {
    ...{ name: names[0] ?? "", kind: kindOf(names), meaning: meaningOf(node), options, functions },
    changesTask: changesTaskOf(line),
  };
}

/** Every wrapper that modules under `wrappers/` export to be constructed, by name; `sources` are those of `src/`. */
export function wrapperClasses(sources: Sources = readSources("src")): readonly DocumentedWrapper[] {
  const modules = new SourceModules(
    new Map([...sources].filter(([path]) => /^(core|wrappers)\//.test(path))),
  );
  return modules
    .classes()
    .filter((node) => pathOf(node).startsWith("wrappers/") && has(node, ts.SyntaxKind.ExportKeyword))
    .filter((node) => !has(node, ts.SyntaxKind.AbstractKeyword))
    .flatMap((node) => read(node, modules) ?? [])
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
