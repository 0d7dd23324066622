import { uriName } from '../../diagnose/party.ts';
import type { App } from '../../state/app.ts';
import { useApp, useFacts } from '../app-context.ts';
import { Menu, type MenuItem } from '../shell/menu.tsx';
import { sayCount } from '../words.ts';
import { copyTicket } from './copy-for-ticket.tsx';
import { pngOf } from './png.ts';
import { fileName, saveFile } from './save.ts';
import { showingNow } from './showing.ts';

interface Output {
  /** Id of an exporter. */
  readonly id: string;
  readonly label: string;
  readonly extension: string;
  readonly type: string;
  readonly part?: 'whole' | 'screen';
  /** All calls of the list instead of the open one. */
  readonly listed?: boolean;
}

const OUTPUTS: readonly Output[] = [
  { id: 'svg', label: 'SVG, the whole call', extension: 'svg', type: 'image/svg+xml' },
  { id: 'svg', label: 'SVG, as on the screen', extension: 'svg', type: 'image/svg+xml', part: 'screen' },
  { id: 'svg', label: 'PNG', extension: 'png', type: 'image/png' },
  { id: 'text', label: 'Text ladder', extension: 'txt', type: 'text/plain' },
  { id: 'mermaid', label: 'Mermaid', extension: 'mmd', type: 'text/plain' },
  { id: 'markdown', label: 'Markdown', extension: 'md', type: 'text/markdown' },
  { id: 'sngrep', label: 'Messages as sngrep saves them', extension: 'txt', type: 'text/plain' },
  { id: 'json', label: 'JSON', extension: 'json', type: 'application/json' },
];

/** What draws several calls as one ladder; other outputs tell one after the other. */
const LADDERS: ReadonlySet<string> = new Set(['svg', 'text']);

const LISTED: readonly Output[] = [
  { id: 'csv', label: 'CSV of the list', extension: 'csv', type: 'text/csv', listed: true },
  { id: 'json', label: 'JSON of the list', extension: 'json', type: 'application/json', listed: true },
];

/** Everything that the open call, or the list, can be saved as. */
export function useExports(): readonly MenuItem[] {
  const app = useApp();
  const listed = useFacts((facts) => facts.listed?.order.length ?? 0);
  const item = (output: Output): MenuItem => ({
    id: output.label,
    label: output.label,
    hint: output.listed ? sayCount(listed, 'call') : `.${output.extension}`,
    do: () => void save(app, output),
  });
  const ticket: MenuItem = {
    id: 'ticket',
    label: 'Copy for ticket',
    hint: 'clipboard',
    do: () => void copyTicket(app),
  };
  const capture = (id: string, label: string, listed: boolean): MenuItem => ({
    id,
    label,
    hint: '.pcapng',
    do: () => void saveCapture(app, listed),
  });
  const captures = [
    capture('pcapng', 'Packets, as captured', false),
    ...(listed > 1 ? [capture('pcapng-list', 'Packets of the list', true)] : []),
  ];
  return [ticket, ...OUTPUTS.map(item), ...captures, ...(listed > 1 ? LISTED.map(item) : [])];
}

export function ExportMenu() {
  const hasCall = useFacts((facts) => facts.opened !== null);
  return <Menu label="Export" disabled={!hasCall} items={useExports()} />;
}

async function save({ ask, store, look }: App, output: Output): Promise<void> {
  const facts = store.getState();
  const { opened, listed } = facts;
  if (!opened) return;
  const chosen = facts.chosen.length > 1 ? facts.chosen : [opened.detail.summary.index];
  const calls = [...(output.listed ? (listed?.order ?? []) : chosen)].sort((a, b) => a - b);
  const dark = output.extension === 'png' && matchMedia('(prefers-color-scheme: dark)').matches;
  const { together } = opened;
  const asOne = together && LADDERS.has(output.id) && { together: { sieve: facts.sieve, from: together.from } };
  const showing = { ...showingNow(facts, output.part), ...asOne };
  const theme = output.extension === 'png' && showing.theme === 'auto' ? (dark ? 'dark' : 'light') : showing.theme;
  const text = await ask('export', { id: output.id, calls, showing: { ...showing, ...(theme && { theme }) } });
  if (text === null) return;
  const content = output.extension === 'png' ? await pngOf(text) : text;
  if (content === null) {
    look.notice('This ladder is too tall for a PNG: save it as SVG.');
    return;
  }
  saveFile(fileName(output.listed || together ? ['calls'] : nameParts(opened), output.extension), output.type, content);
  look.notice(`Saved as ${output.label}`);
}

/** Everything as it was captured: what is to be sent to others goes by the dialog for sharing. */
async function saveCapture({ ask, store, look }: App, all: boolean): Promise<void> {
  const { opened, listed, notes } = store.getState();
  if (!opened) return;
  const calls = all ? [...(listed?.order ?? [])].sort((a, b) => a - b) : [opened.detail.summary.index];
  const bytes = await ask('capture', { calls, notes });
  if (!bytes || bytes.length === 0) return;
  saveFile(fileName(all ? ['calls'] : nameParts(opened), 'pcapng'), 'application/x-pcapng', bytes);
  look.notice('Saved as pcapng, with everything in it: nothing is redacted');
}

function nameParts({ detail: { summary } }: NonNullable<ReturnType<App['store']['getState']>['opened']>): string[] {
  const { caller, callee } = summary;
  return [caller.name || uriName(caller.uri), callee.name || uriName(callee.uri)];
}
