import { CARRIER_MARK } from '../../capsule/carrier.ts';
import type { SourceInput } from '../../worker/protocol.ts';

/** Whether others can open the address of this page: not that of a file on this machine. */
export function hasAddress(): boolean {
  return location.protocol !== 'file:';
}

/** The address of this page without a fragment: what a link is put behind. '' where nobody else could open it. */
export function baseAddress(): string {
  return hasAddress() ? (location.href.split('#', 1)[0] ?? '') : '';
}

/** The trace that the address of the page carries; null when it carries none. */
export function linkInAddress(): SourceInput | null {
  return /^#[1-9]/.test(location.hash) ? { name: 'Link', blob: new Blob([location.hash]) } : null;
}

/** The trace that the page itself carries, when it is a file that somebody sent; null for any other page. */
export function traceInPage(): SourceInput | null {
  const text = document.getElementById('rungs-trace')?.textContent ?? '';
  return text === '' ? null : { name: 'This page', blob: new Blob([CARRIER_MARK, text]) };
}

/** Takes the trace out of the address bar and the history entry; what is open stays open. */
export function clearAddress(): void {
  if (location.hash !== '') history.replaceState(null, '', location.href.split('#', 1)[0]);
}
