import { select } from 'd3';
import { headName } from './describe.ts';
import { add, addText, clear, joined, layer } from './layer.ts';
import type { LadderLayout, Lane } from './picture.ts';
import { HEAD_HEIGHT } from './sizes.ts';
import { visible } from './visible.ts';

/** The line below the heads; what is beneath it belongs to the lifelines. */
const RULE_Y = HEAD_HEIGHT - 6;

/** Draws the lane heads alone, so that a page can keep them in sight: `layout.headHeight` high, as wide as the body. */
export function drawHeads(svg: SVGElement, layout: LadderLayout, headless = false): void {
  const heads = layer(svg, 'heads');
  joined<SVGLineElement, number>(heads, 'line', [layout.width], () => 'rule')
    .attr('class', 'rule')
    .attr('x1', 0)
    .attr('y1', RULE_Y)
    .attr('x2', (width) => width)
    .attr('y2', RULE_Y);
  drawLegend(layer(heads, 'legend'), layout);
  const list = layer(heads, 'lanes');
  if (!headless) select(list).attr('role', 'list').attr('aria-label', 'Lanes');
  joined<SVGGElement, Lane>(list, 'g', layout.lanes, ({ key }) => key)
    .attr('class', ({ inferred }) => (inferred ? 'lane inferred' : 'lane'))
    .attr('transform', ({ x }) => `translate(${x},0)`)
    .attr('data-lane', ({ key }) => (headless ? null : key))
    .each(function (lane) {
      clear(this);
      if (!headless) select(this).attr('role', 'listitem').attr('aria-label', headName(lane));
      addText(this, lane.shownName, { class: 'name', y: 18 }, lane.name);
      addText(this, lane.shownSocket, { class: 'socket', y: 34 }, visible(lane.sockets.join(', ')));
      const note = lane.inferred ? 'address inferred' : '';
      addText(this, lane.shownProduct || note, { class: 'product', y: 49 }, lane.product || note);
      add(this, 'line', { class: 'lifeline', x1: 0, y1: RULE_Y, x2: 0, y2: HEAD_HEIGHT });
      add(this, 'circle', { class: 'dot', cx: 0, cy: RULE_Y, r: 4 });
    });
}

/** Day and zone above the times, where there is room beside the first head. */
export function drawLegend(place: SVGElement, { gutter }: LadderLayout): void {
  clear(place);
  if (gutter.deltaX === 0) return;
  const bottom = 49 - 14 * (gutter.legend.length - 1);
  for (const [at, text] of gutter.legend.entries()) {
    addText(place, text, { class: 'date', x: gutter.timeX, y: bottom + 14 * at });
  }
}
