import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';
import { useMemo } from 'react';

/** Modules of quiet ground around a code (ISO/IEC 18004 §6.3.8). */
const QUIET = 4;

/** A link as a square that a telephone reads. */
export default function Qr({ text }: { readonly text: string }) {
  const code = useMemo(() => generate(text, { minCorrectionLevel: correction.L }), [text]);
  const side = code.size + 2 * QUIET;
  return (
    <svg className="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label="The link as a QR code">
      <rect className="ground" x={-QUIET} y={-QUIET} width={side} height={side} />
      <path className="modules" d={toSvgPath(code)} shapeRendering="crispEdges" />
    </svg>
  );
}
