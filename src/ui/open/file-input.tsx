import { useApp } from '../app-context.ts';
import { fileSources } from './receive.ts';

const FILE_INPUT = 'open-files';

/** The one hidden field through which files come in: buttons and keys open it. */
export function FileInput() {
  const { open } = useApp();
  return (
    <input
      id={FILE_INPUT}
      type="file"
      multiple
      hidden
      aria-label="Files to open"
      onChange={({ currentTarget }) => {
        const sources = fileSources(currentTarget.files ?? []);
        // The same file can be opened again.
        currentTarget.value = '';
        void open.offer(sources);
      }}
    />
  );
}

/** Shows the system's dialog that picks files. */
export function pickFiles(): void {
  document.getElementById(FILE_INPUT)?.click();
}
