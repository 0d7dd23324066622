import { INFERRED_FROM, INFERRED_TO, RECEIVED_BY_SELF, SENT_BY_SELF } from '../base/captured.ts';
import type { MessageIndex } from '../sip/message-index.ts';

/** Share of what a log says of its own address that one address must have to be taken for it. */
const SHARE = 2 / 3;

/**
 * Many logs print only the far end. Which address the system that wrote the log has itself is told by its messages: the
 * top Via of the requests that it sent and of the answers that it got (RFC 3261 §18.1.1, §18.2.2), and the Request-URI of
 * the requests that it got. When one address clearly dominates, the rows of the source are moved to it, so that this log
 * meets other sources of the same trace. They stay marked as inferred.
 */
export function inferSelf(index: MessageIndex, source: number): void {
  const self = index.endpoints.ofSelf(source);
  const c = index.columns;
  const rows: number[] = [];
  const peers = new Set<number>();
  for (let row = 0; row < index.count; row++) {
    if (c.source[row] !== source) continue;
    const [from, to] = [c.from[row] as number, c.to[row] as number];
    if (from === self || to === self) rows.push(row);
    peers.add(from === self ? to : from);
  }
  const address = rows.length > 0 ? ownAddress(index, rows) : -1;
  if (address < 0 || peers.has(address)) return;
  for (const row of rows) {
    if (c.from[row] === self && (c.flags[row] as number) & INFERRED_FROM) c.from[row] = address;
    if (c.to[row] === self && (c.flags[row] as number) & INFERRED_TO) c.to[row] = address;
  }
}

/** Endpoint that the rows say is their own system, -1 when they do not agree. */
function ownAddress(index: MessageIndex, rows: readonly number[]): number {
  const votes = new Map<string, number>();
  let sum = 0;
  for (const row of rows) {
    const said = vote(index, row);
    if (said === '') continue;
    votes.set(said, (votes.get(said) ?? 0) + 1);
    sum++;
  }
  const byHost = new Map<string, { count: number; port: number; most: number }>();
  for (const [text, count] of votes) {
    const { host, port } = split(text);
    const known = byHost.get(host) ?? { count: 0, port, most: 0 };
    const isMost = count > known.most;
    byHost.set(host, {
      count: known.count + count,
      port: isMost ? port : known.port,
      most: Math.max(count, known.most),
    });
  }
  for (const [host, { count, port }] of byHost) {
    // RFC 7118 §5.2: a browser does not know its address and invents a host name.
    if (count >= sum * SHARE && !host.endsWith('.invalid')) return index.endpoints.ofHost(host, port);
  }
  return -1;
}

/** `host:port` by which a row names its own system, '' when it does not. */
function vote(index: MessageIndex, row: number): string {
  const { flags, status, sentBy, requestUri } = index.columns;
  const isRequest = status[row] === 0;
  const bits = flags[row] as number;
  if (bits & (isRequest ? SENT_BY_SELF : RECEIVED_BY_SELF)) return index.sentBys.text(sentBy[row] as number);
  if (!isRequest || !(bits & RECEIVED_BY_SELF)) return '';
  // Only an address: a domain is served by many.
  return (
    /^sips?:(?:[^@>]*@)?(\d+\.\d+\.\d+\.\d+(?::\d+)?|\[[^\]]+\](?::\d+)?)/.exec(
      index.texts.text(requestUri[row] as number),
    )?.[1] ?? ''
  );
}

function split(text: string): { host: string; port: number } {
  const parts = /^\[?([^\]]*?)\]?(?:\s*:\s*(\d{1,5}))?$/.exec(text.trim());
  // RFC 3261 §18.1.1: without a port it is the default one.
  return { host: parts?.[1] ?? text, port: Number(parts?.[2] ?? 5060) };
}
