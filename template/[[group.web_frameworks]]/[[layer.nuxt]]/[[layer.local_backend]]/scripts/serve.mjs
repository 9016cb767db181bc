// Serves what `nuxt build` wrote, on this machine alone, at the first free port from 3000 on.
import { createServer } from 'node:net'

let port = Number(process.env.PORT ?? 3000)
while (!(await isFree(port))) port += 1
Object.assign(process.env, { HOST: 'localhost', PORT: String(port) })
await import('../.output/server/index.mjs')
console.log(`Local: http://localhost:${port}/`)

function isFree(port) {
  return new Promise((done) => {
    const server = createServer().on('error', () => done(false))
    server.listen(port, 'localhost', () => server.close(() => done(true)))
  })
}
