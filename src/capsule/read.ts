import type { Capsule, Outcome } from './capsule.ts';
import { decodeCapsule } from './decode.ts';
import { isFile, readFile } from './file.ts';
import { readFragment } from './fragment.ts';

/** Opens a link (an address, its fragment, a text that holds one) or the bytes of a `.rungs` file. Never rejects. */
export async function readCapsule(input: string | Uint8Array): Promise<Outcome<Capsule>> {
  if (typeof input === 'string') return open(readFragment(input), 'link');
  if (isFile(input)) return open(readFile(input), 'file');
  return open(readFragment(new TextDecoder('latin1').decode(input)), 'link');
}

async function open(bytes: Outcome<Uint8Array>, what: 'link' | 'file'): Promise<Outcome<Capsule>> {
  return bytes.ok ? decodeCapsule(bytes.value, what) : bytes;
}
