import type { CallSummary } from '../../call/types.ts';
import { type Verdict, verdictOf } from '../../diagnose/verdict.ts';
import { Icon, type IconName } from '../shell/icon.tsx';

const MARKS: { readonly [K in Verdict]: { readonly icon: IconName; readonly label: string } } = {
  answered: { icon: 'ok', label: 'answered' },
  failed: { icon: 'fail', label: 'failed' },
  unanswered: { icon: 'dash', label: 'not answered' },
  redirected: { icon: 'turn', label: 'redirected' },
  open: { icon: 'dots', label: 'end or beginning not in the trace' },
  done: { icon: 'ring', label: 'done' },
};

/** What came of a call, by shape and colour. */
export function Mark({ call }: { readonly call: CallSummary }) {
  const verdict = verdictOf(call);
  const { icon, label } = MARKS[verdict];
  return (
    <span className={`mark ${verdict}`} role="img" aria-label={label} title={label}>
      <Icon name={icon} size={14} />
    </span>
  );
}
