// Writes a stub amplify_outputs.json when there is none, so that a fresh clone type-checks, tests and builds before any
// backend exists. The app recognizes the stub and says which command to run. An existing file is never touched.
import './check-node.mjs'
import { writeFileSync } from 'node:fs'

try {
  writeFileSync(new URL('../amplify_outputs.json', import.meta.url), '{ "version": "1.4" }\n', {
    flag: 'wx',
  })
} catch (error) {
  if (error.code !== 'EEXIST') throw error
}
