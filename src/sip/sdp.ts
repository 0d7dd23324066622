import type { Span } from './message.ts';
import { MessageProblems } from './problems.ts';
import { attributeIn, checkSecret, directionIn, valuesByName } from './sdp-attributes.ts';
import { bandwidthIn, connectionIn, originIn, timeIn } from './sdp-fields.ts';
import { sdpLines } from './sdp-lines.ts';
import { mediaIn, type SessionLevel } from './sdp-media.ts';
import type { SdpLine, SdpMedia, SessionDescription } from './sdp-types.ts';

/** Media lines of one description that are taken apart. */
const MEDIA_LIMIT = 1000;

/**
 * Parses the session description in `span` of `bytes` (all of them without a span), RFC 8866: any bytes, in one linear
 * pass, without throwing. All spans are offsets in `bytes`.
 */
export function parseSdp(bytes: Uint8Array, span: Span = { start: 0, end: bytes.length }): SessionDescription {
  const problems = new MessageProblems();
  const lines = sdpLines(bytes, span, problems);
  const starts = mediaStarts(lines, problems);
  const session = lines.slice(0, starts[0] ?? lines.length);
  const value = (type: string) => session.find((line) => line.type === type)?.value ?? null;
  const line = (type: string) => session.find((line) => line.type === type);
  const origin = line('o');
  const connection = line('c');
  const attributes = session.filter(({ type }) => type === 'a').map(attributeIn);
  const level: SessionLevel = {
    connection: connection ? connectionIn(connection, problems) : null,
    direction: directionIn(attributes) ?? 'sendrecv',
    values: valuesByName(attributes),
    iceLite: attributes.some(({ name }) => name === 'ice-lite'),
  };
  for (const attribute of attributes) {
    if (attribute.name === 'ice-ufrag' || attribute.name === 'ice-pwd') checkSecret(attribute, problems);
  }
  checkSession(session, span, problems);
  return {
    lines,
    version: value('v'),
    origin: origin ? originIn(origin, problems) : null,
    sessionName: value('s'),
    information: value('i'),
    connection: level.connection,
    attributes,
    time: session.filter(({ type }) => type === 't').map(timeIn),
    bandwidth: session.filter(({ type }) => type === 'b').map(bandwidthIn),
    media: starts.map((start, i): SdpMedia => {
      const next = starts[i + 1] ?? lines.length;
      const end = lines[next]?.span.start ?? span.end;
      return mediaIn(lines[start] as SdpLine, lines.slice(start + 1, next), end, level, problems);
    }),
    span,
    problems: problems.list,
  };
}

/** Positions of the m= lines. */
function mediaStarts(lines: readonly SdpLine[], problems: MessageProblems): number[] {
  const starts: number[] = [];
  for (const [i, { type, span }] of lines.entries()) {
    if (type !== 'm') continue;
    if (starts.length >= MEDIA_LIMIT) {
      problems.add(
        'sdp-too-many-media',
        `Only the first ${MEDIA_LIMIT} media lines are taken apart.`,
        span.start,
        span.end,
      );
      break;
    }
    starts.push(i);
  }
  return starts;
}

/** RFC 8866 §5: v=, o=, s= and t= are there, all but t= only once, as is c=; and v= comes first. */
function checkSession(session: readonly SdpLine[], { start }: Span, problems: MessageProblems): void {
  for (const type of ['v', 'o', 's', 'c', 't']) {
    const found = session.findIndex((line) => line.type === type);
    const again = type === 't' || found < 0 ? null : behind(session, found);
    if (found < 0 && type !== 'c') {
      problems.add('sdp-missing-line', `The session description has no ${type}= line.`, start, start);
    }
    if (again) {
      const text = `The session description has a second ${type}= line before its media.`;
      problems.add('sdp-repeated-line', text, again.span.start, again.span.end);
    }
  }
  const first = session[0];
  const version = session.find(({ type }) => type === 'v');
  if (version && version !== first) {
    problems.add(
      'sdp-bad-order',
      'A session description begins with its v= line.',
      version.span.start,
      version.span.end,
    );
  } else if (version && version.value.trim() !== '0') {
    problems.add(
      'sdp-unknown-version',
      'The version of a session description is 0.',
      version.span.start,
      version.span.end,
    );
  }
}

/** The next line of the type of the one at `place`, null without. */
function behind(lines: readonly SdpLine[], place: number): SdpLine | null {
  for (let at = place + 1; at < lines.length; at++)
    if (lines[at]?.type === lines[place]?.type) return lines[at] ?? null;
  return null;
}
