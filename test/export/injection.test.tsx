import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../src/base/source.ts';
import { open } from '../../src/cli/open.ts';
import { exporterOf } from '../../src/export/exporters.ts';
import { paper } from '../../src/export/paper.ts';
import { select } from '../../src/export/selection.ts';
import { pcapFile } from '../support/captures.ts';
import { type Ends, ethernet, ip4, text, udp } from '../support/packets.ts';
import { PAYLOADS as CORPUS, hostileMessage } from '../support/payloads.ts';
import { expectMarkdown, expectMermaid, expectPicture, expectPlantuml, expectScenario, expectTable } from './safe.ts';
import { selectionOf } from './traces.ts';

const ENDS: Ends = { from: '192.0.2.1', to: '192.0.2.2', sport: 5060, dport: 5060 };

/** Texts that some program between here and the reader may take for its own. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</text></svg><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '&lt;script&gt;',
  'javascript:alert(1)',
  '%%{init: {"securityLevel": "loose"}}%%',
  '%getenv("HOME") %load_json("/etc/passwd") !include /etc/passwd',
  '<img:https://evil.example/x.png> [[https://evil.example x]] <&key> **b** //i// ""m"" --s-- __u__',
  '[file name=/etc/passwd] [$x] \\x5Bpid] ]]><exec command="rm"/>',
  '\\n\\t ~<b> <U+003C> &#60; $x @enduml',
  'a; click L1 "javascript:alert(1)"',
  'end',
  'x #59; y # z',
  '```` js `a` ```',
  '[x](javascript:alert(1)) ![y](https://evil.example/z)',
  'https://evil.example/ www.evil.example',
  '=HYPERLINK("https://evil.example","x")',
  '+1 @SUM(1)',
  '-- drop',
  '@everyone',
  '1. item',
  '{{7*7}}',
  '\u202egnp.exe \u2066x\u2069',
  '__proto__',
];

/** A flow in which the text stands wherever a trace may put one. */
function flowWith(payload: string): string {
  const quoted = payload.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return `
    alice -> bob INVITE sdp
      +User-Agent: ${payload}
      From: "${quoted}" <sip:${encodeURIComponent(payload)}@example.com>;tag=a
    bob -> alice 486 "${payload.replaceAll('"', '')}"
      +Server: ${payload}
      +Reason: SIP;cause=486;text="${quoted}"
    alice -> bob ACK
  `;
}

async function written(id: string, payload: string): Promise<string> {
  return (await exporterOf(id)?.write(await selectionOf(flowWith(payload), { columns: 200 }), paper())) ?? '';
}

describe.each(PAYLOADS)('%s', (payload) => {
  test('is text in a picture', async () => expectPicture(await written('svg', payload)));
  test('stays in its place in Mermaid', async () => expectMermaid(await written('mermaid', payload)));
  test('stays in its place in PlantUML', async () => expectPlantuml(await written('plantuml', payload)));
  test('has no meaning to SIPp', async () => {
    for (const side of ['caller', 'callee']) expectScenario(await written(`sipp-${side}`, payload));
  });
  test('is text in Markdown', async () => expectMarkdown(await written('markdown', payload)));
  test('is no formula in a table', async () => expectTable(await written('csv', payload)));

  test('comes back from JSON as it was', async () => {
    const value = JSON.parse(await written('json', payload));
    expect(value.messages[1].reason).toBe(payload.replaceAll('"', ''));
    expect(value.calls[0].caller.name).toBe(payload);
  });
});

describe('three hundred texts in every field', async () => {
  const frames = CORPUS.map((_, i) => ({
    bytes: ethernet(ip4(ENDS, udp(ENDS, text(hostileMessage(i))))),
    time: 1_700_000_000_000_000 + i * 1000,
  }));
  const { trace } = await open([bytesSource('corpus.pcap', pcapFile(frames))]);
  const all = await select(trace, [...Array(trace.calls.count).keys()], { columns: 200 });
  const corpus = async (id: string) => (await exporterOf(id)?.write(all, paper())) ?? '';

  test('are texts in a picture', async () => expectPicture(await corpus('svg')));
  test('stay in their place in Mermaid', async () => expectMermaid(await corpus('mermaid')));
  test('stay in their place in PlantUML', async () => expectPlantuml(await corpus('plantuml')));
  test('are texts in Markdown', async () => expectMarkdown(await corpus('markdown')));
  test('are no formulas in a table', async () => expectTable(await corpus('csv')));
  test('come back from JSON as they were', async () => {
    const { messages } = JSON.parse(await corpus('json'));
    expect(messages).toHaveLength(CORPUS.length);
    expect(messages[1].reason).toBe(CORPUS[1]?.replaceAll('\r\n', ''));
  });
});
