import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './compressed.ts'

/** Builds the staff's web app into dist/web; in development `/api` is the API on this machine. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    // The API takes changes only from its own origin, so the browser's host must reach it unchanged.
    proxy: { '/api': { target: 'http://127.0.0.1:8000', changeOrigin: false } },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // The policy for scripts and images is 'self': nothing may be inlined as data: or as a script in the page.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The public page is an entry of its own: it shares nothing with the staff's app but a few words.
      input: [`${import.meta.dirname}/index.html`, `${import.meta.dirname}/jubao.html`],
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|@tanstack|@trpc)[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
})
