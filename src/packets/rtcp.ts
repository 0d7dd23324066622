import { u16, u32 } from './bytes.ts';
import type { ReportTable } from './report-table.ts';

const SENDER = 200;
const RECEIVER = 201;
const GOODBYE = 203;
const EXTENDED = 207;
/** RFC 3611 §4.7: VoIP metrics. */
const VOIP = 7;
const VOIP_WORDS = 8;
const BLOCK = 24;

/** Who sent a packet of RTCP to whom, and when. */
export interface RtcpContext {
  source: number;
  from: number;
  to: number;
  time: number;
}

/**
 * Reads the reports of a compound packet into the table. False when its lengths do not fit (RFC 3550 §A.2): damaged, cut
 * or encrypted (SRTCP, RFC 3711 §3.4, where only the first header can be read).
 */
export function readRtcp(bytes: Uint8Array, start: number, end: number, on: RtcpContext, table: ReportTable): boolean {
  if (!fits(bytes, start, end)) return false;
  let at = start;
  while (at < end) {
    const stop = at + 4 + (u16(bytes, at + 2) << 2);
    readPacket(bytes, at, stop, on, table);
    at = stop;
  }
  return true;
}

function fits(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at + 4 <= end) {
    const type = bytes[at + 1] as number;
    if ((bytes[at] as number) >> 6 !== 2 || type < 192 || type > 223) return false;
    at += 4 + (u16(bytes, at + 2) << 2);
  }
  return at === end && end > start;
}

function readPacket(bytes: Uint8Array, at: number, stop: number, on: RtcpContext, table: ReportTable): void {
  const type = bytes[at + 1] as number;
  const count = (bytes[at] as number) & 31;
  if (at + 8 > stop) return;
  const reporter = u32(bytes, at + 4);
  if (type === SENDER && at + 28 <= stop) {
    sent(bytes, at, reporter, on, table);
    blocks(bytes, at + 28, stop, count, reporter, on, table);
  } else if (type === RECEIVER) blocks(bytes, at + 8, stop, count, reporter, on, table);
  else if (type === EXTENDED) extended(bytes, at + 8, stop, reporter, on, table);
  else if (type === GOODBYE) {
    const row = table.senderOf(reporter);
    if (row >= 0) table.columns.bye[row] = 1;
  }
}

/** RFC 3550 §6.4.1: what the sender says of its own stream. */
function sent(bytes: Uint8Array, at: number, reporter: number, on: RtcpContext, table: ReportTable): void {
  const row = table.find(on.source, on.from, on.to, reporter, reporter, on.time);
  if (row < 0) return;
  const c = table.columns;
  c.stamp[row] = ((u16(bytes, at + 10) << 16) | u16(bytes, at + 12)) >>> 0;
  c.stampTime[row] = on.time;
  c.sentPackets[row] = u32(bytes, at + 20);
  c.sentOctets[row] = u32(bytes, at + 24);
}

/** RFC 3550 §6.4.1: report blocks. */
function blocks(
  bytes: Uint8Array,
  start: number,
  stop: number,
  count: number,
  reporter: number,
  on: RtcpContext,
  table: ReportTable,
): void {
  for (let i = 0, at = start; i < count && at + BLOCK <= stop; i++, at += BLOCK) {
    const about = u32(bytes, at);
    // Nothing was received yet: some name no stream then.
    if (about === reporter || about === 0) continue;
    const row = table.find(on.source, on.from, on.to, reporter, about, on.time);
    if (row < 0) return;
    const c = table.columns;
    c.worstShare[row] = Math.max(c.worstShare[row] as number, bytes[at + 4] as number);
    // 24 bits with a sign: duplicates may make it negative.
    c.lost[row] = (u32(bytes, at + 4) << 8) >> 8;
    c.jitter[row] = Math.max(c.jitter[row] as number, u32(bytes, at + 12));
    roundTrip(row, u32(bytes, at + 16), u32(bytes, at + 20), on.time, table);
  }
}

/** RFC 3550 §6.4.1, seen from the capture: since the sender's report passed here, less what the receiver held it. */
function roundTrip(row: number, stamp: number, held: number, time: number, table: ReportTable): void {
  const c = table.columns;
  const sender = table.senderOf(c.about[row] as number);
  if (stamp === 0 || sender < 0 || c.stamp[sender] !== stamp || c.source[sender] !== c.source[row]) return;
  const found = time - (c.stampTime[sender] as number) - (held * 1e6) / 65536;
  if (found >= 0 && found < 60e6) c.roundTrip[row] = Math.max(c.roundTrip[row] as number, found);
}

/** RFC 3611 §3: blocks of an extended report, of which those with VoIP metrics are read. */
function extended(
  bytes: Uint8Array,
  start: number,
  stop: number,
  reporter: number,
  on: RtcpContext,
  table: ReportTable,
): void {
  let at = start;
  while (at + 4 <= stop) {
    const words = u16(bytes, at + 2);
    if (bytes[at] === VOIP && words === VOIP_WORDS && at + 36 <= stop) voip(bytes, at + 4, reporter, on, table);
    at += 4 + (words << 2);
  }
}

/** RFC 3611 §4.7. */
function voip(bytes: Uint8Array, at: number, reporter: number, on: RtcpContext, table: ReportTable): void {
  const about = u32(bytes, at);
  if (about === reporter) return;
  const row = table.find(on.source, on.from, on.to, reporter, about, on.time);
  if (row < 0) return;
  const c = table.columns;
  c.extended[row] = 1;
  c.lossRate[row] = bytes[at + 4] as number;
  c.discardRate[row] = bytes[at + 5] as number;
  c.burstDensity[row] = bytes[at + 6] as number;
  c.delay[row] = u16(bytes, at + 12);
  c.endDelay[row] = u16(bytes, at + 14);
  c.rFactor[row] = bytes[at + 20] as number;
  c.mosListening[row] = bytes[at + 22] as number;
  c.mosConversation[row] = bytes[at + 23] as number;
}
