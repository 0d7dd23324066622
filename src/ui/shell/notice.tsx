import { useEffect } from 'react';
import { useApp, useFacts } from '../app-context.ts';

const STAYS = 4000;

/** A short word on what was just done: shown for a while, and said. */
export function Notice() {
  const { look } = useApp();
  const notice = useFacts((facts) => facts.notice);
  useEffect(() => {
    if (notice === '') return;
    const timer = setTimeout(() => look.notice(''), STAYS);
    return () => clearTimeout(timer);
  }, [notice, look]);
  return (
    <div className={notice === '' ? 'notice' : 'notice shown'} role="status">
      {notice}
    </div>
  );
}
