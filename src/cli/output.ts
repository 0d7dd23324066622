import { rowsOf, summaryOf } from '../call/table.ts';
import { socketText } from '../diagnose/party.ts';
import { compareHops } from '../export/compare-hops.ts';
import { exporterOf } from '../export/exporters.ts';
import { headingText } from '../export/heading.ts';
import { hopsText } from '../export/hops-text.ts';
import type { OpenTrace } from '../export/open-trace.ts';
import { paper } from '../export/paper.ts';
import { writePcapng } from '../export/pcapng.ts';
import { type Showing, select } from '../export/selection.ts';
import { NO_NOTES } from '../view/view.ts';
import type { Arguments, Output } from './arguments.ts';
import { listText } from './list.ts';
import type { Opened } from './open.ts';
import type { Refused } from './refused.ts';
import { share } from './share.ts';
import type { Terminal } from './terminal.ts';

/** Outputs that carry the trace itself. */
const CARRYING: ReadonlySet<Output> = new Set(['link', 'rungs', 'html']);

/**
 * The chosen calls as was asked for, piece by piece: a ladder in characters is printed as soon as it is there. The last
 * word may be that it is not to be had.
 */
export async function* output(
  args: Arguments,
  opened: Opened,
  chosen: readonly number[],
  terminal: Terminal,
): AsyncGenerator<string | Uint8Array | Refused> {
  const { trace, view } = opened;
  if (args.list) yield listText(trace, chosen);
  else if (CARRYING.has(args.as)) yield await share(args, opened, chosen, terminal);
  else if (args.as === 'hops') yield* hops(trace, chosen);
  else if (args.as === 'pcapng') yield await writePcapng(trace, chosen, view?.notes ?? NO_NOTES);
  else {
    const showing: Showing = {
      ...(view && { decisions: view.lanes, notes: view.notes, selected: view.row }),
      ...(terminal.columns !== undefined && args.out === null && { columns: terminal.columns }),
    };
    const exporter = exporterOf(args.as);
    for (const [position, part] of partsOf(args, chosen, terminal).entries()) {
      if (position > 0) yield '\n';
      yield (await exporter?.write(await select(trace, part, showing), paper())) ?? '';
    }
  }
}

/** What each box changed in the first message of each call. */
async function* hops(trace: OpenTrace, chosen: readonly number[]): AsyncGenerator<string> {
  const nameOf = (endpoint: number) => socketText(trace.index.endpoints.get(endpoint)) || 'somebody';
  for (const [position, call] of chosen.entries()) {
    const summary = summaryOf(trace.calls, call);
    const compared = await compareHops(trace, call, rowsOf(trace.calls, call)[0] ?? -1);
    if (!summary || !compared) continue;
    const { method, status } = compared.hops[0]?.message ?? {};
    const title = `${call + 1}  ${headingText(summary)}: ${status ? `${status} to ${method}` : method}`;
    yield `${position > 0 ? '\n' : ''}${title}\n${hopsText(compared, nameOf)}`;
  }
}

/** What shows one call and cannot be put behind another one. */
const SINGLE: ReadonlySet<Output> = new Set(['svg', 'sipp-caller', 'sipp-callee']);

/** Calls that are written at once. JSON is one value; a picture or a scenario shows one call. */
function partsOf({ as }: Arguments, chosen: readonly number[], terminal: Terminal): (readonly number[])[] {
  if (as === 'json' || as === 'sngrep') return [chosen];
  if (!SINGLE.has(as) || chosen.length <= 1) return chosen.map((call) => [call]);
  terminal.warn(`rungs: ${as} shows one call: this is the first of ${chosen.length}; --call N draws another\n`);
  return [chosen.slice(0, 1)];
}
