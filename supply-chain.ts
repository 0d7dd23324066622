import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

/** A package whose code is in the build. */
interface Part {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** SHA-512 of the package as the lock file pins it, in hexadecimal. */
  readonly hash: string;
  /** Its licence in full. */
  readonly text: string;
}

/** What the lock file says of a package. */
interface Locked {
  readonly version: string;
  readonly integrity: string;
}

/** The folder of the package that a module belongs to: the last node_modules in its path counts. */
const FOLDER = /^.*\/(node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/**
 * Writes down what the build is made of: `sbom.cdx.json` (CycloneDX 1.6) names each package whose code is in it, with
 * version, licence and hash; `licences.txt` has their licences in full. Nothing in them depends on when or where the build
 * is made.
 */
export function supplyChain(): { readonly page: Plugin; readonly worker: () => Plugin[] } {
  const folders = new Set<string>();
  const note = (bundle: Rolldown.OutputBundle) => {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue;
      for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
        const folder = FOLDER.exec(id.replaceAll('\\', '/'))?.[1];
        if (folder && renderedLength > 0) folders.add(folder);
      }
    }
  };
  return {
    page: {
      name: 'supply-chain',
      apply: 'build',
      generateBundle(_options, bundle) {
        note(bundle);
        const parts = [...folders].sort().flatMap(partOf);
        this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: billOf(parts) });
        this.emitFile({ type: 'asset', fileName: 'licences.txt', source: parts.map(licenceOf).join('\n') });
      },
    },
    worker: () => [{ name: 'supply-chain-worker', apply: 'build', generateBundle: (_options, bundle) => note(bundle) }],
  };
}

const lock: { readonly packages: { readonly [folder: string]: Locked } } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);

function partOf(folder: string): Part[] {
  const locked = lock.packages[folder];
  if (!locked) throw new Error(`${folder} is in the build, but not in package-lock.json`);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${folder} has no licence`);
  const hash = Buffer.from(locked.integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
  return [{ name, version, license, hash, text: readFileSync(join(folder, file), 'utf8').trim() }];
}

function billOf(parts: readonly Part[]): string {
  const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { type: 'application', name, version, licenses: [{ license: { id: license } }] },
    },
    components: parts.map((part) => ({
      type: 'library',
      'bom-ref': purlOf(part),
      name: part.name,
      version: part.version,
      hashes: [{ alg: 'SHA-512', content: part.hash }],
      licenses: [{ license: { id: part.license } }],
      purl: purlOf(part),
    })),
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function purlOf({ name, version }: Part): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function licenceOf({ name, version, license, text }: Part): string {
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(80)}\n`;
}
