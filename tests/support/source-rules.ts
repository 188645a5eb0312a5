import ts from "typescript";
import type { Sources } from "./sources.ts";

function identifiers(path: string, source: string): ts.Identifier[] {
  const found: ts.Identifier[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true));
  return found;
}

/** Whether an identifier is the name of a property, parameter or declaration, and not a reference to a value. */
function isName(node: ts.Identifier): boolean {
  return "name" in node.parent && node.parent.name === node;
}

/** Modules that refer to one of these globals, as `file uses name`. */
export function globalUses(sources: Sources, names: readonly string[]): string[] {
  return [...sources].flatMap(([path, source]) =>
    identifiers(path, source)
      .filter((node) => names.includes(node.text) && !isName(node))
      .map((node) => `${path} uses ${node.text}`),
  );
}

/** Modules that use a property of one of these names, such as a method, as `file uses name`. */
export function propertyUses(sources: Sources, names: readonly string[]): string[] {
  return [...sources].flatMap(([path, source]) =>
    identifiers(path, source)
      .filter(
        (node) => names.includes(node.text) && ts.isPropertyAccessExpression(node.parent) && isName(node),
      )
      .map((node) => `${path} uses ${node.text}`),
  );
}

/** Modules with more lines than allowed, as `file has n lines`. */
export function longModules(sources: Sources, maxLines: number): string[] {
  return [...sources]
    .map(([path, source]) => ({ path, lines: source.trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > maxLines)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
}

/** Modules below a folder of one of these names. */
export function inFolders(paths: Iterable<string>, names: readonly string[]): string[] {
  return [...paths].filter((path) =>
    path
      .split("/")
      .slice(0, -1)
      .some((part) => names.includes(part)),
  );
}
