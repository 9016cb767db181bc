// What building the app needs, for doctor.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { androidSdk } from './android-sdk.mjs'

export const outputs = 'lib/amplify_outputs.dart'

export const checks = [
  ['Flutter', flutter],
  ['android/, ios/', nativeProjects],
  ['Android SDK', androidSdk],
  ...(process.platform === 'darwin' ? [['Xcode', xcode]] : []),
]

/** The oldest that Amplify's packages know. */
const oldest = [3, 41]

function flutter() {
  const [version = 'none'] = /\d+\.\d+\.\d+/.exec(printed('flutter', '--version')) ?? []
  const [major, minor] = version.split('.').map(Number)
  const ok = major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
  const todo = `Install Flutter ${oldest.join('.')} or newer: https://docs.flutter.dev/install`
  return ok ? { ok, is: version } : { is: version, todo }
}

function nativeProjects() {
  const missing = ['android', 'ios'].filter((folder) => !existsSync(folder))
  const todo = 'Run `npm run native`, and commit what it makes.'
  return missing.length ? { is: 'missing', todo } : { ok: true, is: 'there' }
}

/** Amplify's packages need iOS 15, and those of Swift in them Xcode 16. */
function xcode() {
  const [, version] = /Xcode (\d+(?:\.\d+)*)/.exec(printed('xcodebuild', '-version')) ?? []
  const ok = Number.parseInt(version ?? '0') >= 16
  const todo = 'Install Xcode 16 or newer from the App Store, and open it once.'
  return ok ? { ok, is: version } : { is: version ?? 'none', todo }
}

function printed(command, argument) {
  const options = { encoding: 'utf8', timeout: 60_000, shell: process.platform === 'win32' }
  return spawnSync(command, [argument], options).stdout ?? ''
}
