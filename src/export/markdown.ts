import { textLadder } from '../ladder/text.ts';
import { visible } from '../ladder/visible.ts';
import type { Exporter } from './exporter.ts';
import { headingText } from './heading.ts';
import type { Selection, Showing, ShownCall } from './selection.ts';

/** For issues and wikis: a heading, what happened, the ladder as code, what was found. */
export const markdown: Exporter = {
  id: 'markdown',
  label: 'Markdown',
  extension: 'md',
  mime: 'text/markdown',
  write: ({ calls, showing }: Selection) => calls.map((call) => section(call, showing)).join('\n'),
};

function section({ detail, story, layout, findings }: ShownCall, { columns }: Showing): string {
  const ladder = textLadder(layout, columns === undefined ? {} : { columns });
  const found = findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ title, text, nextStep, reference }) => {
      const told = [text, nextStep].map(safe).join(' ').trim();
      return `- **${safe(title)}** ${told}${reference ? ` (${safe(reference)})` : ''}`;
    });
  const parts = [`## ${safe(headingText(detail.summary))}`, safe(story.text), fenced(ladder), found.join('\n')];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Text of a trace in a paragraph: what Markdown, HTML or GitHub takes for its own is escaped. */
function safe(text: string): string {
  return (
    visible(text)
      .replace(/[\\`*_[\]#|~]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // A list, or the underline of a heading.
      .replace(/^(\s*)([-+=]|\d+(?=[.)]))/, '$1&#8203;$2')
      // Links that nobody wrote, and people who are not meant.
      .replaceAll('://', '\\://')
      .replace(/\bwww\./gi, '$&&#8203;')
      .replace(/(^|\W)@(?=\w)/g, '$1@&#8203;')
  );
}

/** A block of code whose fence is longer than any run of backticks in it. */
function fenced(code: string): string {
  const longest = Math.max(2, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${code}${fence}`;
}
