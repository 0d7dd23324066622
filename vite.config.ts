import process from 'node:process';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { metaPolicy, securityHeaders } from './security-policy.ts';
import { supplyChain } from './supply-chain.ts';
import { viewerPage } from './viewer-page.ts';

const charset = '<meta charset="utf-8" />';

/** Writes the policy into the built page, before anything that loads. The dev server needs inline script: not there. */
const policyInPage: Plugin = {
  name: 'policy-in-page',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html) {
      if (!html.includes(charset)) throw new Error(`index.html must start its head with ${charset}`);
      return html.replace(
        charset,
        `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${metaPolicy}" />`,
      );
    },
  },
};

const { page: partsOfPage, worker: partsOfWorker } = supplyChain();

export default defineConfig({
  // Relative addresses: the build can be put into any folder of any static host.
  base: './',
  plugins: [react(), policyInPage, viewerPage(), partsOfPage],
  build: {
    // Tests that build beside each other give each build a folder of its own.
    outDir: process.env.RUNGS_DIST || 'dist',
    emptyOutDir: true,
    // Both would be inline data or script that the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es', plugins: partsOfWorker },
  preview: { headers: securityHeaders },
});
