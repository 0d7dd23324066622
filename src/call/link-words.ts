import type { MessageIndex } from '../sip/message-index.ts';
import { INVITE } from '../sip/methods.ts';
import type { LinkTable } from './link.ts';
import { ANSWERED_TOGETHER, ENDED_TOGETHER, EVIDENCE, type Evidence, SAME_CALLED, SAME_CALLING } from './link.ts';
import { rowsOfLeg } from './table.ts';
import type { CallTable } from './types.ts';

/** The reason of link `i` in words: "both carry Session-ID …", "left 192.0.2.2 3 ms after it arrived, same called number". */
export function linkText(index: MessageIndex, table: CallTable, links: LinkTable, i: number): string {
  const evidence = EVIDENCE[links.evidence[i] as number]?.[0] ?? 'by-hand';
  if (evidence === 'numbers') return numbersText(index, table, links, i);
  if (evidence === 'next-attempt') return attemptText(index, table, links, i);
  const value = shorten(sharedText(index, evidence, links.value[i] as number));
  return TEXTS[evidence](value);
}

const TEXTS: Readonly<Record<Exclude<Evidence, 'numbers' | 'next-attempt'>, (value: string) => string>> = {
  'session-id': (value) => `both carry Session-ID ${value}`,
  'half-session-id': (value) => `both carry ${value} as one half of their Session-ID`,
  icid: (value) => `both carry the charging id ${value} (P-Charging-Vector)`,
  'vendor-key': (value) => `both carry the call key ${value}`,
  identity: () => 'both carry the same signature (Identity)',
  'call-id-named': (value) => `a header or body of one names the Call-ID of the other, ${value}`,
  'dialog-named': (value) =>
    `one asks for the dialog of the other, ${value} (Replaces, Join, Target-Dialog or Refer-To)`,
  'via-branch': (value) => `the Via branch ${value} of one stands in the Via list of the other`,
  'call-id-affix': (value) => `one Call-ID is ${value} and the other one adds to it what a B2BUA adds`,
  'from-tag': (value) => `both have the From tag ${value}`,
  'sdp-origin': (value) => `both offer the same session, o=${value}`,
  'media-address': (value) => `both offer media at ${value}`,
  ice: () => 'both offer the same ICE credentials',
  correlation: (value) => `who captured them gave both the correlation id ${value} (HEP)`,
  refer: (value) => `placed by who was asked for it with REFER to ${value}`,
  redirect: (value) => `placed by who was redirected to ${value}`,
  'third-party': (value) =>
    `the offer that answered one, media at ${value}, went out in the INVITE of the other (third-party call control)`,
  music: (value) => `the media of one, ${value}, were offered to who is on hold in the other`,
  'by-hand': () => 'joined by hand, here or before it was shared',
};

function sharedText(index: MessageIndex, evidence: Evidence, value: number): string {
  if (evidence === 'from-tag') return index.tags.text(value);
  if (evidence === 'call-id-affix') return index.callIds.text(value);
  if (evidence === 'correlation') return index.correlations.textOf(value);
  return index.keys.values.text(value);
}

/** Long values tell no more than their beginning. */
function shorten(text: string): string {
  return text.length > 64 ? `${text.slice(0, 60)}…` : text;
}

function numbersText(index: MessageIndex, table: CallTable, links: LinkTable, i: number): string {
  const support = links.support[i] as number;
  const parts = [passText(index, table, links.a[i] as number, links.b[i] as number), sameText(support)];
  const together = [
    ...(support & ANSWERED_TOGETHER ? ['answered'] : []),
    ...(support & ENDED_TOGETHER ? ['ended'] : []),
  ];
  if (together.length > 0) parts.push(`${together.join(' and ')} together`);
  return parts.join(', ');
}

function sameText(support: number): string {
  const same = [...(support & SAME_CALLED ? ['called'] : []), ...(support & SAME_CALLING ? ['calling'] : [])];
  return `same ${same.join(' and ')} number`;
}

function attemptText(index: MessageIndex, table: CallTable, links: LinkTable, i: number): string {
  const [leaving] = initialInvites(index, table, links.b[i] as number);
  const box = leaving === undefined ? 'the same box' : nameOf(index, index.columns.from[leaving] as number);
  return `left ${box} right after another attempt had failed there, ${sameText(links.support[i] as number)}`;
}

/** "left 192.0.2.2 3 ms after it arrived there". */
function passText(index: MessageIndex, table: CallTable, a: number, b: number): string {
  const c = index.columns;
  const hosts = index.endpoints.hosts();
  const [leaving] = initialInvites(index, table, b);
  if (leaving === undefined) return 'came right after it';
  const box = c.from[leaving] as number;
  const arrival = initialInvites(index, table, a).findLast(
    (row) => hosts[c.to[row] as number] === hosts[box] && !((c.time[row] as number) > (c.time[leaving] as number)),
  );
  const name = nameOf(index, box);
  const apart = arrival === undefined ? Number.NaN : (c.time[leaving] as number) - (c.time[arrival] as number);
  return Number.isNaN(apart)
    ? `left ${name} right after it arrived there`
    : `left ${name} ${span(apart)} after it arrived there`;
}

function initialInvites(index: MessageIndex, table: CallTable, leg: number): number[] {
  const { method, status, toTag } = index.columns;
  return [...rowsOfLeg(table, leg)].filter((row) => method[row] === INVITE && status[row] === 0 && toTag[row] === -1);
}

function nameOf(index: MessageIndex, endpoint: number): string {
  return index.endpoints.get(endpoint).address || 'this system';
}

function span(microseconds: number): string {
  if (microseconds < 1000) return 'less than 1 ms';
  return microseconds < 1e6 ? `${Math.round(microseconds / 1000)} ms` : `${(microseconds / 1e6).toFixed(1)} s`;
}
