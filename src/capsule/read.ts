import type { Capsule, Outcome } from './capsule.ts';
import { carriedFragment, isCarrier } from './carrier.ts';
import { type Carrier, decodeCapsule } from './decode.ts';
import { isFile, readFile } from './file.ts';
import { readFragment } from './fragment.ts';
import { CAPSULE_HEAD, CARRIER_LIMIT } from './limits.ts';

/** Opens a link (an address, its fragment, a text that holds one) the bytes of a `.rungs` file, or of a page or picture that carries a trace. Never rejects. @param passphrase '' when none is known */
export async function readCapsule(input: string | Uint8Array, passphrase = ''): Promise<Outcome<Capsule>> {
  if (typeof input === 'string') return open(readFragment(input), 'link', passphrase);
  if (isFile(input)) return open(readFile(input), 'file', passphrase);
  const text = new TextDecoder('latin1').decode(input);
  if (isCarrier(text.slice(0, CAPSULE_HEAD)))
    return open(readFragment(carriedFragment(text), CARRIER_LIMIT, 'file'), 'file', passphrase);
  return open(readFragment(text), 'link', passphrase);
}

async function open(bytes: Outcome<Uint8Array>, what: Carrier, passphrase: string): Promise<Outcome<Capsule>> {
  return bytes.ok ? decodeCapsule(bytes.value, what, passphrase) : bytes;
}
