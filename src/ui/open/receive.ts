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

/** Longest text that is taken for words typed into a field. */
const MOST_WORDS = 500;

/** Whether a paste belongs to the field it goes into: short, on one line. */
export function belongsToField(target: EventTarget | null, data: DataTransfer | null): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return false;
  if (!data || data.files.length > 0) return false;
  const text = data.getData('text/plain');
  return text.length <= MOST_WORDS && !/[\r\n]/.test(text.trim());
}
