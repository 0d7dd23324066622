import { visiblePieces } from './visible-text.ts';

/** Text of a trace on the page: what cannot be seen is shown as an escape, and no text changes how its neighbours read. */
export function Visible({ text }: { readonly text: string }) {
  const pieces = visiblePieces(text);
  if (pieces.length === 0) return null;
  if (pieces.length === 1 && !pieces[0]?.hidden) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {pieces.map((piece, i) =>
        piece.hidden ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name, and the whole text changes at once
          <span key={i} className="escape" title="A character that is not visible">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}
