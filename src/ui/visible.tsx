import { visiblePieces } from './visible-text.ts';

/** Text of a trace on the page: what cannot be seen is shown as an escape, and no text changes how its neighbours read. */
export function Visible({ text }: { readonly text: string }) {
  return text === '' ? null : <bdi>{marked(text)}</bdi>;
}

/** What parts the names and times of a line. */
const PARTED = /( → | · )/;

/**
 * Words of the page with text of a trace in them. They read from left to right and keep their order, also where a name is
 * written from right to left: between two such names an arrow would point from the receiver to the sender.
 */
export function Prose({ text }: { readonly text: string }) {
  return text.split(PARTED).map((part, i) =>
    i % 2 === 1 || part === '' ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name, and the whole text changes at once
      <bdi key={i} dir="ltr">
        {marked(part)}
      </bdi>
    ),
  );
}

function marked(text: string) {
  return visiblePieces(text).map((piece, i) =>
    piece.hidden ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name, and the whole text changes at once
      <span key={i} className="escape" title="A character that is not visible">
        {piece.text}
      </span>
    ) : (
      piece.text
    ),
  );
}
