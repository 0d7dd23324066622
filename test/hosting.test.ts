import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { securityHeaders } from '../security-policy.ts';
import { root } from './architecture/sources.ts';

const headers = Object.entries(securityHeaders);

const EXAMPLES: readonly (readonly [string, string, (name: string, value: string) => string])[] = [
  ['public/_headers', 'Netlify', (name, value) => `  ${name}: ${value}\n`],
  ['docs/hosting.md', 'nginx', (name, value) => `  add_header ${name} "${value}" always;\n`],
  ['docs/hosting.md', 'Caddy', (name, value) => `  ${name} "${value}"\n`],
];

test.each(EXAMPLES)('%s has the headers of the policy for %s', (path, _host, line) => {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(headers.map(([name, value]) => line(name, value)).join(''));
});
