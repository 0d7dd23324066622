import { besideOf } from '../ladder/beside.ts';
import { layOut } from '../ladder/layout.ts';
import { marksOf } from '../ladder/marks.ts';
import type { LadderLayout } from '../ladder/picture.ts';
import type { Theme } from '../ladder/theme.ts';
import { EMPTY_LANES, type LaneDecisions, NO_NOTES, type Notes } from '../view/view.ts';
import { type OpenCall, openCall } from './open-call.ts';
import { type Choice, openCalls, type Together } from './open-calls.ts';
import type { OpenTrace } from './open-trace.ts';

/** A call as it is shown: opened, and laid out. */
export interface ShownCall extends OpenCall {
  readonly layout: LadderLayout;
  /** Set when these are several calls on one time line. */
  readonly together?: Together;
}

/** How calls are to be shown. What is left out is as the page has it at first. */
export interface Showing {
  readonly decisions?: LaneDecisions;
  readonly notes?: Notes;
  /** Minutes to add to UTC. */
  readonly zone?: number;
  readonly unfolded?: boolean;
  /** CSS pixels. */
  readonly width?: number;
  /** Columns of a ladder in characters. */
  readonly columns?: number;
  readonly theme?: Theme;
  /** Only this stretch of a picture, as the screen shows it. */
  readonly window?: { readonly top: number; readonly bottom: number };
  readonly selected?: number | null;
  /** All calls as one ladder, and which of their messages. */
  readonly together?: Pick<Choice, 'sieve' | 'from'>;
}

/** What is exported: some calls of a trace, and how they are shown. */
export interface Selection {
  readonly trace: OpenTrace;
  readonly calls: readonly ShownCall[];
  readonly showing: Showing;
}

const WIDTH = 900;

/** Opens and lays out the chosen calls. Rejects only when bytes cannot be had any more. */
export async function select(trace: OpenTrace, chosen: readonly number[], showing: Showing = {}): Promise<Selection> {
  const calls: ShownCall[] = [];
  const together = showing.together && (await openCalls(trace, { ...showing.together, calls: chosen }));
  if (together) calls.push(shown(together, showing));
  else for (const call of chosen) calls.push(shown(await openCall(trace, call), showing));
  return { trace, calls, showing };
}

function shown(
  call: OpenCall & { readonly together?: Together },
  { decisions = EMPTY_LANES, notes = NO_NOTES, zone = 0, unfolded = false, width = WIDTH }: Showing,
): ShownCall {
  const { detail, lanes, clock, capture, zoneless } = call;
  const { messages, phases } = detail;
  // What only informs is told where a message is read.
  const findings = call.findings.filter(({ severity }) => severity !== 'info');
  const asWritten = zoneless ? null : zone;
  const input = { messages, lanes, phases, findings, decisions, notes, clock, zone: asWritten, unfolded, width };
  const marks = marksOf(detail);
  const numbers = call.together && ({ word: 'call', of: call.together.numbers } as const);
  const beside = call.media ? besideOf(call.media) : [];
  return {
    ...call,
    layout: layOut({ ...input, marks, ...(numbers && { numbers }), beside, ...(capture && { capture }) }),
  };
}
