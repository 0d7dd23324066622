/**
 * Characters that cannot be seen or that change how others are read: C0 and C1 controls, soft hyphen, zero-width ones,
 * bidirectional marks, line and paragraph separators, byte order mark, tags, lone surrogates.
 */
const HIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu;

/** A stretch of text as it stands, or one hidden character by its name. */
export interface Piece {
  readonly text: string;
  readonly hidden: boolean;
}

/** Splits a text so that every hidden character can be shown as an escape, `U+202E`. Tabs and line ends stay. */
export function visiblePieces(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), hidden: false });
    pieces.push({ text: codeName(match[0]), hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), hidden: false });
  return pieces;
}

function codeName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
