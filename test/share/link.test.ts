import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse, bytesOf, callOf, type Trace } from '../../src/analyse.ts';
import { bytesSource, textSource } from '../../src/base/source.ts';
import { packetFormats } from '../../src/formats/captures.ts';
import { laneFacts } from '../../src/ladder/lane-facts.ts';
import { layOut } from '../../src/ladder/layout.ts';
import { textLadder } from '../../src/ladder/text.ts';
import { dropSecrets } from '../../src/share/drop.ts';
import { linkLevel, makeLink, openLink } from '../../src/share/link.ts';
import type { TracePart } from '../../src/share/trace-part.ts';
import { unpackSource } from '../../src/share/unpack.ts';
import { EMPTY_LANES, EMPTY_VIEW, type View } from '../../src/view/view.ts';
import { must } from '../capsule/capsules.ts';

const folder = new URL('../samples/', import.meta.url);

function partOf(trace: Trace, chosen = [...Array(trace.calls.count).keys()]): TracePart {
  return {
    index: trace.index,
    calls: trace.calls,
    chosen,
    sources: trace.reports.map(({ name, clock, formats }) => ({
      name,
      clock,
      packets: formats.every(({ id }) => packetFormats.has(id)),
    })),
    readBytes: (row) => bytesOf(trace, row),
  };
}

/** All that the ladders of a trace show, and what the list says of its calls. */
function shown(trace: Trace): string[] {
  return Array.from({ length: trace.calls.count }, (_, call) => {
    const detail = callOf(trace, call);
    const { messages, phases, summary } = detail;
    const lanes = laneFacts(trace.index, detail);
    const clock = trace.reports[messages[0]?.source ?? 0]?.clock ?? 'none';
    const base = {
      messages,
      lanes,
      phases,
      findings: [],
      decisions: EMPTY_LANES,
      clock,
      zone: 0,
      unfolded: true,
      width: 900,
    };
    const { index, decidedBy, ...facts } = summary;
    return `${JSON.stringify({ ...facts, caller: summary.caller.uri, callee: summary.callee.uri })}\n${textLadder(layOut(base))}`;
  });
}

async function reopened(
  trace: Trace,
  view: View | null = null,
  chosen?: number[],
): Promise<{ trace: Trace; view: View | null }> {
  const link = must(await makeLink(partOf(trace, chosen), view));
  const opened = must(await openLink(link.fragment));
  return { trace: await analyse(opened.sources), view: opened.view };
}

/** Samples whose clocks, ends, marks and sources differ. Packing is thorough, not quick: not all of them. */
const samples = [
  'asterisk-history/call.txt',
  'kamailio-sipdump/websocket.txt',
  'pcap/ipv6.pcap',
  'pcapng/comments.pcapng',
  'sipgrep/sipgrep-msg.txt',
  'sipp/lost-ack.log',
  'sofia/options.log',
  'tcpdump/A-msg.txt',
  'tshark-summary/summary-msg.txt',
];

async function read(...names: string[]): Promise<Trace> {
  return analyse(names.map((name) => bytesSource(name, new Uint8Array(readFileSync(new URL(name, folder))))));
}

