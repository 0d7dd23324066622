import { useApp, useFacts } from '../app-context.ts';
import { Menu, type MenuItem } from '../shell/menu.tsx';
import { sayCount } from '../words.ts';
import { copyTicket } from './copy-for-ticket.tsx';
import { type Output, saveCapture, saveExport } from './save-export.ts';

const OUTPUTS: readonly Output[] = [
  { id: 'svg', label: 'SVG, the whole call', extension: 'svg', type: 'image/svg+xml' },
  { id: 'svg', label: 'SVG, as on the screen', extension: 'svg', type: 'image/svg+xml', part: 'screen' },
  { id: 'svg', label: 'PNG', extension: 'png', type: 'image/png' },
  { id: 'text', label: 'Text ladder', extension: 'txt', type: 'text/plain' },
  { id: 'mermaid', label: 'Mermaid', extension: 'mmd', type: 'text/plain' },
  { id: 'plantuml', label: 'PlantUML', extension: 'puml', type: 'text/plain' },
  { id: 'markdown', label: 'Markdown', extension: 'md', type: 'text/markdown' },
  { id: 'sngrep', label: 'Messages as sngrep saves them', extension: 'txt', type: 'text/plain' },
  { id: 'sipp-caller', label: 'SIPp scenario, the caller', extension: 'xml', type: 'application/xml' },
  { id: 'sipp-callee', label: 'SIPp scenario, the callee', extension: 'xml', type: 'application/xml' },
  { id: 'json', label: 'JSON', extension: 'json', type: 'application/json' },
];

const LISTED: readonly Output[] = [
  { id: 'csv', label: 'CSV of the list', extension: 'csv', type: 'text/csv', listed: true },
  { id: 'json', label: 'JSON of the list', extension: 'json', type: 'application/json', listed: true },
];

/** Everything that the open call, or the list, can be saved as. */
export function useExports(): readonly MenuItem[] {
  const app = useApp();
  const { look } = app;
  const listed = useFacts((facts) => facts.listed?.order.length ?? 0);
  const redacted = useFacts((facts) => facts.sending.exports);
  const item = (output: Output): MenuItem => ({
    id: output.label,
    label: output.label,
    hint: output.listed ? sayCount(listed, 'call') : `.${output.extension}`,
    do: () => void saveExport(app, output),
  });
  const redact: MenuItem = {
    id: 'redact',
    label: 'Replace names and numbers',
    checked: redacted,
    do: () => look.sending({ exports: !redacted }),
  };
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
    capture('pcapng', redacted ? 'Packets' : 'Packets, as captured', false),
    ...(listed > 1 ? [capture('pcapng-list', 'Packets of the list', true)] : []),
  ];
  return [ticket, redact, ...OUTPUTS.map(item), ...captures, ...(listed > 1 ? LISTED.map(item) : [])];
}

export function ExportMenu() {
  const hasCall = useFacts((facts) => facts.opened !== null);
  return <Menu label="Export" disabled={!hasCall} items={useExports()} />;
}
