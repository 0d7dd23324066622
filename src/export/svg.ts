import { drawFigure } from '../ladder/figure.ts';
import type { Exporter } from './exporter.ts';
import { headingText, timeText, togetherLines } from './heading.ts';
import { serialize } from './paper.ts';
import type { Selection, Showing, ShownCall } from './selection.ts';

/** The ladder as the screen draws it: no script, no reference to anything outside. One call; the first, if there are more. */
export const svg: Exporter = {
  id: 'svg',
  label: 'SVG picture',
  extension: 'svg',
  mime: 'image/svg+xml',
  write: ({ calls: [call], showing }: Selection, document) => (call ? callSvg(call, showing, document) : ''),
};

function callSvg(call: ShownCall, { theme = 'light', window, selected = null }: Showing, document: Document): string {
  const { summary } = call.detail;
  const day = call.clock === 'absolute' ? timeText(summary.start, 'absolute').slice(0, 19) : '';
  const { together } = call;
  const line = [together ? '' : headingText(summary), day && (call.zoneless ? day : `${day} UTC`)]
    .filter((part) => part !== '')
    .join(' · ');
  const told = together ? togetherLines(together) : { title: call.story.sentence, lines: [] };
  const lines = [...told.lines, line].filter((text) => text !== '');
  const options = { theme, title: told.title, lines, selected, ...(window && { window }) };
  return `${serialize(drawFigure(document, call.layout, options))}\n`;
}
