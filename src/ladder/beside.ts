import type { CallEvent } from '../media/call-events.ts';
import type { CallFlow } from '../media/call-flows.ts';
import type { CallMedia } from '../media/call-media.ts';
import type { BesideDraft } from './beside-draft.ts';
import type { ChipDraft } from './chip.ts';
import type { LabelPlacer } from './labels.ts';
import type { Beside } from './picture.ts';
import { type Frame, placeArrow } from './rungs.ts';
import { RUNG_HEIGHT } from './sizes.ts';
import { duration, type TimeWriter } from './times.ts';

/** A share of packets from which on loss is worth the colour of a warning, and the same for jitter in microseconds. */
const LOSSY = 0.01;
const UNSTEADY = 30_000;

/** Media flows and packet events of a call, in order of time; those of which an end is not known are left out. */
export function besideOf({ flows, events, owners }: CallMedia): BesideDraft[] {
  const streams = flows.flatMap((flow, number) =>
    flow.from < 0 || flow.to < 0 ? [] : [streamDraft(flow, number, owners?.flows[number] ?? [])],
  );
  return [...streams, ...eventDrafts(events, owners?.events ?? [])].toSorted((a, b) => a.time - b.time);
}

function streamDraft(call: CallFlow, number: number, of: readonly number[]): BesideDraft {
  const { flow, from, to, jitter, digits, loss } = call;
  const length = duration(flow.last - flow.first);
  const packets = flow.packets === 1 ? '1 packet' : `${flow.packets} packets`;
  const chips: ChipDraft[] = [{ forms: [length], title: `${packets} in ${length}`, tone: 'media' }];
  chips.push({
    forms: [`${shareText(loss)} lost`, shareText(loss)],
    title: `${flow.lost} of ${flow.packets - flow.duplicates + flow.lost} packets lost`,
    tone: loss > LOSSY ? 'warning' : 'media',
  });
  if (jitter !== null) {
    const text = `${(jitter / 1000).toFixed(1)} ms`;
    const tone = jitter > UNSTEADY ? 'warning' : 'media';
    chips.push({ forms: [`jitter ${text}`, `±${text}`], title: `jitter at most ${text}`, tone });
  }
  if (digits > 0) {
    const text = digits === 1 ? '1 digit' : `${digits} digits`;
    chips.push({ forms: [text], title: `${text} sent as events`, tone: 'media' });
  }
  return {
    what: 'media',
    number,
    time: flow.first,
    from,
    to,
    label: streamName(call),
    chips,
    of,
    notes: chips.map(({ title }) => title),
  };
}

/** `PCMA`, `SRTP opus 48 kHz`, `T.38 fax`, `video H264`. */
export function streamName({ protocol, kind, codec }: Pick<CallFlow, 'protocol' | 'kind' | 'codec'>): string {
  if (protocol === 'T.38') return 'T.38 fax';
  return [protocol === 'RTP' ? '' : protocol, kind === 'audio' ? '' : kind, codec]
    .filter((part) => part !== '')
    .join(' ');
}

/** `0 %`, `0.04 %`, `12 %`. */
function shareText(share: number): string {
  const percent = share * 100;
  if (percent === 0 || percent >= 10) return `${Math.round(percent)} %`;
  return `${percent < 0.1 ? percent.toFixed(2) : percent.toFixed(1)} %`;
}

/** One mark for what happened again and again between the same two; a connection that was closed in order is none. */
function eventDrafts(events: readonly CallEvent[], owners: readonly (readonly number[])[]): BesideDraft[] {
  const alike = new Map<string, { draft: BesideDraft; count: number }>();
  for (const [number, { event, from, to, media }] of events.entries()) {
    if (from < 0 || to < 0 || event.kind === 'closed') continue;
    const label = eventName({ event });
    const key = JSON.stringify([label, from, to, owners[number]]);
    const known = alike.get(key);
    if (known) known.count += event.count;
    else {
      const notes = [
        media ? 'about media' : 'about a message',
        ...(event.reporter ? [`told by ${event.reporter}`] : []),
      ];
      const of = owners[number] ?? [];
      const draft = { what: 'event' as const, number, time: event.time, from, to, label, chips: [], of, notes };
      alike.set(key, { draft, count: event.count });
    }
  }
  return [...alike.values()].map(({ draft, count }) =>
    count === 1 ? draft : { ...draft, chips: [{ forms: [`×${count}`], title: `${count} times`, tone: 'plain' }] },
  );
}

/** `ICMP: port unreachable`, `TCP reset`. */
export function eventName({ event: { kind, detail } }: Pick<CallEvent, 'event'>): string {
  switch (kind) {
    case 'unreachable':
    case 'too-big':
      return `ICMP: ${detail}`;
    case 'reset':
      return detail === '' ? 'TCP reset' : `TCP ${detail}`;
    case 'closed':
      return 'TCP closed';
    case 'alert':
      return `TLS alert: ${detail}`;
    case 'fragment-missing':
      return 'fragments missing';
  }
}

/** A draft as a row; null when one of its lanes is not drawn. */
export function besideRow(
  { what, number, time, from, to, label, chips, of, notes: said }: BesideDraft,
  top: number,
  frame: Frame,
  placer: LabelPlacer,
  times: TimeWriter,
): Beside | null {
  const a = frame.laneOf.get(from);
  const b = frame.laneOf.get(to);
  if (a === undefined || b === undefined) return null;
  const placed = placeArrow({ from: a, to: b }, label, chips, frame, placer);
  const at = times.write(time, Number.NaN);
  const notes = [...of.map((call) => `call ${call}`), ...said];
  const id = `${what}${number}`;
  return { kind: 'beside', id, what, number, of, top, height: RUNG_HEIGHT, time: at, notes, ...placed };
}
