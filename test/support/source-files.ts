import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import ts from 'typescript';

/** A file of the source, parsed. */
export type Source = {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly visit: (look: (node: ts.Node) => void) => void;
  /** `path:line` of a node. */
  readonly place: (node: ts.Node) => string;
};

const root = join(import.meta.dirname, '../..');

/** Every file that becomes a part of the service; its specs are none. */
export function sourceFiles(): Source[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.split(sep).join('/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.(spec|d)\.ts$/.test(path))
    .map((path) => parsed(path, readFileSync(join(root, path), 'utf8')));
}

export function parsed(path: string, content: string): Source {
  const file = ts.createSourceFile(path, content, ts.ScriptTarget.Latest, true);
  return {
    path,
    place: (node) => `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`,
    visit: (look) => {
      const enter = (node: ts.Node): void => {
        look(node);
        ts.forEachChild(node, enter);
      };
      enter(file);
    },
  };
}

export const nameOf = (node: ts.Node): string | undefined =>
  ts.isIdentifier(node) || ts.isStringLiteralLike(node) ? node.text : undefined;

/** The strings that an expression can be, when it is a literal or a choice between such; undefined otherwise. */
export function literals(node: ts.Node | undefined): string[] | undefined {
  if (!node) return undefined;
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isConditionalExpression(node)) return undefined;
  const [yes, no] = [literals(node.whenTrue), literals(node.whenFalse)];
  return yes && no && [...yes, ...no];
}
