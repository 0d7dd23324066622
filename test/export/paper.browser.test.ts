import { select } from 'd3';
import { expect, test } from 'vitest';
import { paper, serialize } from '../../src/export/paper.ts';

const SVG = 'http://www.w3.org/2000/svg';

test('whatever stands in texts and attributes, the XML is well-formed and says the same', () => {
  for (let first = 0; first < 0x10000; first += 64) {
    // Every character of the first plane, surrogates without their other half among them.
    const text = Array.from({ length: 64 }, (_, at) => String.fromCharCode(first + at)).join(' ');
    const svg = paper().createElementNS(SVG, 'svg');
    svg.setAttribute('aria-label', text);
    svg.appendChild(paper().createElementNS(SVG, 'text')).textContent = text;
    const read = new DOMParser().parseFromString(serialize(svg), 'image/svg+xml').documentElement;
    const legal = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd');
    expect(read.getAttribute('aria-label')).toBe(legal);
    expect(read.textContent).toBe(legal);
  }
});

test('names the namespace once, closes what is empty', () => {
  const document = paper();
  const svg = document.createElementNS(SVG, 'svg');
  svg.appendChild(document.createElementNS(SVG, 'g')).setAttribute('class', 'a"<b>&');
  expect(serialize(svg)).toBe(`<svg xmlns="${SVG}"><g class="a&quot;&lt;b&gt;&amp;"/></svg>`);
});

test('D3 joins on it: elements stay with their keys, leave, and stand in the order of the data', () => {
  const svg = paper().createElementNS(SVG, 'svg');
  const join = (keys: readonly string[]) =>
    select(svg)
      .selectAll<SVGGElement, string>(() => Array.from(svg.children) as SVGGElement[])
      .data(keys, (key) => key)
      .join('g')
      .attr('id', (key) => key);
  join(['a', 'b', 'c']);
  const [a, b, c] = Array.from(svg.children);
  join(['d', 'c', 'a']);
  const ids = Array.from(svg.children, (child) => child.getAttribute('id'));
  expect(ids).toEqual(['d', 'c', 'a']);
  expect([svg.children[1] === c, svg.children[2] === a, b?.parentNode]).toEqual([true, true, null]);
});
