import { expect, it } from 'vitest';
import type { OpenedTrace, ReadingProgress, SourceInput } from '../../src/worker/protocol.ts';
import { makeQuestions } from '../../src/worker/questions.ts';
import { pcapFile } from '../support/captures.ts';
import { type Ends, ethernet, ip4, text, udp } from '../support/packets.ts';
import { request, response } from '../support/sip-texts.ts';

const there: Ends = { from: '10.0.0.1', to: '10.0.0.2', sport: 5060, dport: 5060 };
const back: Ends = { from: '10.0.0.2', to: '10.0.0.1', sport: 5060, dport: 5060 };
const CALLS = 5000;

/** As many calls, each an INVITE and its refusal. */
function large(): SourceInput {
  const frames = Array.from({ length: CALLS }, (_, i) => [
    ethernet(ip4(there, udp(there, text(request(`call-${i}`, 3000))))),
    ethernet(ip4(back, udp(back, text(response(`call-${i}`, 486, 3000))))),
  ]);
  const file = pcapFile(frames.flat().map((bytes, i) => ({ bytes, time: 1_700_000_000_000_000 + i * 1000 })));
  return { name: 'large.pcap', blob: new Blob([file as Uint8Array<ArrayBuffer>]) };
}

const answering = (progress: (news: ReadingProgress) => void) => ({
  signal: new AbortController().signal,
  progress,
  transfer: [] as Transferable[],
});

it('what was read so far can be looked at while the rest is read', async () => {
  const questions = makeQuestions();
  const seen: Promise<readonly [OpenedTrace, number, number]>[] = [];
  const look = async (glimpse: OpenedTrace) => {
    const list = { filter: '', chip: 'all', sort: 'time', descending: false } as const;
    const { order } = await questions.list(
      list,
      answering(() => undefined),
    );
    const last = order.at(-1) ?? -1;
    const call = await questions.call(
      { call: last },
      answering(() => undefined),
    );
    const message = await questions.message(
      { row: call?.detail.messages[0]?.row ?? -1 },
      answering(() => undefined),
    );
    return [glimpse, order.length, message?.message.headers.length ?? 0] as const;
  };
  const progress = ({ glimpse }: ReadingProgress) => glimpse && seen.push(look(glimpse));
  const opened = await questions.open({ sources: [large()], add: false }, answering(progress));
  const glimpses = await Promise.all(seen);
  expect(glimpses.length).toBeGreaterThan(0);
  for (const [glimpse, listed, headers] of glimpses) {
    expect(glimpse.messages).toBeGreaterThanOrEqual(5000);
    expect(glimpse.messages).toBeLessThan(2 * CALLS);
    expect(listed).toBe(glimpse.calls.count);
    expect(listed).toBeGreaterThanOrEqual(2500);
    expect(headers).toBeGreaterThan(3);
  }
  expect(opened.trace?.calls.count).toBe(CALLS);
});
