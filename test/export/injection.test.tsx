import { describe, expect, test } from 'vitest';
import { exporterOf } from '../../src/export/exporters.ts';
import { paper } from '../../src/export/paper.ts';
import { selectionOf } from './traces.ts';

/** Texts that some program between here and the reader may take for its own. */
const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</text></svg><script>alert(1)</script>',
  ']]><script>alert(1)</script>',
  '&lt;script&gt;',
  'javascript:alert(1)',
  '%%{init: {"securityLevel": "loose"}}%%',
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

const ELEMENTS = new Set([
  'svg',
  'style',
  'rect',
  'text',
  'tspan',
  'g',
  'line',
  'circle',
  'path',
  'title',
  'polygon',
  'polyline',
]);
const ATTRIBUTE =
  /^(xmlns|width|height|viewBox|class|role|aria-label|x|y|x1|y1|x2|y2|cx|cy|r|rx|d|points|transform|data-[a-z]+|text-anchor)$/;

describe.each(PAYLOADS)('%s', (payload) => {
  test('is text in a picture', async () => {
    const picture = new DOMParser().parseFromString(await written('svg', payload), 'image/svg+xml');
    expect(picture.querySelectorAll('text').length).toBeGreaterThan(5);
    for (const element of picture.querySelectorAll('*')) {
      expect(ELEMENTS).toContain(element.tagName);
      for (const { name } of element.attributes) expect(name).toMatch(ATTRIBUTE);
    }
    expect(picture.querySelector('style')?.textContent).not.toMatch(/url\(|@import|expression/);
  });

  test('stays in its place in Mermaid', async () => {
    for (const line of (await written('mermaid', payload)).trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(sequenceDiagram| {2}(accTitle: |participant L\d as |L\d(->>|-->>|--x)L\d: |Note over L\d(,L\d)?: )([^;#%{}<>"\\`&\n]|#\d+;)+)$/,
      );
      expect(line).not.toMatch(/\bend\b/i);
    }
  });

  test('is text in Markdown', async () => {
    const markdown = await written('markdown', payload);
    const [, before = '', fence = '', code = '', after = ''] =
      /^([\s\S]*?)\n(`{3,})text\n([\s\S]*?\n)\2(?!`)([\s\S]*)$/.exec(markdown) ?? [];
    expect(code).not.toContain(fence);
    for (const prose of [before, after]) {
      expect(prose).not.toMatch(/[<>]|(?<!\\)\[|(?<!\\):\/\/|www\.(?!&#8203;)|(^|\W)@\w/);
      expect(prose.replaceAll(/^(## |- \*\*|.*\*\* )/gm, '')).not.toMatch(/^\s*([-+=]|\d+[.)])/m);
      expect((prose.match(/(?<!\\)`/g) ?? []).length).toBe(0);
    }
  });

  test('is no formula in a table', async () => {
    const rows = (await written('csv', payload)).trimEnd().split('\r\n');
    for (const row of rows) {
      const cells = row.match(/"(?:[^"]|"")*"/g) ?? [];
      expect(cells.join(',')).toBe(row);
      for (const cell of cells) expect(cell).not.toMatch(/^"[=+\-@\t\r]/);
    }
  });

  test('comes back from JSON as it was', async () => {
    const value = JSON.parse(await written('json', payload));
    expect(value.messages[1].reason).toBe(payload.replaceAll('"', ''));
    expect(value.calls[0].caller.name).toBe(payload);
  });
});
