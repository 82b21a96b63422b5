import ts from 'typescript';
import { nameOf, type Source } from './source-files.js';

/** Syllables: every Korean sentence has them, and letters alone are data. */
const HANGUL = /[가-힣]/;
const MODULE = '/text.js';

/** What belongs to one language alone: pages, command lines, the demonstration, and the panel's own two word lists. */
const IN_ONE_LANGUAGE = [
  /^src\/account\/account\.controller\.ts$/,
  /^src\/account\/pages\//,
  /^src\/admin\/locale\/[\w-]+\.ts$/,
  /^src\/admin\/panel\/(admin-options|panel-page)\.ts$/,
  /^src\/coupon\/verification\//,
  /^src\/django-import\//,
  /^src\/event\//,
  /^src\/move\.ts$/,
  /^src\/platform\/database\/backup\.cli\.ts$/,
  /^src\/platform\/database\/move\//,
  /^src\/rehearsal\//,
  /^src\/work\/import\/works-import\.(command|report)\.ts$/,
];

/** Columns of a file of works. */
const DATA = ['제목', '숨김'];

export type Sentence = { readonly ko: string; readonly en: string; readonly where: string };

/** Every `text(ko, en)` of the source, and what is wrong with its sentences. */
export function sentencesOf(sources: readonly Source[]): { sentences: Sentence[]; problems: string[] } {
  const sentences: Sentence[] = [];
  const problems: string[] = [];
  for (const source of sources) {
    source.visit((node) => {
      const where = source.place(node);
      if (isRenaming(node)) problems.push(`${where}: text and Text keep their names`);
      if (!isText(node)) return;
      const [ko, en] = node.arguments ?? [];
      if (!ko || !en || !isSentence(ko) || !isSentence(en))
        problems.push(`${where}: both sentences stand here in full`);
      else sentences.push({ ko: ko.getText(), en: en.getText(), where });
      for (const problem of ko && en ? problemsWith(ko, en) : []) problems.push(`${where}: ${problem}`);
    });
  }
  return { sentences, problems };
}

/** Korean outside of `text(…)`, where something else than a page or a command line may say it. */
export function loneKorean(sources: readonly Source[]): string[] {
  const found: string[] = [];
  for (const source of sources) {
    if (IN_ONE_LANGUAGE.some((pattern) => pattern.test(source.path))) continue;
    source.visit((node) => {
      if (!isString(node) || !HANGUL.test(node.text) || DATA.includes(node.text)) return;
      if (!ts.findAncestor(node, isText)) found.push(`${source.place(node)}: ${node.text}`);
    });
  }
  return found;
}

function problemsWith(ko: ts.Expression, en: ts.Expression): string[] {
  const [korean, english] = [words(ko), words(en)];
  return [
    !HANGUL.test(korean) && 'the Korean sentence is not Korean',
    HANGUL.test(english) && 'the English sentence has Korean letters',
    !/[a-z]/i.test(english) && 'the English sentence is not English',
    /[{}]|\$\d|undefined|TODO/.test(korean + english) && 'a placeholder is left over',
    String(parameters(ko)) !== String(parameters(en)) && 'the two sentences have different parameters',
  ].filter((problem) => problem !== false);
}

const isSentence = (node: ts.Node): boolean => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

const isText = (node: ts.Node): node is ts.CallExpression | ts.NewExpression =>
  (ts.isCallExpression(node) && nameOf(node.expression) === 'text' && importsText(node.getSourceFile())) ||
  (ts.isNewExpression(node) &&
    nameOf(node.expression) === 'Text' &&
    !node.getSourceFile().fileName.endsWith('/text.ts'));

const importsText = (file: ts.SourceFile): boolean =>
  file.statements.some((one) => ts.isImportDeclaration(one) && (nameOf(one.moduleSpecifier) ?? '').endsWith(MODULE));

const isRenaming = (node: ts.Node): boolean =>
  ts.isImportSpecifier(node) && ['text', 'Text'].includes(node.propertyName ? nameOf(node.propertyName)! : '');

/** What is written between the parameters. */
function words(node: ts.Expression): string {
  if (!ts.isTemplateExpression(node)) return nameOf(node) ?? '';
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('');
}

/** The names that a sentence's parameters are made of, each once: English may need one twice, for its plural. */
function parameters(node: ts.Expression): string[] {
  const names = new Set<string>();
  const enter = (inner: ts.Node): void => {
    if (ts.isIdentifier(inner)) names.add(inner.text);
    ts.forEachChild(inner, enter);
  };
  enter(node);
  return [...names].sort();
}

const isString = (node: ts.Node): node is ts.LiteralLikeNode =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateHead(node) ||
  ts.isTemplateMiddleOrTemplateTail(node) ||
  ts.isJsxText(node) ||
  ts.isRegularExpressionLiteral(node);
