import type { Body, RequestLine, SipMessage, StatusLine } from '../message.ts';
import { parseSdp } from '../sdp.ts';
import type { SessionDescription } from '../sdp-types.ts';
import { headerCells, headerNames, orderCells } from './headers.ts';
import { type Cell, compareValues, type Parted, parted, plainCell } from './lines.ts';
import { uriParts, whole } from './parts.ts';
import { sessionRows } from './session.ts';
import type { ComparedRow, Section } from './table.ts';

const PARTIES = ['From', 'To'];
/** Headers of a message that are compared: more than any message has that means well. */
const MOST_HEADERS = 1000;
/** Lines of a body that are compared. */
const MOST_LINES = 200;

/**
 * Messages side by side, by meaning: what the start line says, From and To, each header, each media line. Rows without a
 * difference are there too.
 * @param parents for each message the position of the one that it came from, -1 for none
 */
export function compareMessages(messages: readonly SipMessage[], parents: readonly number[]): ComparedRow[] {
  const headers = messages.map((message) => message.headers.slice(0, MOST_HEADERS));
  const names = headerNames(headers);
  const header = (section: Section) => (name: string) => row(section, name, headerCells(name, headers, parents));
  const own = (section: Section, label: string, values: readonly (readonly Parted[])[]) =>
    row(section, label, cellsOf(values, parents));
  const lines = messages.map(({ startLine }) => startLine);
  const isParty = (name: string) => PARTIES.includes(name);
  const rows = [
    own('start', 'Method', lines.map(methodOf)),
    own('start', 'Request-URI', lines.map(uriOf)),
    own('start', 'Status', lines.map(statusOf)),
    ...PARTIES.filter((name) => names.includes(name)).map(header('parties')),
    ...names.filter((name) => !isParty(name)).map(header('headers')),
    row('headers', 'Order of headers', orderCells(headers, parents)),
    ...sessionRows(messages.map(sessionOf), parents).map(({ label, cells }) => row('sdp', label, cells)),
    ...bodyTypes(messages).map((type) =>
      own(
        'body',
        type,
        messages.map((message) => bodyValues(message, type)),
      ),
    ),
  ];
  return rows.filter(({ cells }) => cells.some((lines) => lines.length > 0));
}

function cellsOf(values: readonly (readonly Parted[])[], parents: readonly number[]): Cell[] {
  return values.map((own, i) => {
    const before = values[parents[i] ?? -1];
    return before ? compareValues(before, own) : plainCell(own);
  });
}

function row(section: Section, label: string, cells: readonly Cell[]): ComparedRow {
  const differences = [...new Set(cells.flatMap((cell) => cell.differences))];
  return { section, label, differences, cells: cells.map(({ lines }) => lines) };
}

type StartLine = RequestLine | StatusLine | null;

function methodOf(line: StartLine): Parted[] {
  return line?.kind === 'request' ? [parted(line.method, [whole(line.method)], '')] : [];
}

function uriOf(line: StartLine): Parted[] {
  return line?.kind === 'request' ? [parted(line.uri, uriParts(line.uri), '')] : [];
}

function statusOf(line: StartLine): Parted[] {
  if (line?.kind !== 'response') return [];
  const code = String(line.status);
  const text = `${code} ${line.reason}`.trim();
  const parts = [
    { name: 'code', key: code, span: { start: 0, end: code.length } },
    {
      name: 'phrase',
      key: line.reason.trim(),
      span: { start: Math.min(text.length, code.length + 1), end: text.length },
    },
  ];
  return [parted(text, parts, '')];
}

function bodiesIn(body: Body | null): readonly Body[] {
  if (!body) return [];
  return body.parts.length === 0 ? [body] : body.parts.flatMap(bodiesIn);
}

function sessionOf({ bytes, body }: SipMessage): SessionDescription | null {
  const found = bodiesIn(body).find(({ type }) => type === 'application/sdp');
  return found ? parseSdp(bytes, found.span) : null;
}

function bodyTypes(messages: readonly SipMessage[]): string[] {
  const types = messages.flatMap(({ body }) => bodiesIn(body).map(({ type }) => type));
  return [...new Set(types)].filter((type) => type !== 'application/sdp');
}

const decoder = new TextDecoder();

/** Bodies that are no SDP, by line; what is no text as one value. */
function bodyValues({ bytes, body }: SipMessage, type: string): Parted[] {
  return bodiesIn(body)
    .filter((one) => one.type === type)
    .flatMap(({ span }) => {
      const text = decoder.decode(bytes.subarray(span.start, span.end));
      if (!/[\u0000-\u0008\ufffd]/.test(text)) return text.split(/\r?\n/, MOST_LINES).flatMap(textLine);
      return [parted(`${span.end - span.start} bytes`, [whole(text)], '')];
    });
}

function textLine(text: string): Parted[] {
  return text.trim() === '' ? [] : [parted(text, [whole(text)], text)];
}
