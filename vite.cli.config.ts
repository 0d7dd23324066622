import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { viewerPage } from './viewer-page.ts';

const executable: Plugin = {
  name: 'executable',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) chmodSync(join(dir ?? '', name), 0o755);
  },
};

/** The command line: one file that Node runs as it is, with everything it needs inside. */
export default defineConfig({
  plugins: [executable, viewerPage()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli.ts',
    outDir: 'dist-cli',
    target: 'node20',
    rolldownOptions: {
      output: { entryFileNames: 'rungs.js', banner: '#!/usr/bin/env node', codeSplitting: false },
    },
  },
});
