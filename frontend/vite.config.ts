import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** The server that `npm run dev` talks to. */
const server = process.env['GOURMETLOOP_SERVER'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'], // the first with light-dark()
    assetsInlineLimit: 0, // one place for assets, and a Content-Security-Policy without data: documents
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700, // charts, loaded with the console only
  },
  server: {
    proxy: Object.fromEntries(['/api', '/model', '/ready', '/health'].map((path) => [path, server])),
  },
  test: { include: ['src/**/*.test.ts'], environment: 'node' },
});
