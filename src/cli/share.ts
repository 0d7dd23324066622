import type { ShownKind } from '../capsule/capsule.ts';
import { hiddenRows } from '../export/hidden-rows.ts';
import { carriedByPage } from '../share/carriers.ts';
import { makeLink } from '../share/link.ts';
import type { Wish } from '../share/outgoing.ts';
import { EMPTY_LANES } from '../view/view.ts';
import type { Arguments } from './arguments.ts';
import { wordOf } from './includes.ts';
import type { Opened } from './open.ts';
import { readPassphrase } from './passphrase.ts';
import type { Refused } from './refused.ts';
import type { Terminal } from './terminal.ts';

/** The chosen calls as they leave: a link, a `.rungs` file, or a page that opens by itself. */
export async function share(
  args: Arguments,
  { trace, view }: Opened,
  chosen: readonly number[],
  terminal: Terminal,
): Promise<string | Uint8Array | Refused> {
  const { base, as, include, lock } = args;
  const passphrase = await readPassphrase(lock, terminal);
  if (typeof passphrase === 'object') return passphrase;
  const without = include.includes('hidden') ? undefined : await hiddenRows(trace, chosen, view?.lanes ?? EMPTY_LANES);
  const part = { ...trace, chosen, ...(without && { without }) };
  const made = await makeLink(
    part,
    view,
    { redaction: redactionOf(args), passphrase },
    { base, random: terminal.random },
  );
  if (!made.ok) return { refused: made.problem === 'blocked' ? made.text : `${made.text} --call N shares less` };
  const { fragment, file, length, level } = made.value;
  if (as === 'rungs') return file;
  if (as === 'html') {
    const page = carriedByPage(await terminal.viewer(), fragment);
    return page ?? { refused: 'the page that shows a trace is not part of this build' };
  }
  if (level === 'too-long') {
    terminal.warn(
      `rungs: with ${length} characters the link is too long for most places; --as rungs or html makes a file, --call N shares less\n`,
    );
  }
  return `${base}${fragment}\n`;
}

function redactionOf({ unredacted, include }: Arguments): Wish['redaction'] {
  if (unredacted) return null;
  const shows = (kind: ShownKind) => include.includes(wordOf(kind));
  return {
    addresses: shows('addresses'),
    numbers: shows('numbers'),
    shortNumbers: shows('shortNumbers'),
    names: shows('names'),
    products: shows('products'),
    bodies: shows('bodies'),
  };
}
