import type { SourceInput } from '../../worker/protocol.ts';

/** Files as something to open. */
export function fileSources(files: Iterable<File>): SourceInput[] {
  return [...files].map((file) => ({ name: file.name || 'Pasted file', blob: file }));
}

/** A text as something to open. It becomes a Blob at once: it is never shown in a field. */
export function textInput(text: string): SourceInput[] {
  return text.trim() === '' ? [] : [{ name: 'Pasted text', blob: new Blob([text]) }];
}

/** What was pasted or dropped: its files, else its text. */
export function transferSources(data: DataTransfer | null): SourceInput[] {
  if (!data) return [];
  const files = fileSources(data.files);
  return files.length > 0 ? files : textInput(data.getData('text/plain'));
}

/** Files of one drop at most: a folder may hold a whole disk. */
const MOST_FILES = 1000;

/** What was dropped: files, those in folders too, else text. */
export async function droppedSources(data: DataTransfer | null): Promise<SourceInput[]> {
  // Entries are to be had only while the drop is being handled; files of folders come later.
  const entries = [...(data?.items ?? [])].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return transferSources(data);
  const files: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, files);
  return fileSources(files);
}

async function collect(entry: FileSystemEntry, files: File[]): Promise<void> {
  if (files.length >= MOST_FILES) return;
  if (entry.isFile)
    files.push(await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail)));
  if (!entry.isDirectory) return;
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    // A folder is handed out in parts, until an empty one.
    const part = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (part.length === 0) return;
    for (const child of part) await collect(child, files);
  }
}

/** Longest text that is taken for words typed into a field. */
const MOST_WORDS = 500;

/** Whether a paste belongs to the field it goes into: short, on one line. */
export function belongsToField(target: EventTarget | null, data: DataTransfer | null): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return false;
  if (!data || data.files.length > 0) return false;
  const text = data.getData('text/plain');
  return text.length <= MOST_WORDS && !/[\r\n]/.test(text.trim());
}
