import type { Repair } from './repair.ts';

/** `sip:a@b<sip:a@b>` of Outlook, `sip:a@b|sip:a@b` of Slack: what stands behind the address. */
const BEHIND = /<(?:mailto:)?([^\s<>|]{1,200})>|\|(?:mailto:)?([^\s<>|]{1,200})(?=>)/g;
/** `[sip:a@b](sip:a@b)` of Markdown. */
const NAMED = /\[([^\s[\]]{1,200})\]\((?:mailto:)?\1\)/g;

/** Addresses that a mail program or a chat took for links, and wrote out together with what they lead to. */
export const doubledLinks: Repair = (head) => (undouble(head) === head ? null : undouble);

function undouble(line: string): string {
  const text = line.replace(NAMED, '$1');
  return text.replace(BEHIND, (all, inAngles: string | undefined, behindBar: string | undefined, at: number) => {
    const address = inAngles ?? behindBar ?? '';
    return address.includes('@') && text.endsWith(address, at) ? '' : all;
  });
}
