import { type ScaleLinear, select } from 'd3';
import type { Bar } from './bar.ts';

/** Of the bars, CSS pixels; times stand below. */
export const HEIGHT = 64;
/** A time needs so much room, CSS pixels. */
const LABEL_ROOM = 64;

interface Place {
  readonly width: number;
  readonly y: ScaleLinear<number, number>;
  /** What the ids of bars begin with. */
  readonly id: string;
  /** The bar that the keyboard is on. */
  readonly at: number;
  /** A bar was pressed: the keyboard goes on from there. */
  readonly onPick: (at: number) => void;
}

/** Draws the bars of a chart into its element: those of the same stretch of time stay the same. */
export function drawBars(svg: SVGSVGElement, bars: readonly Bar[], { width, y, id, at, onPick }: Place): void {
  const step = width / bars.length;
  const groups = select(svg)
    .selectAll<SVGGElement, Bar>('g.bar')
    .data(bars, ({ key }) => key)
    .join((enter) => {
      const group = enter.append('g').attr('class', 'bar').attr('role', 'option');
      group.append('rect').attr('class', 'hit');
      group.append('rect').attr('class', 'value');
      group.append('title');
      return group;
    })
    .attr('id', (_, i) => `${id}-${i}`)
    .attr('transform', (_, i) => `translate(${i * step},0)`)
    .classed('at', (_, i) => i === at)
    .attr('aria-label', ({ title }) => title)
    .attr('aria-selected', ({ isPicked }) => String(isPicked))
    .on('click', (event: MouseEvent, bar) => {
      onPick(bars.indexOf(bar));
      bar.pick();
      event.stopPropagation();
    });
  groups.select('title').text(({ title }) => title);
  groups.select('.hit').attr('width', step).attr('height', HEIGHT);
  groups
    .select('.value')
    .attr('x', step > 4 ? 1 : 0)
    .attr('width', Math.max(1, step > 4 ? step - 2 : step - 0.5))
    .attr('y', ({ value }) => Math.min(y(value), value > 0 ? HEIGHT - 2 : HEIGHT))
    .attr('height', ({ value }) => (value > 0 ? Math.max(2, HEIGHT - y(value)) : 0));
  drawTimes(svg, bars, step);
}

/** A time below every so many bars, as far as there is room. */
function drawTimes(svg: SVGSVGElement, bars: readonly Bar[], step: number): void {
  const every = Math.max(1, Math.ceil(LABEL_ROOM / step));
  const shown = bars.flatMap(({ label, key }, i) =>
    i % every === 0 && (i === 0 || i * step + LABEL_ROOM <= bars.length * step) ? [{ label, key, x: i * step }] : [],
  );
  select(svg)
    .selectAll<SVGTextElement, (typeof shown)[number]>('text')
    .data(shown, ({ key }) => key)
    .join('text')
    .attr('x', ({ x }) => x)
    .attr('y', HEIGHT + 14)
    .attr('aria-hidden', 'true')
    .text(({ label }) => label);
}
