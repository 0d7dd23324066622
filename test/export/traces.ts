import { summarise } from '../../src/call/summarise.ts';
import type { OpenTrace } from '../../src/export/open-trace.ts';
import { type Selection, type Showing, select } from '../../src/export/selection.ts';
import { callFrom, indexFrom } from '../support/flow.ts';

/** A flow as a trace that was read from one capture. */
function traceFrom(text: string): OpenTrace {
  const flow = callFrom(text);
  const index = indexFrom(flow);
  const source = {
    name: 'call.pcap',
    formats: [{ id: 'pcap', reason: 'begins like a pcap file' }],
    clock: flow.clock,
    startLines: index.count,
    messages: index.count,
    skipped: [{ what: 'packets' as const, reason: 'not SIP', count: 3, where: [2, 7] }],
    problems: [{ code: 'cut', text: 'The last packet is cut.', at: { source: 0, offset: 900, frame: 9 } }],
    problemsDropped: 0,
    packets: true,
  };
  const readBytes = (row: number) => Promise.resolve(flow.messages[row]?.bytes ?? new Uint8Array(0));
  return { index, calls: summarise(index), sources: [source], readBytes };
}

/** All calls of a flow. */
export async function selectionOf(flow: string, showing: Showing = {}): Promise<Selection> {
  const trace = traceFrom(flow);
  return select(trace, [...Array(trace.calls.count).keys()], showing);
}

export const BASIC = `
  alice = 192.0.2.10:5060 "Alice Archer" Yealink T54W
  start 12:04:02.104
  alice -> bob INVITE sdp
  bob -> alice 100
  bob -> alice 180 +980ms
  bob -> alice 200 sdp +3290ms
  alice -> bob ACK
  … 32s
  bob -> alice BYE
  alice -> bob 200
`;

export const TWO = `
  alice -> bob INVITE sdp
  bob -> alice 486 "Busy; come | back \`later\`"
  alice -> bob ACK
  alice -> bob OPTIONS @b
  bob -> alice 200 @b
`;
