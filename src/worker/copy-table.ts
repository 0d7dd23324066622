import type { InternedBytes } from '../base/interner.ts';
import type { CallTable } from '../call/types.ts';

/** A copy of the call table whose buffers may be handed over. */
export function copyTable(table: CallTable, transfer: Transferable[]): CallTable {
  const copy: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(table)) copy[name] = copied(value, transfer);
  return copy as unknown as CallTable;
}

function copied(value: unknown, transfer: Transferable[]): unknown {
  if (ArrayBuffer.isView(value)) {
    const copy = (value as Uint8Array<ArrayBuffer>).slice();
    transfer.push(copy.buffer);
    return copy;
  }
  if (isInterned(value)) return copyInterned(value, transfer);
  // Tables of links: columns once more.
  return typeof value === 'object' && value !== null ? copyTable(value as CallTable, transfer) : value;
}

function isInterned(value: unknown): value is InternedBytes {
  return typeof value === 'object' && value !== null && 'arena' in value;
}

function copyInterned({ count, at, arena }: InternedBytes, transfer: Transferable[]): InternedBytes {
  const copy = { count, at: at.slice(), arena: arena.slice() };
  transfer.push(copy.at.buffer, copy.arena.buffer);
  return copy;
}
