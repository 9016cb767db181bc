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
  console.log('The wrapper is there already, and stays as it is.')
  process.exit()
}
const { error, status } = spawnSync('gradle', ['wrapper', '--gradle-version', version], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
if (error || status === 9009 || status === 127) {
  console.error('There is no Gradle on this machine: install it from https://gradle.org/install/,')
  console.error('or open the folder in Android Studio, which needs no wrapper to build the app.')
}
process.exit(error ? 1 : status)
