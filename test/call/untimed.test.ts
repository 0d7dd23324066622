import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse, bytesOf } from '../../src/analyse.ts';
import { bytesSource, type Source } from '../../src/base/source.ts';
import { describeCall } from '../../src/call/describe.ts';

const capture = bytesSource(
  'a.pcap',
  new Uint8Array(readFileSync(new URL('../samples/pcap/basic.pcap', import.meta.url))),
);

/** The messages of the capture as a log without times, `more` behind the ACK. */
async function bareLog(more = ''): Promise<Source> {
  const trace = await analyse([capture]);
  const texts: string[] = [];
  for (let row = 0; row < trace.index.count; row++) texts.push(new TextDecoder().decode(await bytesOf(trace, row)));
  const behindAck = texts.findIndex((text) => text.startsWith('ACK')) + 1;
  return bytesSource('bare.log', new TextEncoder().encode(texts.toSpliced(behindAck, 0, more).join('\n')));
}

/** An INFO that only the log has. */
const info = (bye: string) =>
  bye
    .replaceAll('BYE', 'INFO')
    .replace('CSeq: 2', 'CSeq: 7')
    .replace(/branch=[^;\r]+/, '$&-i');

async function laddersOf(...sources: readonly Source[]) {
  const { index, calls } = await analyse(sources);
  expect(calls.count).toBe(1);
  const { messages, summary } = describeCall(index, calls, 0);
  const shown = messages.filter(({ copy }) => copy === null);
  return {
    summary,
    shown,
    words: shown.map(({ kind, method, status }) => (kind === 'request' ? method : String(status))),
  };
}

describe('a log without times beside a capture of the same call', () => {
  test.each(['the log first', 'the capture first'])('takes no times away, %s', async (order) => {
    const both = [await bareLog(), capture];
    const { summary, shown, words } = await laddersOf(...(order === 'the log first' ? both : both.reverse()));
    expect(words).toEqual(['INVITE', '180', '200', 'ACK', 'BYE', '200']);
    expect(shown.every(({ time }) => time > 0)).toBe(true);
    expect(Math.round(summary.talk / 1000)).toBe(804);
  });

  test.each(['the log first', 'the capture first'])(
    'adds what it alone has where it stands in it, %s',
    async (order) => {
      const trace = await analyse([capture]);
      const bye = new TextDecoder().decode(await bytesOf(trace, 4));
      const both = [await bareLog(info(bye)), capture];
      const { shown, words } = await laddersOf(...(order === 'the log first' ? both : both.reverse()));
      expect(words).toEqual(['INVITE', '180', '200', 'ACK', 'INFO', 'BYE', '200']);
      expect(shown.map(({ time }) => time > 0)).toEqual([true, true, true, true, false, true, true]);
    },
  );

  test('what it has before anything that the capture has comes first', async () => {
    const log = new TextDecoder().decode(await (await bareLog()).read(0, 1e6));
    const early = log
      .slice(0, log.indexOf('\nSIP/2.0'))
      .replaceAll('CSeq: 1 ', 'CSeq: 0 ')
      .replace(/branch=[^;\r]+/, '$&-0');
    const { words } = await laddersOf(capture, bytesSource('b', new TextEncoder().encode(`${early}\n${log}`)));
    expect(words).toEqual(['INVITE', 'INVITE', '180', '200', 'ACK', 'BYE', '200']);
  });
});
