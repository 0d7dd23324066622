/** Calls `see` whenever what an element shows changes: it is scrolled or resized. Returns what ends that. */
export function watchSight(element: HTMLElement, see: () => void): () => void {
  element.addEventListener('scroll', see, { passive: true });
  const observer = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(see);
  observer?.observe(element);
  return () => {
    element.removeEventListener('scroll', see);
    observer?.disconnect();
  };
}
