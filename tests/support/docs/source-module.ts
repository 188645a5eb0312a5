import ts from "typescript";
import type { Sources } from "../sources.ts";
import { meaningOf, oneLine, tagOf } from "./source-text.ts";

/** One member of an options interface, as its source says it. */
export interface DocumentedOption {
  readonly name: string;
  /** Its type on one line, with short names spelt out. */
  readonly type: string;
  readonly isOptional: boolean;
  readonly meaning: string;
  /** What `@defaultValue` says, if anything. */
  readonly fallback: string | undefined;
}

/** What modules declare at their top. A name means what its own module declares, else what another one does. */
export class SourceModules {
  readonly #statements: readonly ts.Statement[];

  constructor(sources: Sources) {
    this.#statements = [...sources].flatMap(([path, text]) => [
      ...ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true).statements,
    ]);
  }

  /** Every class. */
  classes(): readonly ts.ClassDeclaration[] {
    return this.#statements.filter(ts.isClassDeclaration);
  }

  /** The declaration that a module means by a name. */
  find<Kind extends ts.Statement>(
    name: string,
    path: string,
    isKind: (node: ts.Node) => node is Kind & { readonly name?: ts.Identifier },
  ): Kind | undefined {
    const named = this.#statements.filter(isKind).filter((node) => node.name?.text === name);
    return named.find((node) => node.getSourceFile().fileName === path) ?? named[0];
  }

  /** The members of an interface, those of the interfaces it extends first. */
  options(name: string, path: string): readonly DocumentedOption[] {
    const node = this.find(name, path, ts.isInterfaceDeclaration);
    if (node === undefined) return [];
    const own = node.getSourceFile().fileName;
    const bases = (node.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => this.options(expression.getText(), own)),
    );
    const members = node.members.filter(ts.isPropertySignature).map((member) => this.#option(member, node));
    const isOwn = new Set(members.map((member) => member.name));
    return [...bases.filter((base) => !isOwn.has(base.name)), ...members];
  }

  #option(node: ts.PropertySignature, owner: ts.InterfaceDeclaration): DocumentedOption {
    const name = node.name.getText();
    const type = node.type === undefined ? "unknown" : this.#spelt(node.type, owner);
    return {
      name,
      type: type.replace(/^\| /, ""),
      isOptional: node.questionToken !== undefined,
      meaning: meaningOf(node),
      fallback: tagOf(node, "defaultValue"),
    };
  }

  /** A type with aliases of words, lists of words and type parameters spelt out. */
  #spelt(type: ts.TypeNode, owner: ts.InterfaceDeclaration): string {
    const path = owner.getSourceFile().fileName;
    const text = oneLine(type.getText());
    const parameter = owner.typeParameters?.find(({ name }) => name.text === text)?.constraint;
    if (parameter !== undefined) return oneLine(parameter.getText());
    return text
      .replaceAll(/\(typeof (\w+)\)\[number\]/g, (whole, name: string) => this.#words(name, path) ?? whole)
      .replaceAll(/\b[A-Z]\w+(<\w+(, \w+)*>)?/g, (whole) => this.#alias(whole, path) ?? whole);
  }

  /** What a type alias stands for, where it is used with the parameters it was declared with. */
  #alias(used: string, path: string): string | undefined {
    const node = this.find(used.replace(/<.*/, ""), path, ts.isTypeAliasDeclaration);
    if (node === undefined) return undefined;
    const parameters = node.typeParameters?.map(({ name }) => name.text) ?? [];
    if (used !== node.name.text + (parameters.length === 0 ? "" : `<${parameters.join(", ")}>`))
      return undefined;
    const text = oneLine(node.type.getText()).replace(/^\| /, "");
    const words = /^\(typeof (\w+)\)\[number\]$/.exec(text)?.[1];
    return words === undefined ? text : this.#words(words, node.getSourceFile().fileName);
  }

  /** The words of a constant list as a union. */
  #words(name: string, path: string): string | undefined {
    const lists = this.#statements
      .filter(ts.isVariableStatement)
      .flatMap(({ declarationList }) => [
        ...declarationList.declarations.filter((each) => each.name.getText() === name),
      ]);
    const list = lists.find((each) => each.getSourceFile().fileName === path) ?? lists[0];
    const value = list?.initializer;
    const words = value !== undefined && ts.isAsExpression(value) ? value.expression : value;
    if (words === undefined || !ts.isArrayLiteralExpression(words)) return undefined;
    return words.elements.map((element) => element.getText()).join(" | ");
  }
}
