import { CR, LF, trimEnd } from './bytes.ts';
import type { Span } from './message.ts';
import { type MessageText, messageText } from './message-text.ts';
import type { MessageProblems } from './problems.ts';
import type { SdpLine } from './sdp-types.ts';

/** Lines of one description that are taken apart; the rest is kept as one line. */
const LINE_LIMIT = 20_000;

const EQUALS = 61;

/** Splits a description at LF, or at CR where there is no LF; CRLF counts as one (RFC 8866 §5). Blank lines are no lines. */
export function sdpLines(bytes: Uint8Array, { start, end }: Span, problems: MessageProblems): SdpLine[] {
  const lines: SdpLine[] = [];
  const text = messageText(bytes, start, end);
  const feed = hasByte(bytes, start, end, LF) ? LF : CR;
  const hasNul = hasByte(bytes, start, end, 0);
  for (let at = start; at < end; ) {
    let stop = at;
    if (lines.length >= LINE_LIMIT) stop = end;
    else while (stop < end && bytes[stop] !== feed) stop++;
    const last = trimEnd(bytes, at, stop);
    if (hasNul) checkCharacters(bytes, at, last, problems);
    if (last > at) lines.push(lineIn(bytes, at, last, text, problems));
    at = stop + 1;
  }
  return lines;
}

function hasByte(bytes: Uint8Array, start: number, end: number, byte: number): boolean {
  const at = bytes.indexOf(byte, start);
  return at >= 0 && at < end;
}

function lineIn(bytes: Uint8Array, start: number, end: number, text: MessageText, problems: MessageProblems): SdpLine {
  if (bytes[start + 1] !== EQUALS || end - start < 2) {
    problems.add('sdp-bad-line', 'This line of the session description is no letter and equals sign.', start, end);
    return {
      type: '',
      value: text.read(start, end),
      span: { start, end },
      valueSpan: { start, end },
    };
  }
  return {
    type: text.read(start, start + 1),
    value: text.read(start + 2, end),
    span: { start, end },
    valueSpan: { start: start + 2, end },
  };
}

/** RFC 8866 §9, byte-string: anything but NUL, CR and LF. */
function checkCharacters(bytes: Uint8Array, start: number, end: number, problems: MessageProblems): void {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) {
      problems.add('nul-character', 'The session description holds a NUL character.', at, at + 1);
      return;
    }
  }
}
