const SECOND = 1_000_000;

/** A duration for people: "2 ms", "4.31 s", "32.7 s", "1 min 12 s", "1 h 4 min". Microseconds; '' when unknown. */
export function sayDuration(microseconds: number): string {
  if (!Number.isFinite(microseconds)) return '';
  const size = Math.abs(microseconds);
  if (size < 1000) return `${(microseconds / 1000).toFixed(size < 100 && size > 0 ? 2 : 1)} ms`;
  if (size < SECOND * 0.9995) return `${Math.round(microseconds / 1000)} ms`;
  if (size < 9.995 * SECOND) return `${(microseconds / SECOND).toFixed(2)} s`;
  if (size < 59.95 * SECOND) return `${(microseconds / SECOND).toFixed(1)} s`;
  const seconds = Math.round(size / SECOND);
  const sign = microseconds < 0 ? '-' : '';
  if (seconds < 3600) return `${sign}${pair(Math.floor(seconds / 60), 'min', seconds % 60, 's')}`;
  const minutes = Math.round(seconds / 60);
  return `${sign}${pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min')}`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** A talk time as phones show it: "0:32", "1:12", "1:02:45". Microseconds; '' when unknown. */
export function sayClock(microseconds: number): string {
  if (!Number.isFinite(microseconds) || microseconds < 0) return '';
  if (microseconds < SECOND) return sayDuration(microseconds);
  const seconds = Math.floor(microseconds / SECOND);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "once", "twice", "3 times". */
export function sayTimes(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

/** "Bob", "Bob and Carol", "Bob, Carol and Dave". */
export function sayList(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
