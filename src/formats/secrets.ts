import type { Source } from '../base/source.ts';
import { isKeyLog, TlsSecrets } from '../packets/tls/secrets.ts';
import { takeKeyLog } from './capture/key-log.ts';

/** Bytes that tell a key log. */
const HEAD = 8192;

/** The secrets of all key logs among the sources, so that every capture can be decrypted, whichever comes first. */
export async function gatherSecrets(sources: readonly Source[]): Promise<TlsSecrets> {
  const secrets = new TlsSecrets();
  for (const source of sources) {
    const head = await source.read(0, Math.min(HEAD, source.size));
    if (isKeyLog(head)) await takeKeyLog({ source }, secrets);
  }
  return secrets;
}
