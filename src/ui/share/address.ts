import { CARRIER_MARK } from '../../capsule/carrier.ts';
import type { SourceInput } from '../../worker/protocol.ts';

/** The address of this page without a fragment: what a link is put behind. */
export function baseAddress(): string {
  return location.href.split('#', 1)[0] ?? '';
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
  if (location.hash !== '') history.replaceState(null, '', baseAddress());
}
