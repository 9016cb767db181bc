// Copies amplify_outputs.json from the project of the backend, where the local backend or a sandbox has written it.
import './check-node.mjs'
import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { folder, name } from './backend.mjs'

const file = 'amplify_outputs.json'

if (folder && existsSync(join(folder, file))) {
  copyFileSync(join(folder, file), join(import.meta.dirname, '..', file))
  console.log(`${file} is that of ${name}.`)
} else {
  console.error(
    folder
      ? `${name} has no ${file}: run \`npm run local\` or \`npm run sandbox\` there first.`
      : `${name} is missing, and with it the code of the backend: README.md says where it has to be.`,
  )
  process.exitCode = 1
}
