import { expect } from 'vitest';

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

/** A picture holds what pictures are drawn of, and nothing else. */
export function expectPicture(svg: string): void {
  const picture = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(picture.querySelectorAll('text').length).toBeGreaterThan(5);
  for (const element of picture.querySelectorAll('*')) {
    if (!ELEMENTS.has(element.tagName)) expect(element.tagName).toBe('an element of a picture');
    for (const { name } of element.attributes) if (!ATTRIBUTE.test(name)) expect(name).toMatch(ATTRIBUTE);
  }
  expect(picture.querySelector('style')?.textContent).not.toMatch(/url\(|@import|expression/);
}

/** Each line of Mermaid is one of the few that Rungs writes. */
export function expectMermaid(text: string): void {
  for (const line of text.trimEnd().split(/\n+/)) {
    expect(line).toMatch(
      /^(sequenceDiagram| {2}(accTitle: |participant L\d as |L\d(->>|-->>|--x)L\d: |Note over L\d(,L\d)?: )([^;#%{}<>"\\`&\n]|#\d+;)+)$/,
    );
    expect(line).not.toMatch(/\bend\b/i);
  }
}

/** Each line of PlantUML is one of the few that Rungs writes; marks that mean something there are code points. */
export function expectPlantuml(text: string): void {
  for (const line of text.trimEnd().split(/\n+/)) {
    expect(line).toMatch(
      /^(@(start|end)uml$|title |participant "(?=.*" as L\d$)|L\d (->|-->|-->>|-->x) L\d : |note over L\d(, L\d)? : |\.\.\. (?=.* \.\.\.$))/,
    );
    const said = line
      .replace(/^(@(start|end)uml|participant "|L\d \S+ L\d :|note over L\d(, L\d)? :|\.\.\. )/, '')
      .replace(/(" as L\d| \.\.\.)$/, '')
      .replace(/<U\+[0-9A-F]{4}>/g, '');
    expect(said).not.toMatch(/[<>%\\"~$&{}[\]|^#!@]|([*/_'.=-])\1/);
  }
}

const KEYWORDS =
  /\[(?:len|call_id|next_url|routes|transport|(?:local|remote|media)_ip|local_ip_type|media_ip_type|(?:local|remote|media)_port(?:\+\d+)?|branch(?:-\d+)?|pid|call_number|peer_tag_param|last_[\w-]+:|\$\w+|authentication username=[\w.+@-]+ password=secret)\]/g;

/** A scenario is well-formed, and what stands in brackets is what Rungs writes there. */
export function expectScenario(xml: string): void {
  const scenario = new DOMParser().parseFromString(xml, 'application/xml');
  expect(scenario.querySelector('parsererror')).toBeNull();
  const names = new Set([...scenario.querySelectorAll('*')].map(({ tagName }) => tagName));
  for (const name of names) expect(['scenario', 'send', 'recv', 'pause', 'action', 'ereg']).toContain(name);
  for (const send of scenario.querySelectorAll('send'))
    expect(send.textContent?.replace(KEYWORDS, '')).not.toContain('[');
}

/** The ladder stays within its fence, and the prose around it is text. */
export function expectMarkdown(markdown: string): void {
  const blocks = [...markdown.matchAll(/^(`{3,})text\n([\s\S]*?\n)\1(?!`)/gm)];
  expect(blocks.length).toBeGreaterThan(0);
  let from = 0;
  for (const { index, 0: block, 1: fence = '', 2: code = '' } of blocks) {
    expect(code).not.toContain(fence);
    expectProse(markdown.slice(from, index));
    from = index + block.length;
  }
  expectProse(markdown.slice(from));
}

function expectProse(prose: string): void {
  expect(prose).not.toMatch(/[<>]|(?<!\\)\[|(?<!\\):\/\/|www\.(?!&#8203;)|(^|\W)@\w/);
  expect(prose.replaceAll(/^(## |- \*\*|.*\*\* )/gm, '')).not.toMatch(/^\s*([-+=]|\d+[.)])/m);
  expect((prose.match(/(?<!\\)`/g) ?? []).length).toBe(0);
}

/** Every cell of a table is quoted, and none is a formula. */
export function expectTable(csv: string): void {
  for (const row of csv.trimEnd().split('\r\n')) {
    const cells = row.match(/"(?:[^"]|"")*"/g) ?? [];
    expect(cells.join(',')).toBe(row);
    for (const cell of cells) expect(cell).not.toMatch(/^"[=+\-@\t\r]/);
  }
}
