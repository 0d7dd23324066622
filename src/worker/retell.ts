import { analyse } from '../analyse.ts';
import { bytesSource } from '../base/source.ts';
import { type Capsule, type Outcome, refuse } from '../capsule/capsule.ts';
import { membersOf } from '../capsule/members.ts';
import { exporterOf } from '../export/exporters.ts';
import { paper } from '../export/paper.ts';
import { type Selection, type Showing, select } from '../export/selection.ts';
import { ticketText } from '../export/text.ts';
import { openTrace } from '../open-trace.ts';
import { carriedBySvg, textsOfSvg } from '../share/carriers.ts';
import { sayBlocked } from '../share/gates.ts';
import type { Link } from '../share/link.ts';
import { leaksIn, type Outgoing } from '../share/outgoing.ts';

/** How what leaves is to be told: by an exporter, as the text of a ticket, or as a picture that carries the trace. */
export interface Retelling {
  readonly as: string;
  readonly showing: Showing;
  readonly base: string;
}

/** Reads what is about to leave as whoever gets it will, and writes that. Its text passes gate 1 once more. */
export async function retell(
  out: Outgoing,
  link: Link | null,
  { as, showing, base }: Retelling,
): Promise<Outcome<string>> {
  const selection = await selectionOf(out.capsule, showing);
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

async function selectionOf(capsule: Capsule, showing: Showing): Promise<Selection> {
  const members = await membersOf(capsule);
  const { view } = capsule;
  const trace = await analyse(
    members.map(({ name, bytes }) => bytesSource(name, bytes)),
    { decisions: view ? { legs: view.legs, clocks: view.clocks, included: view.clocks } : {} },
  );
  const calls = view?.call === null || view === null ? [...Array(trace.calls.count).keys()] : [view.call];
  const decided = view ? { decisions: view.lanes, notes: view.notes } : {};
  return select(openTrace(trace), calls, { ...showing, ...decided });
}

/** @param read what people read of `text` */
function checked(out: Outgoing, read: string, text: string): Outcome<string> {
  const leaks = leaksIn(out, read);
  return leaks.length === 0 ? { ok: true, value: text } : refuse('blocked', sayBlocked({ leaks, differences: [] }));
}
