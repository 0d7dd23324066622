import { describe, expect, test } from 'vitest';
import { cyclesIn } from './architecture/cycles.ts';
import { type Import, scan, type Use } from './architecture/scan.ts';
import { hasReadme, roomFolders, roomOf, type SourceFile, sourceFiles, targetOf } from './architecture/sources.ts';

/** Rooms that run the same in a worker, in Node and in the page, in the order of the road. */
const pure = words('base guide packets sip view capsule formats call media diagnose query lanes ladder share export');

/** Which room may import which. A type-only import is an import. */
const mayImport: Record<string, string[]> = {
  base: [],
  guide: [],
  packets: words('base'),
  sip: words('base'),
  view: words('base sip call'),
  capsule: words('base view'),
  formats: words('base packets sip capsule'),
  call: words('base sip'),
  media: words('base sip call packets'),
  diagnose: words('base sip call media guide'),
  query: words('base sip call media diagnose'),
  ladder: words('base sip call media diagnose view query guide'),
  lanes: words('base sip call diagnose view'),
  share: words('base sip call view capsule diagnose'),
  export: pure.filter((room) => room !== 'formats'),
  'analyse.ts': words('base packets formats sip call media diagnose view'),
  'open-trace.ts': words('analyse.ts formats media export'),
  worker: ['analyse.ts', 'open-trace.ts', ...pure],
  cli: ['analyse.ts', 'open-trace.ts', ...pure],
  'cli.ts': words('cli base'),
  state: words('base sip call media diagnose query lanes ladder view share worker'),
  // It asks the worker for the catalogue of formats.
  ui: ['state', 'worker', ...pure.filter((room) => room !== 'formats' && room !== 'packets')],
  'main.tsx': words('ui state worker'),
};

/** Where a type-only import is all that is allowed. */
const typesOnlyFrom = new Set(['view -> call']);

/** Which rooms may use which package. */
const mayUse: Record<string, string[]> = {
  react: ['ui', 'main.tsx'],
  'react-dom': ['ui', 'main.tsx'],
  'lean-qr': ['ui'],
  'virtual:viewer': ['ui', 'cli.ts'],
  zustand: ['state', 'ui'],
  d3: ['ladder', 'ui'],
  fflate: words('packets capsule formats share export'),
  fzstd: ['formats'],
  '@noble/ciphers': ['packets'],
  valibot: words('view capsule share state worker'),
  'node:': ['cli.ts'],
};

/** A Document, a clock, a source of chance is handed in: none of these is reached for in a pure room. */
const impure = new Set(
  words(
    'window self globalThis document navigator localStorage sessionStorage indexedDB performance process Buffer require',
    'fetch XMLHttpRequest WebSocket EventSource Date.now Date() Math.random',
  ),
);

/** Ways from data to markup or code, or past the policy of the page. `html()` and `attr(style)` are D3's. */
const unsafe = new Set(
  words(
    'innerHTML outerHTML insertAdjacentHTML dangerouslySetInnerHTML setHTMLUnsafe createContextualFragment srcdoc srcDoc',
    'html() attr(style) setAttribute(style) eval Function',
  ),
);

const files = sourceFiles();

describe('the rooms of src/', () => {
  test('import only in the directions of the table', () => {
    expect(files.flatMap((file) => file.imports.flatMap((found) => wrongDirection(file, found)))).toEqual([]);
  });

  test('use only the packages that are theirs', () => {
    expect(files.flatMap((file) => file.imports.flatMap((found) => wrongPackage(file, found)))).toEqual([]);
  });

  test('name the file they import, with its extension', () => {
    const vague = ({ name }: Use) => name === '?' || (name.startsWith('.') && !/\.\w+(\?.*)?$/.test(name));
    expect(files.flatMap((file) => places(file, file.imports.filter(vague)))).toEqual([]);
  });

  test('stand in the table and tell in a README what they are', () => {
    const rooms = roomFolders(files);
    expect(files.filter((file) => !Object.hasOwn(mayImport, file.room)).map((file) => file.path)).toEqual([]);
    expect(rooms.filter((room) => !hasReadme(room)).map((room) => `src/${room}/README.md is missing`)).toEqual([]);
  });

  test('have no circle of imports between files', () => {
    const targets = (file: SourceFile) => file.imports.flatMap(({ name }) => targetOf(file.path, name) ?? []);
    expect(cyclesIn(new Map(files.map((file) => [file.path, targets(file)])))).toEqual([]);
  });

  test('are pure from base to export', () => {
    const inPure = files.filter((file) => pure.includes(file.room));
    const reached = (file: SourceFile) => file.globals.filter(({ name }) => impure.has(name));
    expect(inPure.flatMap((file) => places(file, reached(file)))).toEqual([]);
  });

  test('make no markup and no code out of data', () => {
    const reached = (file: SourceFile) => [...file.members, ...file.globals].filter(({ name }) => unsafe.has(name));
    expect(files.flatMap((file) => places(file, reached(file)))).toEqual([]);
  });
});

