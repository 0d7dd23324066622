import type { RequestLine, StatusLine } from '../../sip/message.ts';
import { opaque, type Reading } from './opaque.ts';
import { redactUri } from './uris.ts';

/** Method, version and status stay; a phrase is shown as far as it is common English. */
export function redactStartLine(reading: Reading, line: RequestLine | StatusLine | null): void {
  if (!line) return;
  const { edits } = reading;
  const { start, end } = line.span;
  if (line.kind === 'request') {
    edits.keep(start, line.uriSpan.start);
    redactUri(reading, line.uriSpan.start, line.uriSpan.end);
    edits.keep(line.uriSpan.end, end);
    return;
  }
  const code = /^\S+\s+\d{3}/.exec(edits.text.slice(start, end))?.[0].length ?? 0;
  edits.keep(start, start + code);
  opaque(reading, { start: start + code, end });
}
