import { basename, join } from 'node:path';
import { build } from 'vite';

/**
 * Node 20 reads no TypeScript: the file with all it imports becomes one module that it does read.
 * @param {string} file path of a .ts file
 * @param {string} folder where the module is written
 * @returns {Promise<string>} path of the module
 */
export async function bundle(file, folder) {
  const name = basename(file).replace(/\.ts$/, '.mjs');
  await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: file,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: name, codeSplitting: false } },
    },
  });
  return join(folder, name);
}
