import { analyse, type Decisions, type Progress, rejoin, type Trace } from '../analyse.ts';
import { blobSource, type Source } from '../base/source.ts';
import { movedPairs } from '../call/decide.ts';
import { NO_JOIN_DECISIONS } from '../call/link.ts';
import { commentsOf } from '../export/comments.ts';
import { type Locked, unpackSource } from '../share/unpack.ts';
import { sameRows } from '../sip/same-rows.ts';
import type { View } from '../view/view.ts';
import { copyTable } from './copy-table.ts';
import { endpointTexts } from './endpoint-texts.ts';
import type { Opened, OpenedTrace, Questions, Shared, SourceInput } from './protocol.ts';
import type { Answering } from './serve.ts';

/**
 * Reads sources, beside those of an open trace when they are to be added; null when they hold no message.
 * @param glimpsed told of what there is so far, before the page is
 */
export async function openSources(
  open: Trace | null,
  { sources: inputs, add, passphrase = '' }: Questions['open']['ask'],
  { signal, progress, transfer }: Answering,
  glimpsed: (trace: Trace) => void,
): Promise<{ trace: Trace | null; answer: Opened }> {
  const older = add ? (open?.sources ?? []) : [];
  const { sources, shared, locked } = await unpack(inputs, passphrase);
  if (locked) return { trace: null, answer: { trace: null, reports: [], shared: null, locked } };
  // Rows are counted from the first source on, so what was decided on older ones still holds.
  const decisions = add ? (open?.decisions ?? {}) : decisionsOf(shared?.view ?? null);
  let latest: Progress | null = null;
  const trace = await analyse([...older, ...sources], {
    decisions,
    signal,
    progress: (news) => {
      latest = news;
      progress(news);
    },
    // What is open stays as it is until what is added was read.
    ...(!add && {
      glimpse: (soFar: Trace) => {
        if (!latest) return;
        glimpsed(soFar);
        progress({ ...latest, glimpse: forPage(soFar, []) });
      },
    }),
    salt: randomSalt(),
  });
  const reports = trace.reports.slice(older.length);
  // A key log has no messages, but opens those of the captures beside it.
  if (trace.index.count === 0 || reports.every(({ messages, aside }) => messages === 0 && !aside))
    return { trace: null, answer: { trace: null, reports, shared, locked } };
  // With a key log that is added, the older captures have more messages than before.
  const moved = add && open && isMoved(open, trace) ? sameRows(open.index, trace.index) : null;
  const kept = moved ? rejoin(trace, movedPairs(trace.decisions.legs ?? NO_JOIN_DECISIONS, moved)) : trace;
  const answer = { trace: forPage(kept, transfer), reports, shared, locked };
  return { trace: kept, answer: moved ? { ...answer, moved } : answer };
}

function isMoved(before: Trace, { reports }: Trace): boolean {
  return before.reports.some(({ messages }, source) => messages !== reports[source]?.messages);
}

/** The times of a shared trace were put on one time line before it was shared. */
function decisionsOf(view: View | null): Decisions {
  return view ? { legs: view.legs, clocks: view.clocks, included: view.clocks } : {};
}

interface Unpacked {
  readonly sources: readonly Source[];
  readonly shared: Shared | null;
  readonly locked: Locked | null;
}

/** The sources to be read: what somebody shared becomes the captures it was made of. */
async function unpack(inputs: readonly SourceInput[], passphrase: string): Promise<Unpacked> {
  const sources: Source[] = [];
  let shared: Shared | null = null;
  let locked: Locked | null = null;
  for (const { name, blob } of inputs) {
    const source = blobSource(name, blob);
    const found = await unpackSource(source, passphrase);
    if (typeof found === 'string') {
      locked = found;
      continue;
    }
    sources.push(...(found?.sources ?? [source]));
    if (found) shared = { messages: found.messages, redacted: found.redacted, shown: found.shown, view: found.view };
  }
  return { sources, shared, locked };
}

export function randomSalt(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}

export function forPage(trace: Trace, transfer: Transferable[]): OpenedTrace {
  const { index, reports } = trace;
  return {
    calls: copyTable(trace.calls, transfer),
    endpoints: endpointTexts(index.endpoints, transfer),
    messages: index.count,
    reports,
    names: trace.sources.map(({ name }) => name),
    clocks: trace.clocks,
    comments: commentsOf(index),
  };
}
