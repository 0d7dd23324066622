import { joined, layer } from './layer.ts';
import type { LadderLayout, RungClass } from './picture.ts';
import { LINE_Y } from './sizes.ts';

export interface OverviewSize {
  /** CSS pixels of the strip. */
  readonly width: number;
  readonly height: number;
}

const PADDING = 3;

/** The whole call in a slim strip: a hair for each rung, a bar for each phase, and the window that is in sight. */
export function drawOverview(
  svg: SVGElement,
  layout: LadderLayout,
  size: OverviewSize,
  window: { readonly top: number; readonly bottom: number },
): void {
  const strip = layer(svg, 'overview');
  const scale = Math.min(1, size.height / Math.max(1, layout.height));
  const y = (value: number) => Math.round(value * scale * 10) / 10;
  const span = Math.max(1, layout.right - layout.left);
  const x = (value: number) => PADDING + Math.round(((value - layout.left) / span) * (size.width - 2 * PADDING));
  joined<SVGPathElement, [string, string]>(strip, 'path', hairs(layout, x, y), ([name]) => name)
    .attr('class', ([name]) => `hair ${name}`)
    .attr('d', ([, path]) => path);
  joined<SVGRectElement, number>(strip, 'rect', [0], () => 'view')
    .attr('class', 'view')
    .attr('x', 0.5)
    .attr('y', y(Math.max(0, window.top)))
    .attr('width', size.width - 1)
    .attr('height', Math.max(6, y(Math.min(window.bottom, layout.height)) - y(Math.max(0, window.top))))
    .attr('rx', 3);
}

/** One path for each class; of rungs that fall on the same pixel the first of a class stands for all. */
function hairs(layout: LadderLayout, x: (value: number) => number, y: (value: number) => number): [string, string][] {
  const paths = new Map<RungClass, string[]>();
  const last = new Map<RungClass, number>();
  for (const row of layout.rows) {
    if (row.kind !== 'rung') continue;
    const at = Math.round(y(row.top + LINE_Y));
    if (last.get(row.class) === at) continue;
    last.set(row.class, at);
    const parts = paths.get(row.class) ?? [];
    paths.set(row.class, parts);
    const from = x(Math.min(row.x1, row.x2));
    parts.push(`M${from},${at}.5H${Math.max(from + 3, x(Math.max(row.x1, row.x2)))}`);
  }
  return [...paths].map(([name, parts]) => [name, parts.join('')]);
}
