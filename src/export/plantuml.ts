import type { LadderLayout, Row } from '../ladder/picture.ts';
import { visible } from '../ladder/visible.ts';
import type { Exporter } from './exporter.ts';
import { headingText } from './heading.ts';
import type { Selection, ShownCall } from './selection.ts';
import { type ArrowRow, headOf, idOf, labelOf, saidBetween } from './sequence.ts';

/** Sequence diagrams for PlantUML, as Confluence, GitLab and many editors draw them. */
export const plantuml: Exporter = {
  id: 'plantuml',
  label: 'PlantUML',
  extension: 'puml',
  mime: 'text/plain',
  write: ({ calls }: Selection) => calls.map(diagram).join('\n'),
};

function diagram({ detail, layout }: ShownCall): string {
  const lines = [
    '@startuml',
    `title ${safe(headingText(detail.summary))}`,
    ...layout.lanes.map((lane, at) => `participant "${safe(headOf(lane))}" as ${idOf(at)}`),
    ...layout.rows.flatMap((row) => rowLines(row, layout)),
    '@enduml',
  ];
  return `${lines.join('\n')}\n`;
}

function rowLines(row: Row, layout: LadderLayout): string[] {
  if (row.kind === 'rung' || row.kind === 'ghost' || row.kind === 'beside') {
    return [`${idOf(row.from)} ${arrow(row)} ${idOf(row.to)} : ${safe(labelOf(row))}`];
  }
  const text = safe(saidBetween(row));
  if (row.kind === 'gap') return [`... ${text} ...`];
  const last = layout.lanes.length - 1;
  return last < 0 ? [] : [`note over L1${last > 0 ? `, ${idOf(last)}` : ''} : ${text}`];
}

function arrow(row: ArrowRow): string {
  if (row.kind === 'ghost') return '-->x';
  if (row.kind === 'beside') return '-->>';
  return row.class === 'request' ? '->' : '-->';
}

/**
 * Marks with a meaning to PlantUML or its preprocessor by their code points, as it knows them: `<U+003C>`. Marks that mean
 * something only twice in a row stay readable where they stand alone.
 */
function safe(text: string): string {
  return (
    visible(text)
      .replace(/[<>%\\"~$&{}[\]|^#!@]/g, code)
      .replace(/([*/_'.=-])(?=\1)/g, code) || ' '
  );
}

function code(mark: string): string {
  return `<U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`;
}