describe('the scan behind these tests', () => {
  const read = (text: string) => scan('some.tsx', text);
  const names = (uses: readonly Use[]) => uses.map(({ name }) => name);

  test.each([
    ["import { a } from './a.ts'", false],
    ["import './a.ts'", false],
    ["import * as all from './a.ts'", false],
    ["import type { A } from './a.ts'", true],
    ["import { type A } from './a.ts'", true],
    ["import { a, type A } from './a.ts'", false],
    ["export { a } from './a.ts'", false],
    ["export * from './a.ts'", false],
    ["export type { A } from './a.ts'", true],
    ["const a = await import('./a.ts')", false],
    ["let a: import('./a.ts').A", true],
    ["const a = new URL('./a.ts', import.meta.url)", false],
  ])('sees the import in: %s', (text, typesOnly) => {
    expect(read(`// first line\n${text};`).imports).toEqual([{ name: './a.ts', line: 2, typesOnly }]);
  });

  test('sees no import in comments and strings, and an unreadable one as such', () => {
    expect(read('/* import "./a.ts" */ const a = `import "./a.ts"`;').imports).toEqual([]);
    expect(names(read('const a = (name: string) => import(name);').imports)).toEqual(['?']);
  });

  test.each([
    'document.body',
    'x(window)',
    'Date.now()',
    'new Date()',
    'Math.random',
    '{ const y = fetch; }',
    'z = { document }',
  ])('sees what is reached for in: %s', (text) => {
    expect(names(read(`let x, z; function f() { ${text} }`).globals).some((name) => impure.has(name))).toBe(true);
  });

  test.each([
    'function draw(document: Document) { return () => document.body }',
    'const write = ({ document: page, window = 3 }: Options) => page ?? window',
    'const self = 1; x.document = { window: self }; new Date(5); type T = typeof document',
    'import { document } from "./paper.ts"; for (const process of list) process(document)',
  ])('knows what is handed in: %s', (text) => {
    expect(names(read(text).globals).filter((name) => impure.has(name))).toEqual([]);
  });

  test.each(['x.innerHTML = y', "x['innerHTML'] = y", 'x.html(y)', "x.attr('style', y)", 'eval(y)', 'new Function(y)'])(
    'sees markup or code made of data in: %s',
    (text) => {
      const { members, globals } = read(text);
      expect(names([...members, ...globals]).some((name) => unsafe.has(name))).toBe(true);
      expect(names(read('<b dangerouslySetInnerHTML={y} />').members)).toContain('dangerouslySetInnerHTML');
    },
  );

  test('finds circles of any length, and none where there is none', () => {
    const graph = (...edges: string[]) => new Map(edges.map((edge) => [edge[0] ?? '', [...edge.slice(1)]]));
    expect(cyclesIn(graph('abc', 'bc', 'c'))).toEqual([]);
    expect(cyclesIn(graph('ab', 'bc', 'ca'))).toEqual([['a', 'b', 'c']]);
    expect(cyclesIn(graph('aa'))).toEqual([['a']]);
    expect(cyclesIn(graph('ab', 'bcd', 'c', 'db'))).toEqual([['b', 'd']]);
  });

  test('holds an import against the tables', () => {
    const file = { path: 'src/view/a.ts', room: 'view', imports: [], globals: [], members: [] };
    const found = (name: string, typesOnly = false) => {
      const use = { name, line: 1, typesOnly };
      return [...wrongDirection(file, use), ...wrongPackage(file, use)].length;
    };
    expect(['./b.ts', '../base/a.ts', '../sip/b.ts', 'valibot'].map((name) => found(name))).toEqual([0, 0, 0, 0]);
    expect(['../ui/a.tsx', '../../package.json', 'react', 'd3-scale', 'node:fs'].map((name) => found(name))).toEqual([
      1, 1, 1, 1, 1,
    ]);
    expect([found('../call/a.ts'), found('../call/a.ts', true)]).toEqual([1, 0]);
  });
});

function words(...lines: string[]): string[] {
  return lines.join(' ').split(' ');
}

function places(file: SourceFile, uses: readonly Use[]): string[] {
  return uses.map(({ name, line }) => `${file.path}:${line} ${name}`);
}

/** What the table of rooms holds against an import; nothing when it allows it. */
function wrongDirection(file: SourceFile, { name, line, typesOnly }: Import): string[] {
  const target = targetOf(file.path, name);
  if (target === undefined || roomOf(target) === file.room) return [];
  const room = target.startsWith('src/') ? roomOf(target) : 'what lies outside src/';
  if (!mayImport[file.room]?.includes(room)) return [`${file.path}:${line} ${file.room} may not import ${room}`];
  const onlyTypes = typesOnlyFrom.has(`${file.room} -> ${room}`) && !typesOnly;
  return onlyTypes ? [`${file.path}:${line} ${file.room} may import only types of ${room}`] : [];
}

/** What the table of packages holds against an import; nothing when it allows it. */
function wrongPackage(file: SourceFile, { name, line }: Import): string[] {
  if (name === '?' || name.startsWith('.')) return [];
  const [owner] = Object.entries(mayUse).find(
    ([key]) => name === key || name.startsWith(key.endsWith(':') ? key : `${key}/`),
  ) ?? [''];
  return mayUse[owner]?.includes(file.room) ? [] : [`${file.path}:${line} ${file.room} may not use ${name}`];
}
