import { type CaptureFormat, type CaptureReport, reportOf } from '../capture.ts';
import type { ReadContext } from '../format.ts';

interface Refused {
  readonly id: string;
  readonly label: string;
  /** First bytes. */
  readonly magic: readonly number[];
  /** What to do about it. */
  readonly advice: string;
}

const CONVERT = 'editcap of Wireshark turns it into pcapng, which is read';
const UNPACK = 'unpack it first';

const refused: readonly Refused[] = [
  { id: 'xz', label: 'xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], advice: UNPACK },
  { id: 'bzip2', label: 'bzip2', magic: [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59], advice: UNPACK },
  { id: '7z', label: '7-Zip', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], advice: UNPACK },
  { id: 'rar', label: 'RAR', magic: [0x52, 0x61, 0x72, 0x21, 0x1a, 7], advice: UNPACK },
  { id: 'netmon', label: 'Microsoft Network Monitor 2', magic: [0x47, 0x4d, 0x42, 0x55], advice: CONVERT },
  { id: 'netxray', label: 'NetXRay', magic: [0x56, 0x4c, 0x00, 0x00], advice: CONVERT },
  { id: 'sniffer', label: 'Sniffer', magic: [0x54, 0x52, 0x53, 0x4e, 0x49, 0x46, 0x46], advice: CONVERT },
];

/** Files that are known and not read: told so, with what to do, instead of being searched for text. */
export const refusedFormats: readonly CaptureFormat[] = refused.map(({ id, label, magic, advice }) => ({
  id,
  label: `${label} (known, not read)`,
  magic: (head) => (magic.every((byte, i) => head[i] === byte) ? `starts as ${label} does; not read: ${advice}` : null),
  read: (context) => Promise.resolve(nothing(context, label, advice)),
}));

function nothing({ number, source, progress }: ReadContext, label: string, advice: string): CaptureReport {
  progress?.({ bytes: source.size, messages: 0 });
  const text = `This is a file of ${label}, which is not read: ${advice}.`;
  return reportOf({ problems: [{ code: 'format-refused', text, at: { source: number, offset: 0 } }] });
}
