// One self-contained script for any page; beside it the words of other languages and the demo page. The build fails when the script outgrows its budget.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;
const budget = 20_000;

function budgetAndDemo(): Plugin {
  return {
    name: 'budget-and-demo',
    apply: 'build',
    writeBundle() {
      const gzip = gzipSync(readFileSync(join(root, 'dist/widget.js')), { level: 9 }).length;
      const text = `widget.js: ${(gzip / 1000).toFixed(1)} kB gzip of ${budget / 1000} kB`;
      if (gzip > budget) throw new Error(`${text}: over budget`);
      console.log(text);
      copyFileSync(join(root, 'demo.html'), join(root, 'dist/demo.html'));
      copyFileSync(join(root, 'src/words/de.json'), join(root, 'dist/widget.de.json'));
    },
  };
}

export default defineConfig({
  root,
  // Vite's own transformer takes Preact's JSX: no preset, no Babel.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Group' },
    jsxInject: `import { h, Fragment as Group } from 'preact'`,
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [budgetAndDemo()],
  build: {
    target: 'es2022',
    // Where constructable stylesheets exist, so do logical properties: nothing to lower.
    cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
    outDir: 'dist',
    emptyOutDir: true,
    lib: { entry: 'src/widget.ts', formats: ['iife'], name: 'FrontdeskWidget', fileName: () => 'widget.js' },
  },
});
