import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files of a folder and all below it that are small enough to be tried often, in a fixed order. */
function smallFiles(folder: string, most: number): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => !path.endsWith('.md') && !path.endsWith('.json') && statSync(path).isFile())
    .filter((path) => statSync(path).size <= most)
    .sort();
}

const CAPTURE = /\.(pcap|pcapng|cap|snoop|hep|gz|zip|tar|zst)$/;

const read = (paths: readonly string[]) => paths.map((path) => new Uint8Array(readFileSync(path)));

/** One sample after the other that a person might paste. */
export function textSeeds(): Uint8Array[] {
  return read(smallFiles('test/samples', 8192).filter((path) => !CAPTURE.test(path)));
}

/** Captures of all kinds. */
export function captureSeeds(): Uint8Array[] {
  return read(
    [...smallFiles('test/samples', 12_288), ...smallFiles('test/truth', 12_288)].filter((path) => CAPTURE.test(path)),
  );
}

/** SIP messages as they stand on the wire: those of RFC 4475. */
export function messageSeeds(): Uint8Array[] {
  return read(smallFiles('test/samples', 4096).filter((path) => path.endsWith('.dat')));
}
