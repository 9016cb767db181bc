// The whole app on this machine: the local backend, and the frontend as soon as that is ready.
// Arguments go to the backend: npm run dev -- --reset
process.argv.push('--', 'npm', 'run', 'dev:web')
await import('./start.ts')
