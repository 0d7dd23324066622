/**
 * What the page may do, said to the browser. It loads its own files and nothing else, runs no inline script or style,
 * and makes script addresses through one Trusted Types policy, `app-worker`.
 * A `<meta>` carries the policy wherever the build is hosted; `vite preview` sends the headers as well, and a host should.
 */
const directives = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types app-worker',
];

/** For a `<meta>`, where browsers ignore `frame-ancestors`. */
export const metaPolicy = directives.join('; ');

/**
 * For the page that is one file, which people send each other: its own script and style, told by their hashes, and nothing
 * else. It starts no worker and asks no address for anything.
 */
export function viewerPolicy(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** For a host to send with every file. */
export const securityHeaders = {
  'Content-Security-Policy': [...directives, "frame-ancestors 'none'"].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), usb=(), clipboard-read=(self), clipboard-write=(self)',
};
