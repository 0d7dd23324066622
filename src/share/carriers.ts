import { CARRIER_MARK } from '../capsule/carrier.ts';

/** A picture with a trace in it, right behind its first tag, so that the first bytes of the file tell. */
export function carriedBySvg(svg: string, fragment: string): string {
  const end = svg.indexOf('>') + 1;
  return `${svg.slice(0, end)}<metadata ${CARRIER_MARK}${fragment}</metadata>${svg.slice(end)}`;
}

/** Stands in the page that shows a trace without a server, where the trace is to be put. */
const EMPTY_PLACE = `<script type="text/plain" ${CARRIER_MARK}</script>`;

/** A page that opens by itself, with the trace in it; null when `page` has no place for it. */
export function carriedByPage(page: string, fragment: string): string | null {
  const at = page.indexOf(EMPTY_PLACE);
  if (at < 0) return null;
  const place = at + EMPTY_PLACE.length - '</script>'.length;
  return page.slice(0, place) + fragment + page.slice(place);
}

/** What people read in a picture. */
export function textsOfSvg(svg: string): string {
  return svg
    .replace(/<style>[^<]*<\/style>/g, ' ')
    .replace(/ (?:aria-label|data-name)="([^"]*)"/g, '>$1<')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
