// The whole app on this machine: the local backend, and the frontend on it as soon as it is ready.
// Arguments go to the backend: npm run dev -- --reset
import { fork, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

const backend = fork(join(import.meta.dirname, 'start.ts'), process.argv.slice(2))
let frontend: ChildProcess | undefined

backend.on('message', () => {
  frontend = spawn('npm', ['run', 'dev:web'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  frontend.on('exit', () => backend.kill())
})
backend.on('exit', (code) => {
  frontend?.kill()
  process.exitCode = code ?? 1
})

// In a terminal, Ctrl+C reaches both by itself; each ends in its own time.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => backend.kill())
