import { beforeEach, expect, test } from 'vitest';
import { draw } from '../../src/ladder/draw.ts';
import { drawHeads } from '../../src/ladder/draw-heads.ts';
import { layOut } from '../../src/ladder/layout.ts';
import { drawOverview } from '../../src/ladder/overview.ts';
import { pageCss } from '../../src/ladder/theme.ts';
import { EMPTY_LANES } from '../../src/view/view.ts';
import { ladderInput } from '../support/ladder.ts';

const FLOW = `
  alice -> bob INVITE sdp
  bob -> alice 180
  bob -> alice 486
  alice -> bob ACK
`;
const LONG = Array.from({ length: 400 }, () => 'alice -> bob OPTIONS\nbob -> alice 200').join('\n');

let svg: SVGSVGElement;

beforeEach(() => {
  svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'rungs rungs-light');
  document.body.replaceChildren(svg);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageCss());
  document.adoptedStyleSheets = [sheet];
});

const rungs = () => Array.from(svg.querySelectorAll<SVGGElement>('.rung'));

test('a rung is an option with a name, and keeps its element when lanes move', () => {
  draw(svg, layOut(ladderInput(FLOW)), { selected: 2 });
  const before = rungs();
  expect(before.map((rung) => rung.getAttribute('data-row'))).toEqual(['0', '1', '2', '3']);
  expect(before[0]?.getAttribute('aria-label')).toBe('INVITE from Alice to Bob at 12:00:00.000, SDP offer, sendrecv');
  expect(before.map((rung) => rung.getAttribute('aria-selected'))).toEqual(['false', 'false', 'true', 'false']);
  expect(svg.querySelectorAll('.selection')).toHaveLength(1);
  const order = ['192.0.2.11:5060'];
  draw(svg, layOut(ladderInput(FLOW, { decisions: { ...EMPTY_LANES, order } })), { selected: 0 });
  expect(rungs()).toEqual(before);
  expect(rungs().map((rung) => rung.classList.contains('selected'))).toEqual([true, false, false, false]);
});

test('only rungs in view are drawn, in their order, and those that stay are not drawn anew', () => {
  const layout = layOut(ladderInput(LONG));
  const rows = () => rungs().map((rung) => Number(rung.getAttribute('data-row')));
  draw(svg, layout, { window: { top: 1000, bottom: 1200 } });
  const first = rungs();
  const label = first.at(-1)?.querySelector('.label');
  expect(first.length).toBeLessThan(10);
  draw(svg, layout, { window: { top: 900, bottom: 1200 } });
  expect(rows()).toEqual(rows().toSorted((a, b) => a - b));
  expect(rungs().at(-1)).toBe(first.at(-1));
  expect(rungs().at(-1)?.querySelector('.label')).toBe(label);
  draw(svg, layout, { window: { top: 20_000, bottom: 20_100 } });
  expect(rungs().every((rung) => !first.includes(rung))).toBe(true);
});

test('each class looks its own way without its colour', () => {
  const flow = `
    alice -> bob INVITE
    bob -> alice 180
    bob -> alice 401
    alice -> bob ACK
    alice -> bob INVITE
    bob -> alice 302
    alice -> bob ACK
    alice -> bob OPTIONS
    bob -> alice 200
    alice -> bob OPTIONS
    bob -> alice 500
  `;
  draw(svg, layOut(ladderInput(flow)));
  const looks = new Map<string, string>();
  for (const rung of rungs()) {
    const name = rung.getAttribute('class')?.split(' ')[1] ?? '';
    const shaft = getComputedStyle(rung.querySelector('.shaft') as Element);
    const head = rung.querySelector('.head') as Element;
    const isHollow = getComputedStyle(head).fill !== getComputedStyle(head).stroke;
    const isOpen = !head.getAttribute('d')?.endsWith('Z');
    looks.set(name, [shaft.strokeDasharray, isHollow, isOpen, rung.querySelector('.cross') !== null].join(' '));
  }
  expect([...looks.keys()].sort()).toEqual(['challenge', 'failure', 'provisional', 'redirect', 'request', 'success']);
  expect(new Set(looks.values()).size).toBe(6);
});

test('heads name their lanes', () => {
  const layout = layOut(ladderInput(FLOW));
  drawHeads(svg, layout);
  drawHeads(svg, layout);
  const heads = Array.from(svg.querySelectorAll('[data-lane]'));
  expect(heads.map((head) => head.getAttribute('aria-label'))).toEqual([
    'Alice, 192.0.2.10:5060',
    'Bob, 192.0.2.11:5060',
  ]);
  expect(svg.querySelectorAll('.rule')).toHaveLength(1);
});

test('the overview holds the whole call and the window in it', () => {
  const layout = layOut(ladderInput(LONG));
  drawOverview(svg, layout, { width: 18, height: 300 }, { top: layout.height / 2, bottom: layout.height });
  const view = svg.querySelector('.view');
  expect(Number(view?.getAttribute('y'))).toBeCloseTo(150, 0);
  expect(Number(view?.getAttribute('height'))).toBeCloseTo(150, 0);
  const ends = Array.from(
    svg.querySelectorAll('.hair'),
    (hair) => hair.getAttribute('d')?.match(/,(\d+)\.5H\d+$/)?.[1],
  );
  expect(ends.map(Number)).toHaveLength(2);
  for (const end of ends) expect(Number(end)).toBeGreaterThan(290);
});
