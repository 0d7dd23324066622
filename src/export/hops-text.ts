import { visible } from '../ladder/visible.ts';
import type { ComparedLine, ComparedRow } from '../sip/compare/table.ts';
import type { ComparedHops } from './compare-hops.ts';

const SIGNS = { same: ' ', added: '+', removed: '-', changed: '~', moved: '^' } as const;

/**
 * What each box changed, in characters: the hops, then each thing that differs with its values, one line for each hop.
 * @param nameOf what an endpoint is called, by its id
 */
export function hopsText({ hops, rows }: ComparedHops, nameOf: (endpoint: number) => string): string {
  const ways = hops.map(({ message, parent }, i) => {
    const after = parent >= 0 && parent !== i - 1 ? `, as it came on hop ${parent + 1}` : '';
    return `hop ${i + 1}  ${visible(nameOf(message.from))} -> ${visible(nameOf(message.to))}${after}\n`;
  });
  if (hops.length < 2) return `${ways.join('')}\nIt was seen on one hop only: there is nothing to compare.\n`;
  const different = rows.filter(({ differences }) => differences.length > 0);
  if (different.length === 0) return `${ways.join('')}\nNothing was changed on the way.\n`;
  return `${ways.join('')}\n${different.map(rowText).join('\n')}`;
}

function rowText({ label, differences, cells }: ComparedRow): string {
  const lines = cells.flatMap((cell, hop) => {
    const shown = cell.length === 0 ? ['  none'] : cell.map(lineText);
    return shown.map((text, i) => `  ${i === 0 ? String(hop + 1).padStart(2) : '  '} ${text}\n`);
  });
  return `${visible(label)}: ${differences.map(visible).join(', ')}\n${lines.join('')}`;
}

function lineText({ change, pieces }: ComparedLine): string {
  const alone = pieces.length === 1;
  const text = pieces.map((piece) => {
    const shown = visible(piece.text);
    return alone || piece.change === 'same' ? shown : `[${SIGNS[piece.change]}${shown}]`;
  });
  return `${SIGNS[change]} ${text.join('')}`;
}
