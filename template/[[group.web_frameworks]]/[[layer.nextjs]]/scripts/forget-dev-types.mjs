// Removes the types that `next dev` wrote for its pages. They name pages that are gone since, and a build or a type
// check would stop at them: https://github.com/vercel/next.js/issues/96620
import { rmSync } from 'node:fs'

rmSync('.next/dev/types', { recursive: true, force: true })
