/** How much JavaScript a built page loads before it does anything, against its budget. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseSync } from 'vite';

/** Bytes after gzip, of everything that index.html loads at once. */
const budget = 130_000;

/** @param {string} path */
function gzipped(path) {
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

/** The scripts that index.html names, by their file names. @param {string} html */
function namedScripts(html) {
  const tags = html.match(/<(?:script|link)\b[^>]*>/g) ?? [];
  return tags
    .filter((tag) => tag.startsWith('<script') || tag.includes('modulepreload'))
    .flatMap((tag) => /(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1] ?? []);
}

/** Those, and all that they import at once. @param {string} dist @returns {Set<string>} */
function initialScripts(dist) {
  const initial = new Set(namedScripts(readFileSync(join(dist, 'index.html'), 'utf8')).map((name) => join(dist, name)));
  for (const path of initial) {
    const { module } = parseSync(path, readFileSync(path, 'utf8'));
    for (const { moduleRequest } of module.staticImports) initial.add(join(path, '..', moduleRequest.value));
  }
  return initial;
}

/** Prints what the build in a folder weighs; false when the page is over its budget. @param {string} dist */
export function checkSize(dist) {
  const initial = initialScripts(dist);
  const total = [...initial].reduce((sum, path) => sum + gzipped(path), 0);
  if (initial.size === 0) throw new Error('index.html loads no script');
  console.log(`Initial JavaScript: ${kilobytes(total)} gzipped of ${kilobytes(budget)}`);
  for (const name of readdirSync(join(dist, 'assets')).filter((file) => /\.(js|css)$/.test(file))) {
    const path = join(dist, 'assets', name);
    console.log(`  ${initial.has(path) ? 'initial' : 'later  '} ${kilobytes(gzipped(path)).padStart(8)}  ${name}`);
  }
  if (total > budget) console.error('Over budget: load a part of it later, or do without.');
  return total <= budget;
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = checkSize('dist') ? 0 : 1;
