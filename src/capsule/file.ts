import { type Outcome, refuse } from './capsule.ts';
import { FILE_LIMIT } from './limits.ts';

/** First bytes of a `.rungs` file, format version 1. */
const MAGIC = new TextEncoder().encode('RUNGS1\n');

/** A file: the same bytes as in a link, unwrapped. */
export function writeFile(bytes: Uint8Array): Uint8Array {
  const file = new Uint8Array(MAGIC.length + bytes.length);
  file.set(MAGIC);
  file.set(bytes, MAGIC.length);
  return file;
}

/** Whether these first bytes are those of a `.rungs` file, of this or another version. */
export function isFile(head: Uint8Array): boolean {
  return startsWith(head, MAGIC.subarray(0, 5)) && head[MAGIC.length - 1] === MAGIC[MAGIC.length - 1];
}

/** The capsule in a file. */
export function readFile(file: Uint8Array): Outcome<Uint8Array> {
  if (!isFile(file)) return refuse('no-capsule', 'This is no .rungs file.');
  if (!startsWith(file, MAGIC))
    return refuse('newer-version', 'This file was made by a newer version of Rungs: reload the page to get it.');
  if (file.length > FILE_LIMIT) return refuse('too-large', `This file has more than ${FILE_LIMIT} bytes.`);
  return { ok: true, value: file.subarray(MAGIC.length) };
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return bytes.length >= start.length && start.every((byte, i) => bytes[i] === byte);
}
