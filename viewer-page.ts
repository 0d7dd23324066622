import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, type Plugin } from 'vite';
import { viewerPolicy } from './security-policy.ts';

const NAME = 'virtual:viewer';
/** Where a trace is put: share/carriers.ts looks for it. */
const PLACE = '<script type="text/plain" id="rungs-trace"></script>';

/**
 * Gives `virtual:viewer`: the whole page as one HTML text that opens from a file, with a place for a trace. It is built
 * when it is first asked for. @param how `stub`: a page with nothing but the place, for tests
 */
export function viewerPage(how: 'built' | 'stub' = 'built'): Plugin {
  return {
    name: 'viewer-page',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : null),
    load: async (id) => {
      if (id !== `\0${NAME}`) return null;
      return `export default ${JSON.stringify(how === 'stub' ? `<!doctype html>${PLACE}` : await buildViewer())}`;
    },
  };
}

let built: Promise<string> | null = null;

function buildViewer(): Promise<string> {
  built ??= buildOnce();
  return built;
}

async function buildOnce(): Promise<string> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const made = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [react(), hereAlone(root)],
    build: {
      write: false,
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: Number.MAX_SAFE_INTEGER,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const files = (Array.isArray(made) ? made : [made]).flatMap((part) => ('output' in part ? part.output : []));
  const script = files.find((file) => file.type === 'chunk' && file.isEntry);
  const style = files.find((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
  if (script?.type !== 'chunk' || style?.type !== 'asset' || files.filter(({ type }) => type === 'chunk').length !== 1)
    throw new Error('the viewer is not one script and one style sheet');
  return page(script.code, String(style.source));
}

/** In one file there is no worker: a trace that travels is read on the page. And it holds no other page. */
function hereAlone(root: string): Plugin {
  return {
    name: 'here-alone',
    enforce: 'pre',
    resolveId(id) {
      if (id === NAME) return `\0${NAME}`;
      return id.endsWith('/worker/start.ts') ? `${root}src/worker/start-here.ts` : null;
    },
    load: (id) => (id === `\0${NAME}` ? 'export default null' : null),
  };
}

/** The trace comes first, so that the first bytes of the file tell what it is. */
function page(code: string, css: string): string {
  // Within a script element, these two are the only texts that the parser of HTML reads otherwise than that of JavaScript.
  const script = code.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const style = css.replaceAll('</style', '<\\/style');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${viewerPolicy(hash(script), hash(style))}">
${PLACE}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>Rungs</title>
<style>${style}</style>
</head>
<body>
<noscript>This page draws the SIP trace that it carries, with JavaScript. Nothing is sent anywhere.</noscript>
<div id="root"></div>
<script type="module">${script}</script>
</body>
</html>
`;
}

/** As a Content-Security-Policy names what it allows. */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
