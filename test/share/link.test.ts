import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse, bytesOf, callOf, type Trace } from '../../src/analyse.ts';
import { bytesSource, type Source, textSource } from '../../src/base/source.ts';
import { openCall } from '../../src/export/open-call.ts';
import { packetFormats } from '../../src/formats/captures.ts';
import { laneFacts } from '../../src/ladder/lane-facts.ts';
import { layOut } from '../../src/ladder/layout.ts';
import { textLadder } from '../../src/ladder/text.ts';
import { openTrace } from '../../src/open-trace.ts';
import { dropSecrets } from '../../src/share/drop.ts';
import { askGates } from '../../src/share/gates.ts';
import { linkLevel, linkOf, makeLink, openLink } from '../../src/share/link.ts';
import { outgoing, SAFE, type Wish } from '../../src/share/outgoing.ts';
import { HIDE_ALL } from '../../src/share/redaction/options.ts';
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

/** As it was but for its secrets. */
const AS_IS: Wish = { redaction: null, passphrase: '' };

function made(part: TracePart, view: View | null, wish: Wish = AS_IS, base = '') {
  return makeLink(part, view, wish, { base, random: (count) => new Uint8Array(randomBytes(count)) });
}

function unpacked(found: Awaited<ReturnType<typeof unpackSource>>): readonly Source[] {
  return found !== null && typeof found === 'object' ? found.sources : [];
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
  const link = must(await made(partOf(trace, chosen), view));
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

  test('of a log whose dates say no zone shows them as they were written', async () => {
    const log = (zone: string, id: string) =>
      textSource(
        `${id}.log`,
        `2024/01/05 10:00:00.123456${zone} 192.0.2.1:5060 -> 192.0.2.2:5060\nOPTIONS sip:b@192.0.2.2 SIP/2.0\n` +
          `Via: SIP/2.0/UDP 192.0.2.1\nFrom: <sip:a@192.0.2.1>;tag=1\nTo: <sip:b@192.0.2.2>\nCall-ID: ${id}\nCSeq: 1 OPTIONS\n\n`,
      );
    const trace = await analyse([log('', 'bare'), log(' +01:00', 'zoned'), log('', 'other')]);
    const { index, calls, readBytes, sources } = openTrace(trace);
    const part = { index, calls, chosen: [0, 1, 2], sources, readBytes };
    for (const wish of [AS_IS, SAFE]) {
      const { fragment, file } = must(await made(part, null, wish));
      const again = openTrace(await analyse(must(await openLink(fragment)).sources));
      const opened = await Promise.all([0, 1, 2].map((call) => openCall(again, call)));
      expect(opened.map(({ zoneless, clock }) => [zoneless, clock])).toEqual([
        [true, 'absolute'],
        [false, 'absolute'],
        [true, 'absolute'],
      ]);
      const direct = await analyse([bytesSource('call.rungs', file)]);
      expect(direct.reports[0]?.zoneless).toBe(true);
    }
  });

  test('is a source like any other', async () => {
    const trace = await read('sipp/hold-resume.log');
    const { fragment, file } = must(await made(partOf(trace), null));
    for (const source of [
      textSource('letter', `Look at this:\r\nhttps://rungs.example/${fragment}\r\n`),
      bytesSource('call.rungs', file),
    ]) {
      const direct = await analyse([source]);
      expect(shown(direct)).toEqual(shown(trace));
      expect(direct.reports[0]).toMatchObject({ messages: trace.index.count, clock: trace.reports[0]?.clock });
      expect(direct.reports[0]?.formats[0]?.id).toBe('rungs');
      expect(shown(await analyse(unpacked(await unpackSource(source))))).toEqual(shown(trace));
    }
    expect(await unpackSource(textSource('log', 'issue #1 of 3'))).toBeNull();
  });

  test('that was cut is told as such when it is opened as a source', async () => {
    const trace = await read('sipp/busy.log');
    const { fragment } = must(await made(partOf(trace), null));
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

  test('shows the same calls on one time line', async () => {
    const trace = await read('sipp/call.log', 'sipp/busy.log', 'sipp/auth-407.log');
    const view = { ...EMPTY_VIEW, call: 2, together: [2, 0] };
    expect((await reopened(trace, view)).view).toMatchObject({ call: 2, together: [2, 0] });
    expect((await reopened(trace, view, [0, 2])).view).toMatchObject({ call: 1, together: [1, 0] });
    expect((await reopened(trace, view, [1])).view?.together).toEqual([]);
  });

  test('says how many secrets it is without', async () => {
    const { dropped } = must(await made(partOf(await read('sipp/auth-407.log')), null));
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
    const { length, fragment, level } = must(await made(part, null, AS_IS, 'https://rungs.example/'));
    expect(length).toBe(fragment.length + 'https://rungs.example/'.length);
    expect(level).toBe('anywhere');
  });

  test('that is redacted shows the same, names aside, with the sizes that messages had', async () => {
    const trace = await read('kamailio-sipdump/fork.txt', 'sipp/auth-407.log');
    const link = must(await made(partOf(trace), null, SAFE));
    expect(link.dropped.get('digest answer')).toBe(4);
    const opened = must(await openLink(link.fragment));
    expect(opened).toMatchObject({ redacted: true, shown: [] });
    const again = await analyse(opened.sources);
    const facts = (one: Trace) =>
      Array.from({ length: one.calls.count }, (_, call) =>
        callOf(one, call).messages.map(({ method, status, time, size, copy }) => [method, status, time, size, copy]),
      );
    expect(facts(again)).toEqual(facts(trace));
    // What leaves a second time leaves with the sizes of the first.
    const twice = must(await openLink(must(await made(partOf(again), null, SAFE)).fragment));
    expect(facts(await analyse(twice.sources))).toEqual(facts(trace));
  });

  test('of which something was shown says what', async () => {
    const trace = await read('kamailio-sipdump/fork.txt');
    const wish: Wish = { redaction: { ...HIDE_ALL, addresses: true, products: true }, passphrase: '' };
    const { fragment, capsule } = must(await made(partOf(trace), null, wish));
    expect(must(await openLink(fragment)).shown).toEqual(['addresses', 'products']);
    expect(capsule.endpoints.map(({ address }) => address)).toContain('127.0.2.1');
  });

  test('is held back when a gate finds something', async () => {
    const trace = await read('kamailio-sipdump/fork.txt');
    const out = must(await outgoing(partOf(trace), null, SAFE));
    const [first] = out.original.messages;
    const planted = {
      ...out.redacted,
      capsule: { ...out.capsule, messages: out.capsule.messages.map((one, i) => (i === 3 && first ? first : one)) },
    };
    const gates = await askGates(out.original, planted);
    const made = await linkOf({ ...out, gates }, SAFE, { base: '', random: () => new Uint8Array(0) });
    expect(made).toMatchObject({ ok: false, problem: 'blocked' });
    expect(made.ok ? '' : made.text).toMatch(/^Held back: the \S+ “.+” would still be found in message 4/);
  });

  test('that is locked opens with its passphrase alone', async () => {
    const part = partOf(await read('sipp/busy.log'));
    const { fragment } = must(await made(part, null, { ...SAFE, passphrase: 'Ünter den Linden' }));
    expect(await openLink(fragment)).toMatchObject({ problem: 'needs-passphrase' });
    expect(await openLink(fragment, 'unter den Linden')).toMatchObject({ problem: 'wrong-passphrase' });
    expect(await openLink(fragment.slice(0, -50), 'x')).toMatchObject({ problem: 'cut' });
    const at = fragment.length - 40;
    const other = fragment[at] === 'A' ? 'B' : 'A';
    const changed = fragment.slice(0, at) + other + fragment.slice(at + 1);
    expect(await openLink(changed, 'Ünter den Linden')).toMatchObject({ problem: 'corrupt' });
    // The same word typed with a combining mark (Unicode NFKC).
    const opened = must(await openLink(fragment, 'U\u0308nter den Linden'));
    expect(opened.messages).toBe(part.index.count);
    // Nothing of what it says stands in it openly, and the same lock never looks the same.
    const again = must(await made(part, null, { ...SAFE, passphrase: 'Ünter den Linden' })).fragment;
    expect(again.slice(30)).not.toBe(fragment.slice(30));
  });

  test('is short', async () => {
    const length = async (name: string, wish: Wish) =>
      must(await made(partOf(await read(name)), EMPTY_VIEW, wish)).length;
    expect(await length('kamailio-sipdump/fork.txt', AS_IS)).toBeLessThan(700);
    expect(await length('sipp/call.log', AS_IS)).toBeLessThan(400);
    // 26 messages, with the sizes that they had.
    expect(await length('kamailio-sipdump/fork.txt', SAFE)).toBeLessThanOrEqual(600);
  });

  test('of 80 mixed messages fits into a chat', async () => {
    const trace = await read(
      ...['kamailio-sipdump/fork.txt', 'sipp/call.log', 'sipp/auth-407.log', 'sipp/hold-resume.log', 'sipp/busy.log'],
      ...['asterisk-history/call.txt', 'pcap/ipv6.pcap', 'kamailio-sipdump/websocket.txt', 'sipp/lost-ack.log'],
    );
    expect(trace.index.count).toBeGreaterThanOrEqual(80);
    const link = must(await made(partOf(trace), EMPTY_VIEW, SAFE));
    expect(link.capsule.messages.length).toBe(trace.index.count);
    expect(link.length).toBeLessThanOrEqual(4000);
  });
});
