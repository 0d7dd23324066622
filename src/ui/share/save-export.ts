import { uriName } from '../../diagnose/party.ts';
import type { Showing } from '../../export/selection.ts';
import { HIDE_ALL } from '../../share/redact.ts';
import type { App } from '../../state/app.ts';
import type { Facts } from '../../state/facts.ts';
import type { OpenedCall, Sharing } from '../../worker/protocol.ts';
import { pngOf } from './png.ts';
import { fileName, saveFile } from './save.ts';
import { showingNow } from './showing.ts';
import { sharingOf } from './use-share.ts';

/** A file that an exporter writes of the open call, or of all calls of the list. */
export interface Output {
  /** Id of an exporter. */
  readonly id: string;
  readonly label: string;
  readonly extension: string;
  readonly type: string;
  readonly part?: 'whole' | 'screen';
  /** All calls of the list instead of the open one. */
  readonly listed?: boolean;
}

/** What draws several calls as one ladder; other outputs tell one after the other. */
const LADDERS: ReadonlySet<string> = new Set(['svg', 'text']);

/** Saves calls as an exporter writes them: as they are, or redacted as links are, whichever a person chose. */
export async function saveExport({ ask, store, look }: App, output: Output): Promise<void> {
  const facts = store.getState();
  const { opened } = facts;
  if (!opened) return;
  const calls = callsOf(facts, opened, output.listed === true);
  const showing = showingOf(facts, opened, output);
  const told = facts.sending.exports
    ? await ask('send', { as: output.id, sharing: redactedPart(facts, calls), showing })
    : { ok: true as const, value: await ask('export', { id: output.id, calls, showing }) };
  if (told && !told.ok) look.notice(told.text);
  if (!told?.ok || told.value === null) return;
  const content = output.extension === 'png' ? await pngOf(told.value) : told.value;
  if (content === null) {
    look.notice('This ladder is too tall for a PNG: save it as SVG.');
    return;
  }
  saveFile(nameOf(facts, opened, output.listed === true, output.extension), output.type, content);
  look.notice(`Saved as ${output.label}${facts.sending.exports ? ', redacted' : ''}`);
}

/** Saves calls as packets: as they were captured, or built around what a link would show of them. */
export async function saveCapture({ ask, store, look }: App, listed: boolean): Promise<void> {
  const facts = store.getState();
  const { opened, notes } = facts;
  if (!opened) return;
  const calls = callsOf(facts, opened, listed);
  const told = facts.sending.exports
    ? await ask('sentCapture', { sharing: redactedPart(facts, calls), showing: {} })
    : { ok: true as const, value: await ask('capture', { calls, notes }) };
  if (told && !told.ok) look.notice(told.text);
  if (!told?.ok || !told.value || told.value.length === 0) return;
  saveFile(nameOf(facts, opened, listed, 'pcapng'), 'application/x-pcapng', told.value);
  look.notice(
    facts.sending.exports
      ? 'Saved as pcapng, redacted: the packets are built anew'
      : 'Saved as pcapng, with everything in it: nothing is redacted',
  );
}

/** Positions in the call table, in rising order. */
function callsOf({ chosen, listed }: Facts, opened: OpenedCall, all: boolean): number[] {
  const shown = chosen.length > 1 ? chosen : [opened.detail.summary.index];
  return [...(all ? (listed?.order ?? []) : shown)].sort((a, b) => a - b);
}

/** What is asked of the worker to tell calls as links show them. */
function redactedPart(facts: Facts, calls: readonly number[]): Sharing {
  const { sending } = facts;
  const sharing = sharingOf(
    { ...facts, sending: { ...sending, redaction: sending.redaction ?? HIDE_ALL } },
    'call',
    '',
  );
  const [only = null] = calls;
  return { ...sharing, calls, view: { ...sharing.view, call: calls.length === 1 ? only : null } };
}

function showingOf(facts: Facts, { together }: OpenedCall, output: Output): Showing {
  const asOne = together && LADDERS.has(output.id) && { together: { sieve: facts.sieve, from: together.from } };
  const showing = { ...showingNow(facts, output.part), ...asOne };
  if (output.extension !== 'png' || showing.theme !== 'auto') return showing;
  return { ...showing, theme: matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light' };
}

/** Redacted, a file does not name the parties either. */
function nameOf({ sending }: Facts, { together, detail }: OpenedCall, listed: boolean, extension: string): string {
  if (listed || together) return fileName(['calls'], extension);
  const { caller, callee } = detail.summary;
  const names = [caller, callee].map(({ name, uri }) => name || uriName(uri));
  return fileName(sending.exports ? ['call', 'redacted'] : names, extension);
}
