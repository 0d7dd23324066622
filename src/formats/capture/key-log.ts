import { isKeyLog, TlsSecrets } from '../../packets/tls/secrets.ts';
import { type CaptureFormat, reportOf } from '../capture.ts';
import type { ReadContext } from '../format.ts';

/** Bytes of a key log that are read at most. */
const LONGEST = 1 << 26;
const decoder = new TextDecoder();

/** The secrets in a source that is a key log, taken into `secrets`; how many lines held one. */
export async function takeKeyLog({ source }: Pick<ReadContext, 'source'>, secrets: TlsSecrets): Promise<number> {
  return secrets.read(decoder.decode(await source.read(0, Math.min(LONGEST, source.size))));
}

/** Secrets of TLS sessions as programs write them for Wireshark: no messages, but what opens those of captures. */
export const keyLog: CaptureFormat = {
  id: 'key-log',
  label: 'TLS key log',
  magic: (head) =>
    isKeyLog(head) ? 'lines of a label, a client random and a secret, as SSLKEYLOGFILE has them' : null,
  read: async (context) => {
    const secrets = context.secrets ?? new TlsSecrets();
    const lines = await takeKeyLog(context, secrets);
    const { size } = context.source;
    context.progress?.({ bytes: size, messages: 0 });
    const said = `${lines} ${lines === 1 ? 'secret' : 'secrets'}, used to decrypt the captures beside it and kept nowhere`;
    return reportOf({
      formats: [{ id: keyLog.id, label: keyLog.label, reason: said, messages: 0, clock: 'none' }],
    });
  },
};
