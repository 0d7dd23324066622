import type { ReactNode } from 'react';

const PATHS = {
  ok: <path d="M2.5 8.5 6 12l7.5-8" />,
  fail: <path d="M3.5 3.5l9 9m0-9l-9 9" />,
  dash: <path d="M3 8h10" />,
  turn: <path d="M2.5 12.5C3 8 6.5 5.5 12 6M9 2.5 12.8 6 9.5 10" />,
  ring: <circle cx="8" cy="8" r="4.7" />,
  dots: <path d="M3 8h.01M8 8h.01M13 8h.01" />,
  down: <path d="M4 6.5 8 10.5 12 6.5" />,
  left: <path d="M10 3.5 5.5 8 10 12.5" />,
  right: <path d="M6 3.5 10.5 8 6 12.5" />,
  search: <path d="M10.2 10.2 13.5 13.500M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0Z" />,
  close: <path d="M4 4l8 8m0-8l-8 8" />,
  sun: (
    <path d="M8 5.200a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.600ZM8 1v1.500M8 13.500V15M1 8h1.500M13.5 8H15M3.05 3.05l1.05 1.05M11.9 11.900l1.05 1.05M3.05 12.95l1.05-1.05M11.9 4.100l1.05-1.05" />
  ),
  moon: <path d="M13.5 9.600A6 6 0 0 1 6.4 2.500a6 6 0 1 0 7.1 7.100Z" />,
  system: <path d="M2 3h12v8H2zM6 14h4M8 11v3" />,
  copy: <path d="M5.5 5.500V2.500h8v8h-3M2.5 5.500h8v8h-8z" />,
  ladder: <path d="M3.5 2v12M12.5 2v12M3.500 5h9M3.500 8h9M3.500 11h9" />,
  bars: <path d="M3 13V8M8 13V3M13 13V6" />,
  side: <path d="M2 3h12v10H2zM6 3v10" />,
  sideRight: <path d="M2 3h12v10H2zM10 3v10" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof PATHS;

/** A small line drawing, 16 by 16, in the colour of the text. It says nothing by itself: name the button around it. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="drawn" width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {PATHS[name]}
    </svg>
  );
}

/** The sign of Rungs. */
export function Brand() {
  return (
    <svg className="brand-sign" width="18" height="18" viewBox="0 0 32 32" aria-hidden="true">
      <path className="rail" d="M6 3.500v25M26 3.500v25" />
      <path className="to" d="M6 12.500h16.500l-4.5-5" />
      <path className="back" d="M26 22.500h-16.500l4.5-5" />
    </svg>
  );
}
