import { captured } from '../base/captured.ts';
import { ProblemList } from '../base/problem.ts';
import type { Capsule, CapsuleEndpoint } from '../capsule/capsule.ts';
import { CAPSULE_HEAD } from '../capsule/limits.ts';
import { readCapsule } from '../capsule/read.ts';
import { type CapsuleKind, capsuleReach, recogniseCapsule } from '../capsule/recognise.ts';
import { type CaptureFormat, type CaptureReport, reportOf } from './capture.ts';
import type { Clock, FoundFormat, ReadContext } from './format.ts';

const REASONS: { readonly [K in CapsuleKind]: string } = {
  file: 'it begins like a .rungs file',
  link: 'there is a link of Rungs in it',
  carrier: 'it is a page or picture of Rungs with a trace in it',
};

/** A trace that was shared from here: a link, alone or in a letter, a `.rungs` file, or a page or picture with it. */
export const capsule: CaptureFormat = {
  id: 'rungs',
  label: 'Rungs link or file',
  magic(head) {
    const kind = recogniseCapsule(head);
    return kind && REASONS[kind];
  },
  async read(context) {
    const { source, signal } = context;
    const kind = recogniseCapsule(await source.read(0, Math.min(source.size, CAPSULE_HEAD))) ?? 'file';
    const opened = await readCapsule(await source.read(0, Math.min(source.size, capsuleReach(kind))));
    if (signal?.aborted) return reportOf({ cancelled: true });
    if (opened.ok) return addAll(context, opened.value);
    const problems = new ProblemList();
    problems.add(`capsule-${opened.problem}`, opened.text, { source: context.number, offset: 0 });
    return reportOf({ problems: problems.kept });
  },
};

function addAll({ index, number, progress }: ReadContext, trace: Capsule): CaptureReport {
  const ids = endpointIds(trace.endpoints, index.endpoints, number);
  const problems = new ProblemList();
  const before = index.count;
  for (const [position, message] of trace.messages.entries()) {
    const known = captured(number);
    known.time = message.time;
    known.from = ids[message.from] ?? -1;
    known.to = ids[message.to] ?? -1;
    known.transport = message.transport;
    known.flags = message.flags;
    known.sequence = message.sequence;
    if (index.add(message.bytes, 0, message.bytes.length, known) < 0) {
      problems.add('no-sip', 'This entry is no SIP message.', { source: number, offset: 0, frame: position + 1 });
    } else if (message.size !== message.bytes.length) index.wireSizes.set(index.count - 1, message.size);
  }
  const messages = index.count - before;
  progress?.({ bytes: 0, messages });
  const skipped = trace.messages.length - messages;
  return reportOf({
    clock: clockOf(trace),
    ...(trace.sources[0]?.zoneless && { zoneless: true }),
    packets: trace.messages.length,
    startLines: messages,
    messages,
    skipped: skipped > 0 ? [{ what: 'packets', reason: 'no SIP message', count: skipped, where: [] }] : [],
    problems: problems.kept,
    problemsDropped: problems.dropped,
    formats: [foundFormat(trace, messages)],
  });
}

/** Packets are captured whole or not at all, and stay so in a link: `packetFormats` tells the two apart. */
function foundFormat(trace: Capsule, messages: number): FoundFormat {
  const packets = trace.sources.every((source) => source.packets);
  return {
    id: packets ? 'rungs-packets' : 'rungs',
    label: capsule.label,
    reason: `a trace shared with Rungs${trace.redacted ? ', redacted' : ''}`,
    messages,
    clock: clockOf(trace),
  };
}

function clockOf({ sources }: Capsule): Clock {
  return sources[0]?.clock ?? 'none';
}

/** Ids by position. The lanes of unknown ends are kept apart, as there are two of them at most. */
function endpointIds(
  endpoints: readonly CapsuleEndpoint[],
  table: ReadContext['index']['endpoints'],
  source: number,
): number[] {
  let unknown = 0;
  return endpoints.map(({ kind, address, port }) => {
    if (kind === 'self') return table.ofSelf(source);
    if (kind === 'unknown') return table.ofUnknown(source, unknown++ === 0 ? 'sender' : 'receiver');
    return table.ofHost(address, port);
  });
}
