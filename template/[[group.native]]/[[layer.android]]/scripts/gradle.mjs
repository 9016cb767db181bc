// Runs tasks of Gradle by the project's wrapper, on every system: node scripts/gradle.mjs installDebug
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

process.chdir(join(import.meta.dirname, '..'))
if (!existsSync('gradle/wrapper/gradle-wrapper.jar')) {
  console.error(
    "Gradle's wrapper is missing: run `npm run native` once, or build in Android Studio.",
  )
  process.exit(1)
}
const isWindows = process.platform === 'win32'
const { status } = spawnSync(isWindows ? 'gradlew.bat' : './gradlew', process.argv.slice(2), {
  stdio: 'inherit',
  shell: isWindows,
})
process.exit(status ?? 1)