describe('a link of a sample shows what the sample shows', () => {
  test.each(samples)('%s', async (name) => {
    const trace = await read(name);
    expect(trace.index.count).toBeGreaterThan(0);
    const again = (await reopened(trace)).trace;
    expect(again.reports.map(({ name: source, clock }) => [source, clock])).toEqual(
      trace.reports.map(({ name: source, clock }) => [source.replace(/.*\//, ''), clock]),
    );
    expect(shown(again)).toEqual(shown(trace));
    for (let row = 0; row < again.index.count; row++) {
      expect(await bytesOf(again, row)).toEqual(dropSecrets(await bytesOf(trace, row)).bytes);
    }
  });
});

describe('a link', () => {
  test('of two captures opens as two captures', async () => {
    const trace = await read('sipp/call.log', 'kamailio-sipdump/call.txt');
    const again = (await reopened(trace)).trace;
    expect(again.reports.map(({ name }) => name)).toEqual(['call.log', 'call.txt']);
    expect(shown(again)).toEqual(shown(trace));
    expect([...again.index.columns.source]).toEqual([...trace.index.columns.source]);
  });

  test('is a source like any other', async () => {
    const trace = await read('sipp/hold-resume.log');
    const { fragment, file } = must(await makeLink(partOf(trace), null));
    for (const source of [
      textSource('letter', `Look at this:\r\nhttps://rungs.example/${fragment}\r\n`),
      bytesSource('call.rungs', file),
    ]) {
      const direct = await analyse([source]);
      expect(shown(direct)).toEqual(shown(trace));
      expect(direct.reports[0]).toMatchObject({ messages: trace.index.count, clock: trace.reports[0]?.clock });
      expect(direct.reports[0]?.formats[0]?.id).toBe('rungs');
      expect(shown(await analyse((await unpackSource(source))?.sources ?? []))).toEqual(shown(trace));
    }
    expect(await unpackSource(textSource('log', 'issue #1 of 3'))).toBeNull();
  });

  test('that was cut is told as such when it is opened as a source', async () => {
    const trace = await read('sipp/busy.log');
    const { fragment } = must(await makeLink(partOf(trace), null));
    const { reports } = await analyse([textSource('letter', `https://rungs.example/${fragment.slice(0, 200)}`)]);
    const [problem] = reports[0]?.problems ?? [];
    expect(problem?.text).toBe(`This link was cut: 200 of ${fragment.length} characters.`);
    expect(await openLink(fragment.slice(0, 200))).toMatchObject({ ok: false, problem: 'cut' });
  });

  test('carries the chosen calls alone, and the view as it is of them', async () => {
    const trace = await read('sipp/call.log', 'sipp/busy.log');
    const rows = callOf(trace, 1).messages.map(({ row }) => row);
    const { columns, endpoints } = trace.index;
    const { address, port } = endpoints.get(columns.from[rows[0] ?? 0] ?? 0);
    const view: View = {
      ...EMPTY_VIEW,
      call: 1,
      row: rows[2] ?? null,
      filter: 'busy',
      lanes: {
        order: [`${address}:${port}`, '198.51.100.99:5060'],
        hidden: ['198.51.100.99:5060'],
        names: new Map([
          [`${address}:${port}`, 'reception'],
          ['198.51.100.99:5060', 'nobody may know'],
        ]),
        merged: [],
        apart: [],
        keepalives: false,
      },
      notes: new Map([
        [rows[1] ?? 0, 'busy at once'],
        [callOf(trace, 0).messages[0]?.row ?? 0, 'stays at home'],
      ]),
    };
    const again = await reopened(trace, view, [1]);
    expect(again.trace.index.count).toBe(rows.length);
    expect(shown(again.trace)).toEqual(shown(trace).slice(1, 2));
    expect(again.view).toEqual({
      ...view,
      call: 0,
      row: 2,
      lanes: {
        order: [`${address}:${port}`],
        hidden: [],
        names: new Map([[`${address}:${port}`, 'reception']]),
        merged: [],
        apart: [],
        keepalives: false,
      },
      notes: new Map([[1, 'busy at once']]),
    });
    expect((await reopened(trace, { ...view, call: 0, row: rows[0] ?? null }, [1])).view).toMatchObject({
      call: null,
      row: 0,
    });
  });

  test('says how many secrets it is without', async () => {
    const { dropped } = must(await makeLink(partOf(await read('sipp/auth-407.log')), null));
    // Two requests with credentials: response and cnonce of each.
    expect([...dropped]).toEqual([['digest answer', 4]]);
  });

  test('has a level by the length of the whole address', async () => {
    expect([0, 2000, 2001, 4000, 4001, 16_000, 16_001].map(linkLevel)).toEqual([
      'anywhere',
      'anywhere',
      'slack',
      'slack',
      'long',
      'long',
      'too-long',
    ]);
    const part = partOf(await read('sipp/busy.log'));
    const { length, fragment, level } = must(await makeLink(part, null, 'https://rungs.example/'));
    expect(length).toBe(fragment.length + 'https://rungs.example/'.length);
    expect(level).toBe('anywhere');
  });

  test('is short', async () => {
    const length = async (name: string) => must(await makeLink(partOf(await read(name)), EMPTY_VIEW)).length;
    expect(await length('kamailio-sipdump/fork.txt')).toBeLessThan(700);
    expect(await length('sipp/call.log')).toBeLessThan(400);
  });
});
