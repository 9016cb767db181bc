// Runs `ng serve` at the first free port from 4200 on, without a question to whoever starts it.
import { createServer } from 'node:net'

let port = 4200
while (!(await isFree(port))) port += 1
process.argv.push('serve', '--port', String(port))
await import('@angular/cli/bin/ng.js')

function isFree(port) {
  return new Promise((done) => {
    const server = createServer().on('error', () => done(false))
    server.listen(port, 'localhost', () => server.close(() => done(true)))
  })
}
