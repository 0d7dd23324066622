import { captured, FINE_CLOCK, TRUNCATED } from '../../src/base/captured.ts';
import { bytesSource, type Source } from '../../src/base/source.ts';
import { transportCode } from '../../src/base/transport.ts';
import { MessageIndex } from '../../src/sip/message-index.ts';
import { isMessageLine, type MessageLine, readDetail, readMessageLine, readSpan } from './flow/line.ts';
import { bytesOfMessage } from './flow/message.ts';
import { Parties, type Party } from './flow/party.ts';
import { requestHop } from './flow/request.ts';
import { response } from './flow/response.ts';
import { CallState } from './flow/state.ts';

/** A message as a capture has it. */
export interface FlowMessage {
  /** The line of the flow that it was written as. */
  readonly text: string;
  /** Position in `sources`, and where it begins there. */
  readonly source: number;
  readonly place: number;
  /** Microseconds, see Captured.time; NaN without a clock. */
  readonly time: number;
  readonly from: Party;
  readonly to: Party;
  readonly transport: string;
  readonly truncated: boolean;
  readonly bytes: Uint8Array;
}

export interface Flow {
  readonly messages: readonly FlowMessage[];
  /** The bytes of the messages, one after the other. */
  readonly sources: readonly Source[];
  readonly clock: 'absolute' | 'time-of-day' | 'none';
  /** Stamps tell apart what is less than 20 ms apart. */
  readonly fine: boolean;
  /** False: the capture does not say who sent and who received. */
  readonly addressed: boolean;
}

const DEFAULT_STEP = 10_000;
const MONDAY = Date.UTC(2024, 2, 4) * 1000;
const NOON = 12 * 3600 * 1e6;

/**
 * Real SIP messages out of a flow written as a picture:
 *
 *     alice = 192.0.2.10:5060 "Alice Archer" Yealink T54W    addresses are given out without this
 *     proxy p1 record-route
 *     start 12:04:02.104      clock time-of-day | none      addresses none      step 20ms      transport tcp
 *     stamps coarse           they cannot tell a duplicate from a retransmission
 *     alice -> bob INVITE sdp via p1          one line for all hops, or a line for each: alice -> p1 INVITE, p1 -> bob INVITE
 *     bob -> alice 180 +980ms via p1
 *       +X-Note: another header               `Name: value` replaces, `Name:` takes away
 *     alice <- bob 200 sdp via p1
 *     alice x> bob ACK                        sent, but not in the capture
 *     … 32s
 *     bob -> alice BYE again                  the same bytes once more
 *     alice -> bob 200 -300ms                 a clock that runs behind
 *
 * After the method or status: a "reason", SDP words (flow/line.ts), `to carol` (whom a proxy is to reach, where a redirect
 * points), `refer-to carol`, `sipfrag 200`, `rel` (100rel), `fresh` (new tags under the old Call-ID), `truncated`,
 * `tcp`/`tls`, `@b` (another Call-ID), `in 1` (another capture), `uri sip:x` (Request-URI), `seen-from nat` and `seen-to nat` (the
 * socket of another party on the wire), and for a response the method that it answers.
 */
export function callFrom(text: string): Flow {
  const script = readScript(text);
  const calls = new Map<string, CallState>();
  const sent: FlowMessage[] = [];
  const sizes: number[] = [0];
  let time = script.clock === 'absolute' ? MONDAY + script.start : script.start;
  for (const [at, line] of script.lines.entries()) {
    if (at > 0) time += line.step;
    const call = calls.get(line.call) ?? new CallState(line.call);
    calls.set(line.call, call);
    const transport = line.transport ?? script.transport;
    const bytes = line.flags.has('again') ? repeated(sent, line) : written(script, call, at, transport);
    if (line.lost) continue;
    const place = sizes[line.source] ?? 0;
    const truncated = line.flags.has('truncated');
    const kept = truncated ? bytes.subarray(0, Math.floor(bytes.length * 0.7)) : bytes;
    sizes[line.source] = place + kept.length;
    const { source } = line;
    const { parties } = script;
    const ends = {
      from: parties.get(line.words.get('seen-from') ?? line.from),
      to: parties.get(line.words.get('seen-to') ?? line.to),
    };
    const known = { text: line.text, source, place, time: script.clock === 'none' ? Number.NaN : time };
    sent.push({ ...known, ...ends, transport, truncated, bytes: kept });
  }
  const sources = Array.from(sizes, (_, number) => bytesSource(`flow-${number}`, joined(sent, number)));
  return { messages: sent, sources, clock: script.clock, fine: script.fine, addressed: script.addressed };
}

