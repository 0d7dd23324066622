import { rowsOf } from '../call/table.ts';
import { socketText } from '../diagnose/party.ts';
import type { Exporter } from './exporter.ts';
import type { Selection } from './selection.ts';

/** Messages as sngrep saves them: a line with time and ends, then the message as it is, secrets and all. */
export const sngrep: Exporter = {
  id: 'sngrep',
  label: 'sngrep text',
  extension: 'log',
  mime: 'text/plain',
  async write({ trace, calls, showing: { zone = 0 } }: Selection) {
    const { index, readBytes, sources } = trace;
    const chosen = calls.flatMap(({ detail }) => [...rowsOf(trace.calls, detail.summary.index)]);
    const rows = [...new Set(chosen)].sort((a, b) => a - b);
    const { time, from, to, source } = index.columns;
    const decoder = new TextDecoder();
    const parts: string[] = [];
    for (const row of rows) {
      const isAbsolute = sources[source[row] as number]?.clock === 'absolute';
      const at = stamp(time[row] as number, isAbsolute ? zone : 0);
      const end = (id: number) => (id < 0 ? '' : socketText(index.endpoints.get(id))) || 'unknown';
      const text = decoder.decode(await readBytes(row)).trimEnd();
      parts.push(`${at} ${end(from[row] as number)} -> ${end(to[row] as number)}\n${text}\n\n`);
    }
    return parts.join('');
  },
};

/** `2026/11/22 06:24:33.077123`; a log without times has the first day of all. */
function stamp(time: number, zone: number): string {
  const micros = Number.isNaN(time) ? 0 : Math.max(0, Math.floor(time + zone * 60e6));
  const [day = '', clock = ''] = new Date(Math.floor(micros / 1000)).toISOString().slice(0, -5).split('T');
  return `${day.replaceAll('-', '/')} ${clock}.${String(micros % 1e6).padStart(6, '0')}`;
}
