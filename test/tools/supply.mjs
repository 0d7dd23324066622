/** What a build is made of, and that the same source gives the same build. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Licences under which code may be part of a build. */
const licences = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']);

/** One hash over names and contents of all files of a folder. @param {string} folder */
function hashOf(folder) {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  for (const name of names.sort()) {
    const content = createHash('sha256').update(readFileSync(join(folder, name)));
    hash.update(`${name}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}

/** Packages of a build under a licence that is not allowed, and packages that run a script when they are installed. @param {string} dist */
function strangers(dist) {
  /** @type {{ components: { name: string, licenses: { license: { id: string } }[] }[] }} */
  const bill = JSON.parse(readFileSync(join(dist, 'sbom.cdx.json'), 'utf8'));
  if (bill.components.length < 5) throw new Error('sbom.cdx.json names hardly anything');
  console.log(
    `In the build: ${bill.components.map(({ name, licenses }) => `${name} (${licenses[0]?.license.id})`).join(', ')}`,
  );
  /** @type {{ packages: Record<string, { hasInstallScript?: boolean, optional?: boolean }> }} */
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return [
    ...bill.components
      .filter(({ licenses }) => !licences.has(licenses[0]?.license.id ?? ''))
      .map(({ name }) => `${name}: its licence is not on the list`),
    ...Object.entries(lock.packages)
      .filter(([, { hasInstallScript, optional }]) => hasInstallScript && !optional)
      .map(([name]) => `${name} runs a script when it is installed`),
  ];
}

/** Prints what is in a build and its hash; false when something does not belong there, or another build is not the same. @param {string} dist */
export function checkSupply(dist) {
  const found = strangers(dist);
  for (const text of found) console.error(text);
  const again = mkdtempSync(join(tmpdir(), 'rungs-again-'));
  spawnSync(join('node_modules', '.bin', 'vite'), ['build', '--logLevel', 'error'], {
    stdio: 'inherit',
    env: { ...process.env, RUNGS_DIST: again },
  });
  const [first, second] = [hashOf(dist), hashOf(again)];
  rmSync(again, { recursive: true, force: true });
  console.log(`Hash of the build: ${first}`);
  if (first !== second) console.error(`Built again it is another one: ${second}`);
  return found.length === 0 && first === second;
}
