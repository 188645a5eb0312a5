import ts from "typescript";

/** A text without line breaks and runs of blanks. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

/** Paragraphs and list items on one line each. */
function reflow(text: string): string {
  const blocks = text.split(/\n(?=\s*- )|\n\s*\n/).map(oneLine);
  return blocks
    .filter((block) => block !== "")
    .reduce((whole, block) => {
      const isListed = block.startsWith("- ") && /(^|\n)- [^\n]*$/.test(whole);
      return whole === "" ? block : `${whole}${isListed ? "\n" : "\n\n"}${block}`;
    }, "");
}

/** The text of a doc comment without its tags; links become code. */
export function meaningOf(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const texts = comments.map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "");
  return reflow(texts.join("\n\n").replaceAll(/\{@link ([^}]+)\}/g, "`$1`"));
}

/** What a tag of a doc comment says, such as `defaultValue`, on one line. */
export function tagOf(node: ts.Node, name: string): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  return tag === undefined ? undefined : oneLine(ts.getTextOfJSDocComment(tag.comment) ?? "");
}
