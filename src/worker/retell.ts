import { analyse } from '../analyse.ts';
import { bytesSource } from '../base/source.ts';
import { type Outcome, refuse } from '../capsule/capsule.ts';
import { membersOf } from '../capsule/members.ts';
import { exporterOf } from '../export/exporters.ts';
import { paper } from '../export/paper.ts';
import { writePcapng } from '../export/pcapng.ts';
import { type Showing, select } from '../export/selection.ts';
import { ticketText } from '../export/text.ts';
import type { Sieve } from '../ladder/sieve.ts';
import { openTrace } from '../open-trace.ts';
import { carriedBySvg, textsOfSvg } from '../share/carriers.ts';
import type { Leak } from '../share/gate/leaks.ts';
import { sayBlocked } from '../share/gates.ts';
import type { Link } from '../share/link.ts';
import { leaksIn, type Outgoing } from '../share/outgoing.ts';
import { socketOf } from '../share/redact.ts';
import { toText } from '../share/redaction/byte-text.ts';
import { NO_NOTES } from '../view/view.ts';

/** How what leaves is to be told: by an exporter, as the text of a ticket, or as a picture that carries the trace. */
export interface Retelling {
  readonly as: string;
  readonly showing: Showing;
  readonly base: string;
}

/** What is told of a trace together with a link to it. */
export const WITH_LINK: ReadonlySet<string> = new Set(['ticket', 'svg-with-trace']);

/**
 * Reads what is about to leave as whoever gets it will, and writes that. Its text passes gate 1 once more.
 * @param link null when there is none, or when it would be too long
 */
export async function retell(
  out: Outgoing,
  link: Link | null,
  { as, showing, base }: Retelling,
): Promise<Outcome<string>> {
  const { trace, calls, shown } = await reopen(out, showing);
  const selection = await select(trace, calls, shown);
  const [call] = selection.calls;
  if (!call) return refuse('no-capsule', 'There is no call in this.');
  if (as === 'ticket') {
    const travels = link && base !== '' && link.level !== 'too-long' ? base + link.fragment : '';
    return checked(out, ticketText(call, ''), ticketText(call, travels));
  }
  const carries = as === 'svg-with-trace';
  const text = (await exporterOf(carries ? 'svg' : as)?.write(selection, paper())) ?? '';
  if (!carries) return checked(out, as === 'svg' ? textsOfSvg(text) : text, text);
  return link
    ? checked(out, textsOfSvg(text), carriedBySvg(text, link.fragment))
    : refuse('too-large', 'This is more than a picture may carry.');
}

/** The same as a capture of packets that nobody captured: they are built around the messages. */
export async function recapture(out: Outgoing, showing: Showing): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  const { trace, calls, shown } = await reopen(out, showing);
  const capture = await writePcapng(trace, calls, shown.notes ?? NO_NOTES);
  const leaks = leaksIn(out, toText(capture));
  return leaks.length === 0 ? { ok: true, value: capture } : held(leaks);
}

/** What is about to leave, read again, and how it is to be shown in its own words. */
async function reopen(out: Outgoing, showing: Showing) {
  const { capsule } = out;
  const members = await membersOf(capsule);
  const { view } = capsule;
  const trace = await analyse(
    members.map(({ name, bytes }) => bytesSource(name, bytes)),
    { decisions: view ? { legs: view.legs, clocks: view.clocks, included: view.clocks } : {} },
  );
  const calls = view?.call === null || view === null ? [...Array(trace.calls.count).keys()] : [view.call];
  const selected = showing.selected === undefined ? {} : { selected: view?.row ?? null };
  const decided = view && { decisions: view.lanes, notes: view.notes, ...selected };
  const together = showing.together && { ...showing.together, sieve: renamed(showing.together.sieve, out) };
  const shown: Showing = { ...showing, ...decided, ...(together && { together }) };
  return { trace: openTrace(trace), calls, shown };
}

/** The sieve with the sockets as they are called in what leaves. */
function renamed(sieve: Sieve, { original, capsule }: Outgoing): Sieve {
  const names = new Map(original.endpoints.map((one, i) => [socketOf(one), socketOf(capsule.endpoints[i] ?? one)]));
  return { ...sieve, lanes: sieve.lanes.map((lane) => names.get(lane) ?? lane) };
}

/** @param read what people read of `text` */
function checked(out: Outgoing, read: string, text: string): Outcome<string> {
  const leaks = leaksIn(out, toText(new TextEncoder().encode(read)));
  return leaks.length === 0 ? { ok: true, value: text } : held(leaks);
}

function held(leaks: readonly Leak[]) {
  return refuse('blocked', sayBlocked({ leaks, differences: [] }));
}
