/**
 * The goldens as a gallery: a page of every SVG and text ladder under test/golden, served on this machine.
 * A drawing `x-changed.svg` beside `x.svg`, written when a golden test fails, is shown next to what was expected.
 * `npm run gallery` prints the address; `npm run gallery -- --write` only writes dist-gallery/index.html.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { preview } from 'vite';

const goldens = 'test/golden';
const gallery = 'dist-gallery';

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The names of the goldens, without `-changed` twins, in the order of the alphabet. */
function goldenNames() {
  if (!existsSync(goldens)) return [];
  const names = readdirSync(goldens, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  const shown = names.filter((name) => /\.(svg|txt)$/.test(name));
  return shown.filter((name) => !name.includes('-changed.') || !shown.includes(name.replace('-changed.', '.'))).sort();
}

/** A golden as it is, with its caption. @param {string} name @param {string} caption */
function picture(name, caption) {
  const path = join(goldens, name);
  const content = name.endsWith('.svg')
    ? `<img src="golden/${encodeURI(name)}" alt="${escaped(name)}" loading="lazy">`
    : `<pre>${escaped(readFileSync(path, 'utf8'))}</pre>`;
  return `<figure><figcaption>${escaped(caption)}</figcaption>${content}</figure>`;
}

/** @param {string} name */
function section(name) {
  const changed = name.replace(/\.(\w+)$/, '-changed.$1');
  const isChanged = existsSync(join(goldens, changed));
  const pictures = isChanged ? [picture(name, 'expected'), picture(changed, 'drawn now')] : [picture(name, '')];
  const mark = isChanged ? ' class="changed"' : '';
  return `<section${mark} id="${escaped(name)}"><h2>${escaped(name)}</h2><div>${pictures.join('')}</div></section>`;
}

/** @param {string[]} names */
function page(names) {
  const changed = names.filter((name) => existsSync(join(goldens, name.replace(/\.(\w+)$/, '-changed.$1'))));
  const links = changed.map((name) => `<a href="#${escaped(name)}">${escaped(name)}</a>`).join(' ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery · Rungs</title>
<link rel="stylesheet" href="gallery.css">
<header>
  <h1>Gallery</h1>
  <p>${names.length} goldens, ${changed.length} changed ${links}</p>
  <label><input type="checkbox"> dark</label>
</header>
${names.map(section).join('\n')}
</html>
`;
}

const css = `:root { color-scheme: light; font: 14px/1.45 system-ui, sans-serif }
:root:has(input:checked) { color-scheme: dark }
body { margin: 2rem; background: light-dark(#faf9f6, #16181c); color: light-dark(#1c1f24, #e8e6e1) }
section > div { display: flex; flex-wrap: wrap; gap: 1rem }
figure { margin: 0; overflow: auto; max-width: 100% }
img, pre { border: 1px solid light-dark(#dcd9d2, #33373e); border-radius: 6px; max-width: 100% }
pre { padding: 1rem; margin: 0 }
h2 { font-size: 1rem }
.changed h2 { color: light-dark(#b3261e, #ff8a80) }
`;

/** Writes the gallery into its folder: the page and copies of the goldens. */
function write() {
  const names = goldenNames();
  rmSync(gallery, { recursive: true, force: true });
  mkdirSync(gallery, { recursive: true });
  if (existsSync(goldens)) cpSync(goldens, join(gallery, 'golden'), { recursive: true });
  writeFileSync(join(gallery, 'index.html'), page(names));
  writeFileSync(join(gallery, 'gallery.css'), css);
  console.log(`${names.length} goldens in ${gallery}/index.html`);
}

write();
if (!process.argv.includes('--write')) {
  const server = await preview({ configFile: false, build: { outDir: gallery } });
  server.printUrls();
}
