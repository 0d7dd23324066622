/** Offers bytes as a file to save. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of the bytes by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

/** A name for a file: letters and digits of the parties, nothing that a file system minds. */
export function fileName(parts: readonly string[], extension: string): string {
  const clean = parts
    .map((part) => part.replace(/[^\p{L}\p{N}+-]+/gu, '-').replace(/^-+|-+$/g, ''))
    .filter((part) => part !== '');
  return `${clean.join('-').slice(0, 80) || 'call'}.${extension}`;
}
