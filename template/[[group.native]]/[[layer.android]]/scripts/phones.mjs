// What building the app needs, for doctor.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { androidSdk } from './android-sdk.mjs'

export const outputs = 'app/src/main/res/raw/amplify_outputs.json'

export const checks = [
  ["Gradle's wrapper", wrapper],
  ['JDK', jdk],
  ['Android SDK', androidSdk],
]

function wrapper() {
  const ok = existsSync('gradle/wrapper/gradle-wrapper.jar')
  const todo = 'Run `npm run native`, and commit what it makes; Android Studio builds without it.'
  return ok ? { ok, is: 'gradlew' } : { is: 'none', todo }
}

function jdk() {
  const { JAVA_HOME } = process.env
  const java = JAVA_HOME ? join(JAVA_HOME, 'bin', 'java') : 'java'
  const { status, stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', timeout: 60_000 })
  const [, version] = (status === 0 && /version "([^"]+)"/.exec(stderr)) || []
  const ok = Number.parseInt(version ?? '0') >= 17
  const todo = 'Gradle needs JDK 17 or newer: install it, and set JAVA_HOME to its folder.'
  return ok ? { ok, is: version } : { is: version ?? 'none', todo }
}
