import ts from 'typescript';
import { STATUS_OF } from '../../src/platform/http/errors/answer.js';
import { literals, nameOf, type Source } from './source-files.js';

/** A place where the source makes a refusal. */
export type Raised = { readonly code: string; readonly status: string; readonly where: string };

export type RaisedBySource = {
  readonly raised: readonly Raised[];
  /** Places that the search cannot follow: each must be written so that it can. */
  readonly unclear: readonly string[];
};

/** The only ways to make a refusal, by name, and where each of them takes its code. Wrappers pass literals to these. */
const DOMAIN_ERRORS = ['DomainError', 'FixedRefusal'];
const CLASSES = [...DOMAIN_ERRORS, 'HttpRefusal'];
const FACTORIES = ['invalidFields'];
const FACTORY_FILE = 'src/platform/errors/invalid-fields.ts';
const USUAL_FIELD_CODE = 'INVALID';

/**
 * Every code that the source can raise. It cannot miss one: the names above may be used only in the forms that it reads,
 * with codes and kinds as literals, and may be neither renamed nor passed on, nor extended by another name; no body names a code by hand.
 */
export function raisedBy(sources: readonly Source[]): RaisedBySource {
  const raised: Raised[] = [];
  const unclear: string[] = [];
  for (const source of sources) {
    source.visit((node) => {
      const where = source.place(node);
      const found = source.path === FACTORY_FILE ? [] : raisedAt(node);
      if (!found || isHandmade(node) || isUnknownUse(node)) unclear.push(where);
      else raised.push(...found.map((one) => ({ ...one, where })));
    });
  }
  return { raised, unclear };
}

/** What this node raises; undefined when it cannot be told. */
function raisedAt(node: ts.Node): Omit<Raised, 'where'>[] | undefined {
  if (ts.isNewExpression(node) && DOMAIN_ERRORS.includes(nameOf(node.expression) ?? '')) {
    const [code, kind, body] = node.arguments ?? [];
    const kinds = literals(kind);
    if (!says(body)) return undefined;
    return product(literals(code), kinds && kinds.map((one) => String(STATUS_OF[one as keyof typeof STATUS_OF])));
  }
  if (ts.isNewExpression(node) && nameOf(node.expression) === 'HttpRefusal') {
    const [status, code, body] = node.arguments ?? [];
    const number = status && ts.isNumericLiteral(status) ? [status.text] : undefined;
    return says(body) ? product(literals(code), number) : undefined;
  }
  if (ts.isCallExpression(node) && nameOf(node.expression) === 'invalidFields') {
    const code = node.arguments[1];
    return product(code ? literals(code) : [USUAL_FIELD_CODE], [String(STATUS_OF.invalid)]);
  }
  return [];
}

function product(codes: string[] | undefined, statuses: string[] | undefined): Omit<Raised, 'where'>[] | undefined {
  return codes && statuses && codes.flatMap((code) => statuses.map((status) => ({ code, status })));
}

/** Whether a body has a sentence: what it may be is the compiler's to check, but `{}` compiles too. */
function says(body: ts.Node | undefined): boolean {
  const value = body && ts.isIdentifier(body) ? constant(body) : body;
  if (!value || !ts.isObjectLiteralExpression(value)) return false;
  return value.properties.some(({ name }) => name && ['detail', 'result'].includes(nameOf(name) ?? ''));
}

function constant(use: ts.Identifier): ts.Node | undefined {
  for (const statement of use.getSourceFile().statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find(({ name }) => nameOf(name) === use.text);
    if (found) return found.initializer;
  }
  return undefined;
}

/** A body that names a code by hand, past the classes. */
const isHandmade = (node: ts.Node): boolean =>
  ts.isPropertyAssignment(node) &&
  nameOf(node.name) === 'code' &&
  ts.isStringLiteralLike(node.initializer) &&
  /^[A-Z][A-Z_]+$/.test(node.initializer.text);

/** One of the names in any place but an import, a type, `instanceof`, its own declaration, or a use that is read above. */
function isUnknownUse(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || ![...CLASSES, ...FACTORIES].includes(node.text)) return false;
  const { parent } = node;
  if (ts.isImportSpecifier(parent)) return parent.propertyName !== undefined;
  if (ts.isTypeReferenceNode(parent)) return false;
  if (ts.isBinaryExpression(parent)) return parent.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword;
  if (ts.isExpressionWithTypeArguments(parent)) return !isReadClass(parent.parent.parent);
  if (CLASSES.includes(node.text))
    return !(ts.isNewExpression(parent) && parent.expression === node) && !ts.isClassDeclaration(parent);
  const isCall = ts.isCallExpression(parent) && parent.expression === node;
  return !isCall && !(ts.isVariableDeclaration(parent) && node.getSourceFile().fileName === FACTORY_FILE);
}

/** Whether a subclass is one of the names, and so read like its superclass. */
const isReadClass = (node: ts.Node): boolean => ts.isClassDeclaration(node) && CLASSES.includes(node.name?.text ?? '');
