import type { LadderLayout, Row } from '../ladder/picture.ts';
import { visible } from '../ladder/visible.ts';
import type { Exporter } from './exporter.ts';
import { headingText } from './heading.ts';
import type { Selection, ShownCall } from './selection.ts';
import { headOf, idOf, labelOf, saidBetween } from './sequence.ts';

/** Sequence diagrams for Mermaid, as GitHub, GitLab and many wikis draw them. */
export const mermaid: Exporter = {
  id: 'mermaid',
  label: 'Mermaid',
  extension: 'mmd',
  mime: 'text/vnd.mermaid',
  write: ({ calls }: Selection) => calls.map(diagram).join('\n'),
};

function diagram({ detail, layout }: ShownCall): string {
  const lines = [
    'sequenceDiagram',
    `  accTitle: ${safe(headingText(detail.summary))}`,
    ...layout.lanes.map((lane, at) => `  participant ${idOf(at)} as ${safe(headOf(lane))}`),
    ...layout.rows.flatMap((row) => rowLines(row, layout)).map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}

function rowLines(row: Row, layout: LadderLayout): string[] {
  if (row.kind === 'rung' || row.kind === 'ghost' || row.kind === 'beside') {
    return [`${idOf(row.from)}${arrow(row)}${idOf(row.to)}: ${safe(labelOf(row))}`];
  }
  const text = saidBetween(row);
  const last = Math.max(1, layout.lanes.length);
  return layout.lanes.length === 0 ? [] : [`Note over L1${last > 1 ? `,${idOf(last - 1)}` : ''}: ${safe(text)}`];
}

function arrow(row: Extract<Row, { kind: 'rung' | 'ghost' | 'beside' }>): string {
  if (row.kind === 'ghost') return '--x';
  if (row.kind === 'beside') return row.what === 'media' ? '--)' : '-->';
  return row.class === 'request' ? '->>' : '-->>';
}

/** Marks with a meaning to Mermaid or to what it draws into, as the entities that it knows: `#59;`. */
function safe(text: string): string {
  return (
    visible(text)
      .replace(/[;#%{}<>"\\`&]/g, entity)
      // Taken for the end of a block, and for an order to break lines.
      .replace(/\bend\b/gi, ([e = '', n = '', d = '']) => `${e}${entity(n)}${d}`)
      .replace(/^(?=(no)?wrap:)./i, entity) || ' '
  );
}

function entity(mark: string): string {
  return `#${mark.charCodeAt(0)};`;
}
