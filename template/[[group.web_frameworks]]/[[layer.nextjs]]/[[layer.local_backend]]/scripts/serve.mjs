// Serves what `next build` wrote at the first free port from 3000 on; `next start` alone ends when that is in use.
import { createServer } from 'node:net'

let port = Number(process.env.PORT ?? 3000)
while (!(await isFree(port))) port += 1
process.argv.push('start', '--hostname', 'localhost', '--port', String(port))
await import('next/dist/bin/next')

function isFree(port) {
  return new Promise((done) => {
    const server = createServer().on('error', () => done(false))
    server.listen(port, 'localhost', () => server.close(() => done(true)))
  })
}
