import { useApp } from '../app-context.ts';
import { pickFiles } from '../open/file-input.tsx';
import { ExportMenu, useExports } from '../share/export-menu.tsx';
import { Menu } from './menu.tsx';

/** What can be done with the open trace. */
export function Actions() {
  const { look } = useApp();
  return (
    <span className="actions">
      <button type="button" className="button" onClick={pickFiles}>
        Open
      </button>
      <ExportMenu />
      <button type="button" className="button first" onClick={() => look.dialog('share')}>
        Share link
      </button>
    </span>
  );
}

/** The same on a narrow page: all in one menu. */
export function NarrowActions() {
  const { look } = useApp();
  const exports = useExports();
  return (
    <Menu
      label="Menu"
      items={[
        { id: 'open', label: 'Open files', do: pickFiles },
        { id: 'share', label: 'Share a link', do: () => look.dialog('share') },
        ...exports,
        { id: 'report', label: 'What was read', do: () => look.dialog('report') },
        { id: 'theme', label: 'Change the colours', do: look.nextTheme },
        { id: 'help', label: 'Keys and help', do: () => look.dialog('help') },
      ]}
    />
  );
}
