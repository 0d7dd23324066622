/**
 * `node test/tools/mutate-rules.mjs [RULE…]`: takes the guards out of src/diagnose, one at a time, and asks of each case of
 * each rule whether it notices: a near miss that no missing guard makes fail holds nothing. Prints those, and the score.
 */
import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import process from 'node:process';
import { build, parseSync } from 'vite';

const folder = 'test-results/mutate';
const room = `${join(process.cwd(), 'src/diagnose')}/`;

/** @typedef {{ type: string, start: number, end: number, [key: string]: unknown }} Node */

/** Functions that are given a test. */
const TESTED = new Set(['filter', 'some', 'every', 'find', 'findLast', 'findIndex', 'findLastIndex']);

/** What may be taken for a value instead of an expression, as far as that is a guard. @param {Node} node @returns {[Node, boolean][]} */
function guardsOf(node) {
  const at = (/** @type {string} */ name) => /** @type {Node} */ (node[name]);
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
    return [
      [at('test'), true],
      [at('test'), false],
    ];
  }
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const neutral = node.operator === '&&';
    return [
      [at('left'), neutral],
      [at('right'), neutral],
    ];
  }
  if (node.type === 'CallExpression' && TESTED.has(String(/** @type {any} */ (node).callee.property?.name))) {
    const [test] = /** @type {Node[]} */ (node.arguments);
    if (test?.type === 'ArrowFunctionExpression' && test.expression) return [[/** @type {Node} */ (test.body), true]];
  }
  return [];
}

/** Every node below one. @param {unknown} node @returns {Generator<Node, void, void>} */
function* nodesOf(node) {
  if (Array.isArray(node)) for (const one of node) yield* nodesOf(one);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  if ('type' in node && 'start' in node) yield/** @type {Node} */ (node);
  for (const [key, value] of Object.entries(node)) if (key !== 'parent') yield* nodesOf(value);
}

let count = 0;

/** The code with a switch at each guard: `globalThis.isOut` says which one is taken out. @param {string} code @param {string} path */
function withSwitches(code, path) {
  /** @type {{ at: number, text: string, order: number }[]} */
  const edits = [];
  const mutants = [];
  for (const node of nodesOf(parseSync(path, code).program)) {
    for (const [{ start, end }, value] of guardsOf(node)) {
      const id = ++count;
      const line = code.slice(0, start).split('\n').length;
      mutants.push({ id, line, value, text: code.slice(start, end).replaceAll(/\s+/g, ' ') });
      edits.push({ at: start, text: `(globalThis.isOut(${id}) ? ${value} : (`, order: end });
      edits.push({ at: end, text: '))', order: -start });
    }
  }
  // From the end; what begins at one place nests by length.
  edits.sort((a, b) => b.at - a.at || a.order - b.order);
  let text = code;
  for (const { at, text: put } of edits) text = text.slice(0, at) + put + text.slice(at);
  const imports = [...code.matchAll(/from '(\.[^']+)'/g)].map(([, name = '']) =>
    relative(room, join(path, '..', name)),
  );
  const list = JSON.stringify({ file: relative(room, path), imports, mutants });
  return `${text}\n(globalThis.mutants ??= []).push(${list});\n`;
}

/** A rule without what it asks of a leg: that only spares work, and would hide a guard that is missing. @param {string} code */
function asked(code) {
  return code.replace(/^ {2}asks: \[.*\],$/m, '');
}

/** @type {import('vite').Plugin} */
const switches = {
  name: 'switches',
  enforce: 'pre',
  transform(code, id) {
    // Only the rule in question is asked.
    if (id.endsWith('/src/diagnose/findings.ts')) return code.replaceAll('= RULES', '= globalThis.onlyRules ?? RULES');
    return id.startsWith(room) && !id.endsWith('/rules.ts') ? withSwitches(asked(code), id) : null;
  },
};

await build({
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  plugins: [switches],
  build: {
    ssr: 'test/tools/mutants.ts',
    outDir: folder,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'mutants.mjs', codeSplitting: false } },
  },
});
process.exit(
  spawnSync(process.execPath, [`${folder}/mutants.mjs`, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1,
);
