import { leadingNumber } from './cseq.ts';
import type { Span } from './message.ts';
import { indexIn, skipSpaces, trimSpaces, unquote } from './text-scan.ts';
import { parameterValue, parseParameters, splitList } from './values.ts';

/** One value of a Reason header (RFC 3326). */
export interface Reason {
  /** `Q.850`, `SIP`, … as written. */
  readonly protocol: string;
  readonly cause: number | null;
  readonly text: string | null;
  readonly span: Span;
}

/** All values of a Reason header: `Q.850;cause=16;text="Normal call clearing"`. */
export function parseReasons(text: string): Reason[] {
  return splitList(text)
    .filter(({ start, end }) => end > start)
    .map((span) => {
      const semicolon = indexIn(text, ';', span.start, span.end);
      const parameters = parseParameters(text, semicolon, span.end);
      return {
        protocol: text.slice(span.start, trimSpaces(text, span.start, semicolon)),
        cause: leadingNumber(parameterValue(parameters, 'cause') ?? '', 0xffff),
        text: parameterValue(parameters, 'text'),
        span,
      };
    });
}

/** One value of a Warning header (RFC 3261 §20.43). */
export interface Warning {
  /** Three digits; null when the value begins with anything else. */
  readonly code: number | null;
  readonly agent: string;
  readonly text: string;
  readonly span: Span;
}

/** All values of a Warning header: `307 isi.edu "Session parameter 'foo' not understood"`. */
export function parseWarnings(text: string): Warning[] {
  return splitList(text)
    .filter(({ start, end }) => end > start)
    .map((span) => {
      const codeEnd = blank(text, span.start, span.end);
      const agentStart = skipSpaces(text, codeEnd, span.end);
      const agentEnd = blank(text, agentStart, span.end);
      const quoted = skipSpaces(text, agentEnd, span.end);
      const code = text.slice(span.start, codeEnd);
      return {
        code: /^\d{3}$/.test(code) ? Number(code) : null,
        agent: text.slice(agentStart, agentEnd),
        text: unquote(text, quoted, span.end),
        span,
      };
    });
}

function blank(text: string, start: number, end: number): number {
  return Math.min(indexIn(text, ' ', start, end), indexIn(text, '\t', start, end));
}
