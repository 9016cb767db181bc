// Makes Gradle's wrapper, with the Gradle of this machine: npm run native. The wrapper is a binary file, so the template
// leaves it to Gradle. Where there is one, it stays as it is.
import './check-node.mjs'
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

// The one with which Amplify's libraries are built.
const version = '8.13'

process.chdir(join(import.meta.dirname, '..'))
if (existsSync('gradle/wrapper/gradle-wrapper.jar')) {
  console.log("Gradle's wrapper is there, and stays as it is.")
  process.exit()
}
const shell = process.platform === 'win32'
if (spawnSync('gradle', ['--version'], { shell }).status !== 0) {
  console.error('There is no Gradle on this machine: install it from https://gradle.org/install/,')
  console.error('or open the folder in Android Studio, which builds the app without a wrapper.')
  process.exit(1)
}
const options = { stdio: 'inherit', shell }
const { status } = spawnSync('gradle', ['wrapper', '--gradle-version', version], options)
if (status === 0) console.log("Gradle's wrapper: made; commit gradlew, gradlew.bat and gradle/.")
process.exit(status ?? 1)
