/** Appends the bytes that a text of hexadecimal pairs (single or in groups) writes. */
export function hexColumns(text: string, bytes: number[]): void {
  for (const group of text.split(/\s+/)) {
    for (let i = 0; i + 1 < group.length; i += 2) {
      const byte = Number.parseInt(group.slice(i, i + 2), 16);
      if (!Number.isNaN(byte)) bytes.push(byte);
    }
  }
}