/** An index of the messages of a flow: row i is message i. */
export function indexFrom(flow: Flow): MessageIndex {
  const index = new MessageIndex();
  for (const message of flow.messages) {
    const known = captured(message.source);
    known.time = message.time;
    known.place = message.place;
    known.transport = transportCode(message.transport);
    known.flags = (flow.fine ? FINE_CLOCK : 0) | (message.truncated ? TRUNCATED : 0);
    if (flow.addressed) {
      known.from = index.endpoints.ofHost(message.from.address, message.from.port);
      known.to = index.endpoints.ofHost(message.to.address, message.to.port);
    }
    if (index.add(message.bytes, 0, message.bytes.length, known) < 0) throw new Error(`no SIP: ${message.text}`);
  }
  return index;
}

interface Script {
  readonly lines: MessageLine[];
  readonly parties: Parties;
  /** Microseconds since midnight. */
  start: number;
  step: number;
  clock: Flow['clock'];
  fine: boolean;
  addressed: boolean;
  transport: string;
}

function readScript(text: string): Script {
  const script: Script = {
    lines: [],
    parties: new Parties(),
    start: NOON,
    step: DEFAULT_STEP,
    clock: 'absolute',
    fine: true,
    addressed: true,
    transport: 'UDP',
  };
  let pause = 0;
  let current: MessageLine | undefined;
  for (const row of text.split('\n')) {
    const line = row.trim();
    const [word = '', value = '', ...rest] = line.split(/\s+/);
    if (line === '' || line.startsWith('#')) continue;
    if (isMessageLine(line)) {
      const read = readMessageLine(line, script.step + pause);
      script.lines.push(...hopsOf(read, script));
      current = read;
      pause = 0;
    } else if (word === '…' || word === '...') pause += readSpan(value);
    else if (value === '=') script.parties.declare(word, rest.join(' '));
    else if (!readDirective(script, word, value, rest)) {
      if (!current) throw new Error(`not understood: ${line}`);
      readDetail(line, current);
    }
  }
  return script;
}

function readDirective(script: Script, word: string, value: string, rest: readonly string[]): boolean {
  if (word === 'proxy') script.parties.declareProxy(value, rest.includes('record-route'));
  else if (word === 'start') script.start = timeOfDay(value);
  else if (word === 'step') script.step = readSpan(value);
  else if (word === 'clock') script.clock = value === 'none' ? 'none' : 'time-of-day';
  else if (word === 'stamps') script.fine = value !== 'coarse';
  else if (word === 'addresses') script.addressed = value !== 'none';
  else if (word === 'transport') script.transport = value.toUpperCase();
  else return false;
  return true;
}

function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number);
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1e6);
}

/** A line `… via p1 p2` as one line for each hop; what it says of headers and body holds where it begins. */
function hopsOf(line: MessageLine, script: Script): MessageLine[] {
  for (const name of [line.from, line.to]) script.parties.get(name);
  if (line.via.length === 0) return [line];
  for (const name of line.via) if (!script.parties.get(name).proxy) script.parties.declareProxy(name, false);
  const stops = [line.from, ...line.via, line.to];
  const words = line.status ? line.words : new Map([['to', line.to], ...line.words]);
  return stops.slice(1).map((to, hop) => {
    const from = stops[hop] ?? '';
    const lost = line.lost && hop === line.via.length;
    if (hop === 0) return { ...line, from, to, lost, words };
    return { ...line, from, to, lost, step: script.step, sdp: [], body: [], headers: [] };
  });
}

function repeated(sent: readonly FlowMessage[], line: MessageLine): Uint8Array {
  const verb = line.status ? String(line.status) : line.method;
  const same = sent.findLast(
    ({ from, to, text }) => from.name === line.from && to.name === line.to && text.split(/\s+/)[3] === verb,
  );
  if (!same) throw new Error(`nothing to repeat: ${line.text}`);
  return same.bytes;
}

function written(script: Script, call: CallState, at: number, transport: string): Uint8Array {
  const { parties, lines } = script;
  const line = lines[at] as MessageLine;
  if (line.status) return bytesOfMessage(response({ parties, call, line }));
  const isLast = ({ call: name, method, from, to }: MessageLine) =>
    name === line.call && method === line.method && parties.get(from).proxy && !parties.get(to).proxy;
  const target = lines.slice(at + 1).find(isLast)?.to ?? '';
  const hop = requestHop({ parties, call, line, transport, target, branch: `z9hG4bK-${line.call}-${at + 1}` });
  call.hops.push(hop);
  return bytesOfMessage(hop.message);
}

function joined(messages: readonly FlowMessage[], source: number): Uint8Array {
  const own = messages.filter((message) => message.source === source);
  const bytes = new Uint8Array(own.reduce((sum, message) => sum + message.bytes.length, 0));
  for (const { place, bytes: part } of own) bytes.set(part, place);
  return bytes;
}
