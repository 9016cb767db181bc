// The redirect to the local backend as a script, for apps that import it from here instead of bundling it.
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Handler } from './services/http.ts'

/** Answers with a module that redirects the page which imports it to the local backend at `url`. */
export function createClientScript(url: string): Handler {
  let script: Promise<Uint8Array | undefined> | undefined
  return async (_, response) => {
    const code = await (script ??= bundle(url))
    response.writeHead(200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
    response.end(code)
  }
}

async function bundle(url: string) {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { redirect } from './redirect.ts'\nredirect(${JSON.stringify(url)})`,
      resolveDir: join(import.meta.dirname, 'client'),
    },
    bundle: true,
    format: 'esm',
    write: false,
  })
  return outputFiles[0]?.contents
}
