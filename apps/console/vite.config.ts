// One bundle for both staff areas. The base is neither area's path, so /workbench and /console can share one index.html.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const gateway = process.env['FRONTDESK_URL'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [react()],
  resolve: { conditions: ['@frontdesk/source', 'module', 'browser', 'development|production'] },
  build: { target: 'es2022', outDir: 'dist', emptyOutDir: true, sourcemap: false, chunkSizeWarningLimit: 700 },
  server: {
    proxy: {
      '/v1/realtime': { target: gateway, ws: true },
      '/v1': gateway,
      '/demo-issuer': gateway,
    },
  },
});
