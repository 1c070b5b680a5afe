// One small script for any page, and what it fetches when it is needed: the parts of the panel, the words of other
// languages. The build fails when what every page load pays for outgrows its budget.
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const root = import.meta.dirname;
const budget = 20_000;

/** The entry and all that it imports at once. */
function atOnce(bundle: Rolldown.OutputBundle, entry: string, found = new Set<string>()): ReadonlySet<string> {
  const chunk = bundle[entry];
  if (chunk?.type !== 'chunk' || found.has(entry)) return found;
  found.add(entry);
  for (const name of chunk.imports) atOnce(bundle, name, found);
  return found;
}

function scriptBudgetAndDemo(): Plugin {
  return {
    name: 'script-budget-and-demo',
    apply: 'build',
    writeBundle(_, bundle) {
      const entry = Object.values(bundle).find((one) => one.type === 'chunk' && one.isEntry)?.fileName ?? '';
      // A plain script tag is all that a page needs: a module of another origin could not be deferred by one.
      writeFileSync(join(root, 'dist/widget.js'), `import(new URL('${entry}', document.currentScript.src).href);\n`);
      const sizeOf = (name: string) => gzipSync(readFileSync(join(root, 'dist', name)), { level: 9 }).length;
      const first = [...atOnce(bundle, entry), 'widget.js'].reduce((sum, name) => sum + sizeOf(name), 0);
      const parts = Object.keys(bundle).filter((name) => !atOnce(bundle, entry).has(name));
      const text = `widget: ${(first / 1000).toFixed(1)} kB gzip of ${budget / 1000} kB at once`;
      if (first > budget) throw new Error(`${text}: over budget; fetch with later() what most visits never see`);
      console.log(
        `${text}; ${parts.map((name) => `${name} ${(sizeOf(name) / 1000).toFixed(1)}`).join(', ')} when needed`,
      );
      copyFileSync(join(root, 'demo.html'), join(root, 'dist/demo.html'));
      copyFileSync(join(root, 'src/words/de.json'), join(root, 'dist/widget.de.json'));
    },
  };
}

export default defineConfig({
  root,
  base: './',
  // Vite's own transformer takes Preact's JSX: no preset, no Babel.
  oxc: {
    jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Group' },
    jsxInject: `import { h, Fragment as Group } from 'preact'`,
  },
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [scriptBudgetAndDemo()],
  build: {
    target: 'es2022',
    // Where constructable stylesheets exist, so do logical properties: nothing to lower.
    cssTarget: ['chrome111', 'firefox114', 'safari16.4'],
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: join(root, 'src/widget.ts'),
      output: { entryFileNames: 'widget/main-[hash].js', chunkFileNames: 'widget/[name]-[hash].js' },
    },
  },
});
