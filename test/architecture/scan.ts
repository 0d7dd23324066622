import { parseSync } from 'vite';

/** Something a source file does, and the line it does it on (from 1). */
export interface Use {
  name: string;
  line: number;
}

/** An import of any kind: static, type-only, dynamic, re-exported, `import('…').Type`, `new URL('…', import.meta.url)`. */
export interface Import extends Use {
  typesOnly: boolean;
}

/** What one source file reaches for, as its syntax tree tells. */
export interface Scan {
  /** By specifier; `?` for one that is made at run time. */
  imports: Import[];
  /** Names that no declaration of the file binds, such as `window`; with their member where one is taken: `Date.now`. */
  globals: Use[];
  /** Names of members, keys and attributes; a called member also with its first argument if that is a string: `attr(d)`. */
  members: Use[];
}

interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

const nodesIn = (value: unknown): Node[] =>
  Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];

const childrenOf = (node: Node): Node[] => Object.values(node).flatMap(nodesIn);

const isFunction = (node: Node): boolean =>
  /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);

/** The text of a literal string. */
function stringIn(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Literal' && typeof value.value === 'string' ? value.value : undefined;
}

/** The text of an identifier or of a literal string. */
function textOf(value: unknown): string | undefined {
  const isName = isNode(value) && (value.type === 'Identifier' || value.type === 'JSXIdentifier');
  return isName ? String(value.name) : stringIn(value);
}

/** The names that a parameter or the left side of a declaration binds. */
function boundBy(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern.name)];
    case 'ObjectPattern':
      return nodesIn(pattern.properties).flatMap((property) =>
        nodesIn(property.value ?? property.argument).flatMap(boundBy),
      );
    case 'ArrayPattern':
      return nodesIn(pattern.elements).flatMap(boundBy);
    case 'AssignmentPattern':
      return nodesIn(pattern.left).flatMap(boundBy);
    case 'RestElement':
      return nodesIn(pattern.argument).flatMap(boundBy);
    default:
      return [];
  }
}

/** The names declared in a function or module, in any block of it, but not in the functions inside it. */
function declaredIn(scope: Node): string[] {
  const names = [...nodesIn(scope.params), ...nodesIn(scope.id)].flatMap(boundBy);
  const visit = (node: Node): void => {
    const isDeclaration = /^(FunctionDeclaration|ClassDeclaration|VariableDeclarator|Import\w*Specifier)$/.test(
      node.type,
    );
    if (isDeclaration) names.push(...nodesIn(node.local ?? node.id).flatMap(boundBy));
    if (node.type === 'CatchClause') names.push(...nodesIn(node.param).flatMap(boundBy));
    if (!isFunction(node)) childrenOf(node).forEach(visit);
  };
  childrenOf(scope).forEach(visit);
  return names;
}

/** The children of a node that are evaluated: not the names of members and keys, and no types. */
function evaluatedIn(node: Node): Node[] {
  if (/^TS(As|Satisfies|NonNull|Instantiation)/.test(node.type)) return nodesIn(node.expression);
  if (node.type.startsWith('TS') || /^(Import|Export\w*Specifier)/.test(node.type)) return nodesIn(node.source);
  const name = node.computed === true ? undefined : (node.property ?? node.key ?? node.label);
  return childrenOf(node).filter((child) => child !== name);
}

/** The specifier that a node imports; `?` for one that is made at run time. */
function importedBy(node: Node): string | undefined {
  const imports =
    /^(ImportDeclaration|ExportNamedDeclaration|ExportAllDeclaration|ImportExpression|TSImportType)$/.test(node.type);
  if (imports && isNode(node.source)) return stringIn(node.source) ?? '?';
  const [path, base] = nodesIn(node.arguments);
  const isAsset = node.type === 'NewExpression' && textOf(node.callee) === 'URL' && textOf(base?.property) === 'url';
  return isAsset && isNode(base?.object) && base.object.type === 'MetaProperty' ? (stringIn(path) ?? '?') : undefined;
}

/** Whether an import leaves nothing in the JavaScript but, at most, the loading of the file. */
function isTypesOnly(node: Node): boolean {
  const kinds = nodesIn(node.specifiers).map((specifier) => specifier.importKind ?? specifier.exportKind);
  const allTypes = kinds.length > 0 && kinds.every((kind) => kind === 'type');
  return node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type' || allTypes;
}

/** What a node reaches for in a name that nothing binds. */
function globalIn(node: Node, bound: ReadonlySet<string>): string[] {
  const free = (value: unknown): string[] => {
    const name = isNode(value) && value.type === 'Identifier' ? String(value.name) : undefined;
    return name === undefined || bound.has(name) ? [] : [name];
  };
  if (node.type === 'MemberExpression')
    return free(node.object).map((name) => `${name}.${textOf(node.property) ?? '?'}`);
  const calls = /^(NewExpression|CallExpression)$/.test(node.type) && nodesIn(node.arguments).length === 0;
  if (calls) return free(node.callee).map((name) => `${name}()`);
  return free(node);
}

/** The member, key or attribute that a node names. */
function memberIn(node: Node): string[] {
  const callee = node.type === 'CallExpression' && isNode(node.callee) ? node.callee : undefined;
  if (callee?.type === 'MemberExpression') {
    const [first] = nodesIn(node.arguments);
    return [`${textOf(callee.property)}()`, `${textOf(callee.property)}(${stringIn(first) ?? ''})`];
  }
  if (node.type === 'MemberExpression') return [textOf(node.property) ?? '?'];
  if (node.type === 'JSXAttribute') return [textOf(node.name) ?? '?'];
  return node.type === 'Property' ? [textOf(node.key) ?? '?'] : [];
}

/** Reads what a source file imports and reaches for. Throws when it is no TypeScript. */
export function scan(path: string, text: string): Scan {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Scan = { imports: [], globals: [], members: [] };
  const use = (name: string, node: Node): Use => ({ name, line: text.slice(0, node.start).split('\n').length });

  const everywhere = (node: Node): void => {
    const specifier = importedBy(node);
    if (specifier !== undefined) found.imports.push({ ...use(specifier, node), typesOnly: isTypesOnly(node) });
    found.members.push(...memberIn(node).map((name) => use(name, node)));
    childrenOf(node).forEach(everywhere);
  };
  const evaluated = (node: Node, outer: ReadonlySet<string>): void => {
    const bound = isFunction(node) || node.type === 'Program' ? new Set([...outer, ...declaredIn(node)]) : outer;
    found.globals.push(...globalIn(node, bound).map((name) => use(name, node)));
    for (const child of evaluatedIn(node)) evaluated(child, bound);
  };
  const root = program as unknown as Node;
  everywhere(root);
  evaluated(root, new Set());
  return found;
}
