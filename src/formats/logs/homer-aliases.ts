import type { Source } from '../../base/source.ts';

/** Bytes at either end of an export that are looked at: the aliases stand before all messages or behind them. */
const LOOKED_AT = 256 * 1024;
const ALIASES = /"alias(?:es)?"\s*:\s*\{([^{}]*)\}/;
const PAIR = /"([^"\\]{2,80})"\s*:\s*"([^"\\]{1,80})"/g;

/** Names of sockets that HOMER's API lists in an object of their own: `"alias": {"192.0.2.1:5060": "sbc", …}`. */
export async function homerAliases(source: Source): Promise<[socket: string, name: string][]> {
  const { size } = source;
  const ends =
    size <= 2 * LOOKED_AT ? [[0, size] as const] : [[0, LOOKED_AT] as const, [size - LOOKED_AT, size] as const];
  const found: [string, string][] = [];
  for (const [from, to] of ends) {
    const text = new TextDecoder().decode(await source.read(from, to));
    for (const [, socket = '', name = ''] of ALIASES.exec(text)?.[1]?.matchAll(PAIR) ?? []) found.push([socket, name]);
  }
  return found;
}
