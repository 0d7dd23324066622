import { textLadder } from '../ladder/text.ts';
import type { Exporter } from './exporter.ts';
import { headingText, togetherLines } from './heading.ts';
import type { Selection, Showing, ShownCall } from './selection.ts';

/** Ladders in characters, each under one line about the call and its story. */
export const text: Exporter = {
  id: 'text',
  label: 'Text',
  extension: 'txt',
  mime: 'text/plain',
  write: ({ calls, showing }: Selection) => calls.map((call) => callText(call, showing)).join('\n'),
};

/** One call for a ticket or a terminal. */
function callText({ detail, story, layout, together }: ShownCall, { columns }: Showing = {}): string {
  const { summary } = detail;
  const ladder = textLadder(layout, columns === undefined ? {} : { columns });
  if (together) {
    const { title, lines } = togetherLines(together);
    return `${title}\n${lines.join('\n')}\n\n${ladder}`;
  }
  return `${summary.index + 1}  ${headingText(summary)}\n${story.text}\n\n${ladder}`;
}

/** What goes into a ticket: what happened, the ladder, and the link that opens it ('' for none). */
export function ticketText({ story, layout }: ShownCall, url: string): string {
  return `${story.text}\n\n${textLadder(layout)}${url && `\n${url}\n`}`;
}
