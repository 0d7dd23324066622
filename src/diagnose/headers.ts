import { findHeaderLines, type HeaderLines } from '../sip/header-fields.ts';
import { canonicalName } from '../sip/headers.ts';
import { messageText } from '../sip/message-text.ts';

/** Header values of one message by canonical name: what most rules ask, without parsing the message in full. */
export interface HeaderView {
  /** The start line as written. */
  readonly startLine: string;
  /** Values of a header in order, folding undone; [] when it is absent. */
  all(canonical: string): readonly string[];
  /** Bytes of the body: offset, -1 when the message has none. */
  readonly bodyStart: number;
}

/** Reads the header section of a message; any bytes, in one linear pass. */
export function readHeaders(bytes: Uint8Array): HeaderView {
  const end = bytes.length;
  const feed = bytes.indexOf(10);
  const next = feed < 0 ? end : feed + 1;
  const lines = findHeaderLines(bytes, next, end);
  const text = messageText(bytes, 0, Math.max(next, lines.end));
  const values = valuesOf(lines, text);
  return {
    startLine: text.read(0, next).trim(),
    all: (canonical) => values.get(canonical) ?? [],
    bodyStart: lines.bodyStart < end ? lines.bodyStart : -1,
  };
}

function valuesOf(lines: HeaderLines, text: ReturnType<typeof messageText>): Map<string, string[]> {
  const values = new Map<string, string[]>();
  for (let i = 0; i < lines.at.length; i += 3) {
    const start = lines.at[i] as number;
    const colon = lines.at[i + 1] as number;
    if (colon < 0) continue;
    const name = canonicalName(text.read(start, colon).trim());
    const value = text.unfold(colon + 1, lines.at[i + 2] as number).trim();
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}
