// Preloaded into what the local backend runs (node --import end-with.ts?PID): ends this process once
// the backend is gone, also when that was killed and could end nothing itself.
import { isMainThread } from 'node:worker_threads'
import { exists } from './running.ts'

const backend = Number(new URL(import.meta.url).search.slice(1))
if (isMainThread) setInterval(() => exists(backend) || process.exit(1), 1000).unref()
