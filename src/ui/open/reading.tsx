import type { Reading } from '../../state/facts.ts';
import { useApp } from '../app-context.ts';
import { sayCount, saySize } from '../words.ts';

/** How far reading has come, and a way to stop it. */
export function ReadingPanel({ reading }: { readonly reading: Reading }) {
  const { open } = useApp();
  const { progress, names, stopping } = reading;
  const total = progress?.totalBytes ?? reading.totalBytes;
  const bytes = progress?.bytes ?? 0;
  const what = names.length === 1 ? names[0] : sayCount(names.length, 'source');
  return (
    <div className="reading" role="status">
      <p>
        <strong>Reading {what}</strong>
      </p>
      <progress value={bytes} max={Math.max(1, total)} aria-label="Bytes read" />
      <p className="quiet">
        {saySize(bytes)} of {saySize(total)} · {sayCount(progress?.messages ?? 0, 'message')}
      </p>
      <button type="button" className="button" disabled={stopping} onClick={open.cancel}>
        {stopping ? 'Stopping; what was read is shown …' : 'Cancel'}
      </button>
    </div>
  );
}
