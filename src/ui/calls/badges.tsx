import { useFacts } from '../app-context.ts';
import { sayCount } from '../words.ts';

/** How many errors and warnings were found in a call; what heads them on hover. Nothing for a call without. */
export function Badges({ call }: { readonly call: number }) {
  const errors = useFacts(({ found }) => found?.errors[call] ?? 0);
  const warnings = useFacts(({ found }) => found?.warnings[call] ?? 0);
  const headline = useFacts(({ found }) => found?.titles[(found.headline[call] ?? 0) - 1] ?? '');
  if (errors + warnings === 0) return null;
  return (
    <span className="badges" title={headline}>
      <span className="heard">Found: {headline}. </span>
      {errors > 0 && <Badge count={errors} severity="error" />}
      {warnings > 0 && <Badge count={warnings} severity="warning" />}
    </span>
  );
}

function Badge({ count, severity }: { readonly count: number; readonly severity: 'error' | 'warning' }) {
  return (
    <span className={`badge ${severity}`}>
      <span aria-hidden="true">
        {severity === 'error' ? '✕' : '!'} {count}
      </span>
      <span className="heard">{sayCount(count, severity)} </span>
    </span>
  );
}
