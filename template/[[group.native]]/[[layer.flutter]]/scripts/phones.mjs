// What building the app needs, for doctor.mjs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

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

/** Where Android Studio puts it, unless ANDROID_HOME says otherwise. */
function androidSdk() {
  const { ANDROID_HOME, LOCALAPPDATA = '' } = process.env
  const usual = {
    darwin: join(homedir(), 'Library', 'Android', 'sdk'),
    win32: join(LOCALAPPDATA, 'Android', 'Sdk'),
  }
  const folder = ANDROID_HOME ?? usual[process.platform] ?? join(homedir(), 'Android', 'Sdk')
  const ok = existsSync(join(folder, 'platform-tools'))
  const todo =
    'Install Android Studio with an SDK and an emulator, and set ANDROID_HOME to the SDK.'
  return ok ? { ok, is: folder } : { is: `none in ${folder}`, todo }
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
